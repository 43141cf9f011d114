/**
 * The arrays of how faces, edges and vertices hang together.
 *
 * @module
 */
import { type NewArrays, rowsOf } from "./array_pusher.ts";
import type { Brep } from "../brep.ts";
import type { ArrayKey } from "./arrays.ts";
import { coedgesOf, edgeVertices } from "./topology.ts";

/** The coedges of a body. */
export function coedgeArrays(brep: Brep): NewArrays<ArrayKey> {
  const { next, mate, face, edge, reversed } = coedgesOf(brep);
  return {
    "coedges/coedge_next": next,
    "coedges/coedge_mate": mate,
    "coedges/coedge_face": face,
    "coedges/coedge_edge": edge,
    "coedges/coedge_reversed": reversed,
  };
}

/** Where the vertices are, and which edges end there. */
export function vertexArrays(brep: Brep): NewArrays<ArrayKey> {
  return {
    "vertices/vertex_positions": rowsOf(Float32Array.from(brep.vertices), 3),
    "edges/edge_vertices": rowsOf(edgeVertices(brep), 2),
  };
}

/** For each edge between two different faces an arc there and an arc back. */
export function directedArrays({ edges }: Brep): NewArrays<ArrayKey> {
  let count = 0;
  for (const { faces } of edges) if (faces.length > 1) count += 2;
  const source = new Int32Array(count), destination = new Int32Array(count);
  const by = new Int32Array(count);
  let at = 0;
  edges.forEach(({ faces }, edge) => {
    if (faces.length < 2) return;
    source[at] = destination[at + 1] = faces[0];
    destination[at] = source[at + 1] = faces[1];
    by[at] = by[at + 1] = edge;
    at += 2;
  });
  return {
    "arcs/arc_source": source,
    "arcs/arc_destination": destination,
    "arcs/arc_edge": by,
  };
}
