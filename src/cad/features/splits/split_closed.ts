/**
 * A body without faces and edges that close on themselves.
 *
 * @module
 */
import type { Brep, Edge } from "../../brep.ts";
import { BodyGeometry } from "../bodies/body_geometry.ts";
import { ChangingBody } from "./changing_body.ts";
import { cutFace } from "./cut_face.ts";
import { seamLine } from "./seam_line.ts";
import { splitError } from "./split_error.ts";

/** A body whose closed faces and edges are split, and what its faces and edges are parts of. */
export interface SplitBody {
  /** Faces in the order of those that they are parts of, edges in that of their first use. */
  readonly brep: Brep;
  /** For each face the one of the whole body that it is, or is a part of. */
  readonly faces: Int32Array;
  /** For each edge the same; -1 of one along which a face was cut. */
  readonly edges: Int32Array;
}

/** Times that a face is cut: one closed in u and v is cut in u, and each part in v. */
const MOST_CUTS = 16;
/** How well the areas of parts must sum up to that of the whole, and lengths of edges too. */
const SUM = 1e-6;

/**
 * Splits each face that closes on itself half way between the two images of its seam, and then each
 * edge that ends where it begins in the middle of its range, as OpenCascade's
 * `ShapeUpgrade_ShapeDivideClosed` and `ShapeUpgrade_ShapeDivideClosedEdges` do with one split
 * each. A face without a seam is left as it is, and the body itself is not changed.
 *
 * @throws FeatureError where a face cannot be cut so that its parts are certain, or where the areas
 * or lengths of parts do not sum up to those of the whole
 */
export function splitClosed(brep: Brep): SplitBody {
  return BodyGeometry.of(brep).once("split", () => split(brep));
}

function split(brep: Brep): SplitBody {
  const body = new ChangingBody(brep);
  const cuts = new Int32Array(brep.faces.length);
  for (let index = 0; index < body.faces.length;) {
    const { face, source } = body.faces[index];
    const line = seamLine(face);
    if (line === null) index++;
    else {
      if (++cuts[source] > MOST_CUTS) throw splitError("face", source, "its parts are closed too");
      cutFace(body, index, line);
    }
  }
  for (let edge = body.edges.length - 1; edge >= 0; edge--) {
    if (isClosed(body.edges[edge])) body.splitEdge(edge, 0.5);
  }
  const parts = inOrder(body);
  if (parts.brep.edges.length > brep.edges.length) requireSums(brep, parts);
  return parts;
}

function isClosed({ degenerate, startVertex, endVertex }: Edge): boolean {
  return !degenerate && startVertex === endVertex;
}

/** The body with its edges in the order in which the loops of its faces first use them. */
function inOrder(body: ChangingBody): SplitBody {
  const { faces, edges, vertices } = body.brep();
  const order = [...new Set(faces.flatMap(({ loops }) => loops.flat().map(({ edge }) => edge)))];
  const place = new Int32Array(edges.length);
  order.forEach((edge, index) => place[edge] = index);
  return {
    brep: {
      faces: faces.map((face) => ({
        ...face,
        loops: face.loops.map((loop) =>
          loop.map((coedge) => ({ ...coedge, edge: place[coedge.edge] }))
        ),
      })),
      edges: order.map((edge) => edges[edge]),
      vertices,
    },
    faces: Int32Array.from(body.faces, ({ source }) => source),
    edges: Int32Array.from(order, (edge) => body.sources[edge]),
  };
}

function requireSums(whole: Brep, { brep, faces, edges }: SplitBody): void {
  const before = BodyGeometry.of(whole), after = BodyGeometry.of(brep);
  const sums = (sources: Int32Array, measure: (index: number) => number) => {
    const found = new Map<number, number[]>();
    sources.forEach((source, index) => {
      if (source >= 0) found.set(source, [...found.get(source) ?? [], index]);
    });
    return [...found].filter(([, parts]) => parts.length > 1).map(([source, parts]) =>
      [source, parts.reduce((sum, part) => sum + measure(part), 0)] as const
    );
  };
  for (const [face, sum] of sums(faces, (part) => after.area(part).area)) {
    const { area, error } = before.area(face);
    if (Math.abs(sum - area) <= SUM * area + 10 * error) continue;
    throw splitError("face", face, `the areas of its parts sum up to ${sum}, and it has ${area}`);
  }
  for (const [edge, sum] of sums(edges, (part) => after.length(part))) {
    const length = before.length(edge);
    if (Math.abs(sum - length) <= SUM * length) continue;
    throw splitError("edge", edge, `its parts sum up to ${sum}, and it is ${length} long`);
  }
}
