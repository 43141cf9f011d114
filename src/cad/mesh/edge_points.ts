/**
 * The points along the edges of a body, which all faces that meet there share.
 *
 * @module
 */
import type { Coedge, Face } from "../brep.ts";
import type { Curve } from "../geometry/curve.ts";
import { Plane } from "../geometry/plane.ts";
import { applyToPoint, applyToVector, scaleOf } from "../geometry/transform.ts";
import type { BodyGeometry } from "../features/bodies/body_geometry.ts";
import type { PlacedCurve } from "../features/edges/edge_curve.ts";
import { evaluateFace } from "../features/faces/normal.ts";
import type { MeshTolerance } from "./mesh_options.ts";
import type { PointPool } from "./point_pool.ts";
import { squareToChord, StretchTest } from "./stretch_test.ts";
import { subdivide } from "./subdivide.ts";

/** The points along one edge, from its first parameter to its last. */
export interface EdgeRun {
  /** The curve's parameters, ascending. */
  readonly parameters: readonly number[];
  /** The points' numbers, as many. */
  readonly points: readonly number[];
}

/** How much finer an edge gets where faces cannot be meshed with it as it is. */
const FINER = 1 / 4;

/** A vertex is where the file says if edges end this near to it: a share of the tolerance. */
const NEAR = 0.1;

/** Samples edges when they are asked for, once each. */
export class EdgePoints {
  readonly #geometry: BodyGeometry;
  readonly #tolerance: MeshTolerance;
  readonly #pool: PointPool;
  readonly #runs: (EdgeRun | null | undefined)[];
  readonly #shares: Float64Array;
  readonly #vertices: Int32Array;
  /** The edges that end at each vertex, and at which of their ends. */
  readonly #ending: (readonly [edge: number, atLast: boolean])[][];
  readonly #test = new StretchTest();
  readonly #point = new Float64Array(6);
  readonly #ends = [new Float64Array(3), new Float64Array(3)];
  readonly #q = new Float64Array(9);
  readonly #uv = new Float64Array(8);

  constructor(geometry: BodyGeometry, tolerance: MeshTolerance, pool: PointPool) {
    const { edges, vertices } = geometry.brep;
    this.#geometry = geometry;
    this.#tolerance = tolerance;
    this.#pool = pool;
    this.#runs = new Array(edges.length);
    this.#shares = new Float64Array(edges.length).fill(1);
    this.#vertices = new Int32Array(vertices.length / 3).fill(-1);
    this.#ending = Array.from(this.#vertices, () => []);
    edges.forEach(({ startVertex, endVertex }, edge) => {
      if (geometry.curves[edge] === null) return;
      if (startVertex >= 0) this.#ending[startVertex].push([edge, false]);
      if (endVertex >= 0) this.#ending[endVertex].push([edge, true]);
    });
  }

  /** The points along an edge; null where it has no length. */
  of(edge: number): EdgeRun | null {
    const known = this.#runs[edge];
    if (known !== undefined) return known;
    const placed = this.#geometry.curves[edge];
    return this.#runs[edge] = placed === null ? null : this.#sample(edge, placed);
  }

  /** Has an edge sampled anew, and finer, when it is next asked for. */
  refine(edge: number): void {
    this.#shares[edge] *= FINER;
    this.#runs[edge] = undefined;
  }

