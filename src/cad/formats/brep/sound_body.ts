/**
 * Whether what a file says of one body fits together.
 *
 * @module
 */
import type { Brep, Coedge, Edge, Face } from "../../brep.ts";
import { applyToPoint, scaleOf } from "../../geometry/transform.ts";

/** What does not fit. */
interface Fault {
  /** What is said of it: `"edge 3 ends 2 mm from its vertex"`. */
  readonly sentence: string;
  readonly data: Readonly<Record<string, number>>;
}

/** Gaps that kernels leave in spite of the tolerances that they state, by the size of the body. */
const SLACK = 1e-3;
/** Tolerances that are believed, by the size of the body: who asks for more has found no fit. */
const MOST_TOLERANCE = 1e-2;
/** Points that a smooth stretch of an edge is looked at in. */
const STEPS = 4;
/** Stretches of an edge that are looked at; of more, as many spread evenly. */
const MOST_STRETCHES = 32;

/**
 * What contradicts itself in a body, or null: each edge must end at its vertices and lie on the
 * surfaces of its faces, to the tolerances that the file states for them and a little more.
 *
 * The measures of faces come from the images of edges in their surfaces, those of edges from their
 * curves: where the two are apart, one of them is wrong.
 */
export function faultOf(brep: Brep): Fault | null {
  const size = sizeOf(brep);
  const allowance = (...tolerances: number[]) =>
    SLACK * size + Math.min(Math.max(...tolerances), MOST_TOLERANCE * size);
  for (let edge = 0; edge < brep.edges.length; edge++) {
    const fault = endFault(brep, edge, allowance);
    if (fault !== null) return fault;
  }
  for (const [index, face] of brep.faces.entries()) {
    for (const coedge of face.loops.flat()) {
      const gap = gapOf(brep.edges[coedge.edge], coedge, face);
      const { tolerance, startTolerance = 0, endTolerance = 0 } = brep.edges[coedge.edge];
      const allowed = allowance(tolerance, startTolerance, endTolerance, face.tolerance);
      if (!(gap <= allowed)) {
        const { edge } = coedge, away = Number(gap.toPrecision(3));
        return {
          sentence: `edge ${edge} runs ${away} off the surface of face ${index}, where ` +
            `${Number(allowed.toPrecision(3))} is allowed`,
          data: { edge, face: index, gap, allowed },
        };
      }
    }
  }
  return null;
}

function endFault(
  { edges, vertices }: Brep,
  index: number,
  allowance: (...tolerances: number[]) => number,
): Fault | null {
  const edge = edges[index], { curve, location, first, last, tolerance } = edge;
  if (curve === null) return null;
  const point = new Float64Array(6);
  const ends = [
    { vertex: edge.startVertex, at: first, own: edge.startTolerance ?? 0 },
    { vertex: edge.endVertex, at: last, own: edge.endTolerance ?? 0 },
  ];
  for (const { vertex, at, own } of ends) {
    if (vertex < 0) continue;
    curve.d1(at, point);
    applyToPoint(location, point);
    const gap = distance(point, vertices, 3 * vertex);
    const allowed = allowance(own, tolerance);
    if (gap <= allowed) continue;
    return {
      sentence: `edge ${index} ends ${Number(gap.toPrecision(3))} from its vertex, where ` +
        `${Number(allowed.toPrecision(3))} is allowed`,
      data: { edge: index, vertex, gap, allowed },
    };
  }
  return null;
}

/** How far an edge is from its image on a face at most; 0 where it has no image. */
function gapOf(edge: Edge, coedge: Coedge, face: Face): number {
  const { pcurve, first, last } = coedge;
  if (pcurve === null || edge.curve === null) return 0;
  const image = new Float64Array(4), point = new Float64Array(9), own = new Float64Array(6);
  // Both have the same parameter, over ranges of their own where a file says so.
  const rate = last === first ? 0 : (edge.last - edge.first) / (last - first);
  let worst = 0;
  for (const t of parametersOf(coedge)) {
    pcurve.d1(t, image);
    face.surface.d1(image[0], image[1], point);
    applyToPoint(face.location, point);
    edge.curve.d1(edge.first + (t - first) * rate, own);
    applyToPoint(edge.location, own);
    const gap = distance(point, own, 0);
    if (!(gap <= worst)) worst = gap;
  }
  return worst;
}

/** The parameters that an image is looked at in. */
function parametersOf({ pcurve, first, last }: Coedge): number[] {
  const ends = [first, ...pcurve!.breaks(first, last), last];
  const every = Math.max(1, Math.ceil((ends.length - 1) / MOST_STRETCHES));
  const parameters = [first];
  for (let i = 1; i < ends.length; i += every) {
    for (let step = 1; step <= STEPS; step++) {
      parameters.push(ends[i - 1] + (ends[i] - ends[i - 1]) * step / STEPS);
    }
  }
  return parameters;
}

function distance(a: Float64Array, b: Float64Array, at: number): number {
  return Math.hypot(a[0] - b[at], a[1] - b[at + 1], a[2] - b[at + 2]);
}

/** The diagonal of the box of the vertices; the largest scale of what has none. */
function sizeOf({ vertices, faces }: Brep): number {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i++) {
    low[i % 3] = Math.min(low[i % 3], vertices[i]);
    high[i % 3] = Math.max(high[i % 3], vertices[i]);
  }
  const size = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
  return Number.isFinite(size) && size > 0
    ? size
    : Math.max(...faces.map(({ location }) => scaleOf(location)), 1);
}
