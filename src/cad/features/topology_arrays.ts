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
  const source: number[] = [], destination: number[] = [], by: number[] = [];
  edges.forEach(({ faces: [a, b] }, edge) => {
    if (b === undefined) return;
    source.push(a, b);
    destination.push(b, a);
    by.push(edge, edge);
  });
  return {
    "arcs/arc_source": Int32Array.from(source),
    "arcs/arc_destination": Int32Array.from(destination),
    "arcs/arc_edge": Int32Array.from(by),
  };
}