  /**
   * The point of a vertex: where the file says, unless all edges that end there end together
   * somewhere else.
   */
  #vertex(index: number): number {
    if (this.#vertices[index] >= 0) return this.#vertices[index];
    const { vertices } = this.#geometry.brep, point = this.#point;
    const place = vertices.slice(3 * index, 3 * index + 3), mean = new Float64Array(3);
    const places = this.#ending[index].map(([edge, atLast]) => {
      const placed = this.#geometry.curves[edge]!;
      traceOf(placed)(atLast ? placed.last : placed.first, point);
      for (let k = 0; k < 3; k++) mean[k] += point[k] / this.#ending[index].length;
      return point.slice(0, 3);
    });
    const isNear = (to: Float64Array) =>
      places.every((end) =>
        Math.hypot(...end.map((x, k) => x - to[k])) <= NEAR * this.#tolerance.chordal
      );
    const lost = places.length > 0 && !isNear(place) && isNear(mean);
    return this.#vertices[index] = this.#pool.add(lost ? mean : place);
  }

  #sample(index: number, placed: PlacedCurve): EdgeRun {
    const edge = this.#geometry.brep.edges[index], { first, last } = placed;
    const trace = traceOf(placed), point = this.#point;
    trace(first, point);
    const start = edge.startVertex >= 0 ? this.#vertex(edge.startVertex) : this.#pool.add(point);
    trace(last, point);
    const end = edge.endVertex >= 0
      ? this.#vertex(edge.endVertex)
      : this.#pool.distance(start, point) <= 10 * edge.tolerance
      ? start
      : this.#pool.add(point);
    const tolerance = this.#toleranceOf(index);
    const parameters = this.#parameters(index, placed, trace, tolerance, start === end ? 3 : 1);
    const points = parameters.map((t, i) => {
      if (i === 0) return start;
      if (i === parameters.length - 1) return end;
      trace(t, point);
      return this.#pool.add(point);
    });
    return { parameters, points };
  }

  #toleranceOf(index: number): MeshTolerance {
    const { chordal, angular } = this.#tolerance, share = this.#shares[index];
    return { chordal: chordal * share, angular: angular * Math.sqrt(share) };
  }

  #parameters(
    index: number,
    placed: PlacedCurve,
    trace: (t: number, out: Float64Array) => void,
    tolerance: MeshTolerance,
    least: number,
  ): number[] {
    const { curve, first, last, location } = placed;
    const uses = this.#geometry.uses[index].flatMap(({ face, coedge }) => {
      const used = this.#geometry.brep.faces[face];
      return used.surface instanceof Plane || coedge.pcurve === null
        ? []
        : [{ face: used, coedge }];
    });
    const allowed = tolerance.chordal + this.#geometry.brep.edges[index].tolerance;
    if (curve.kind === "circle") {
      curve.d1(first, this.#point);
      const radius = scaleOf(location) *
        Math.hypot(this.#point[3], this.#point[4], this.#point[5]);
      least = Math.max(least, arcPieces(radius, last - first, tolerance));
    }
    const straight = curve.kind === "line" || curve.kind === "circle";
    if (straight && uses.length === 0) return evenly(first, last, least);
    const breaks = straight ? [] : curve.breaks(first, last);
    return subdivide(first, last, breaks, (from, to, inside) => {
      let wanted = straight ? 1 : this.#test.wantedPieces(trace, from, to, inside, tolerance);
      for (const { face, coedge } of uses) {
        if (wanted > 1) break;
        const ends = [from, to].map((t) => coedgeParameter(coedge, placed, t));
        wanted = this.#wantedOn(face, coedge.pcurve!, ends, trace, from, to, allowed);
      }
      return wanted;
    }, least);
  }

  /** The same of the straight line in a face's parameters that stands for the stretch there. */
  #wantedOn(
    face: Face,
    pcurve: Curve,
    [start, end]: readonly number[],
    trace: (t: number, out: Float64Array) => void,
    from: number,
    to: number,
    allowed: number,
  ): number {
    const q = this.#q, uv = this.#uv, [a, b] = this.#ends, point = this.#point;
    pcurve.d1(start, uv);
    const u0 = uv[0], v0 = uv[1];
    pcurve.d1(end, uv);
    const u1 = uv[0], v1 = uv[1];
    trace(from, point);
    a.set(point.subarray(0, 3));
    trace(to, point);
    b.set(point.subarray(0, 3));
    let square = 0;
    for (const share of [0.25, 0.5, 0.75]) {
      evaluateFace(face, u0 + share * (u1 - u0), v0 + share * (v1 - v0), q);
      square = Math.max(square, squareToChord(q, a, b));
    }
    const wanted = Math.sqrt(Math.sqrt(square) / allowed);
    return Number.isFinite(wanted) ? Math.ceil(wanted * (1 - 1e-9)) : 1;
  }
}

/** The parameter of a coedge's image at a parameter of its edge. */
export function coedgeParameter(
  { first, last }: Pick<Coedge, "first" | "last">,
  curve: Pick<PlacedCurve, "first" | "last">,
  t: number,
): number {
  if (first === curve.first && last === curve.last) return t;
  return first + (last - first) * ((t - curve.first) / (curve.last - curve.first));
}

/** How many chords an arc wants. */
export function arcPieces(radius: number, angle: number, tolerance: MeshTolerance): number {
  const { chordal, angular } = tolerance;
  const byChord = radius > chordal ? 2 * Math.acos(1 - chordal / radius) : Math.PI / 2;
  return Math.ceil(Math.abs(angle) / Math.min(angular, byChord) * (1 - 1e-9));
}

function evenly(first: number, last: number, count: number): number[] {
  return Array.from(
    { length: count + 1 },
    (_, i) => i === count ? last : first + (last - first) * i / count,
  );
}

/** A curve in space, in the body's coordinates. */
function traceOf({ curve, location }: PlacedCurve): (t: number, out: Float64Array) => void {
  if (location === null) return (t, out) => curve.d1(t, out);
  return (t, out) => {
    curve.d1(t, out);
    applyToPoint(location, out);
    applyToVector(location, out, 3);
  };
}
