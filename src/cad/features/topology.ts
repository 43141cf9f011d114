/**
 * Coedges and vertices: how loops run along edges, and where edges end.
 *
 * @module
 */
import type { Brep } from "../brep.ts";

/** One number for each coedge, in the order of faces, loops and the loops' own coedges. */
interface Coedges {
  /**
   * The coedge after it in its loop, run along with the face's outer side up: the face on the left.
   */
  readonly next: Int32Array;
  /**
   * Another coedge of the same edge: of a closed body's usual edge the one on the other face. Where
   * more than two share an edge they form a ring, and one alone is its own mate.
   */
  readonly mate: Int32Array;
  readonly face: Int32Array;
  readonly edge: Int32Array;
  /** 1 where the loop, run along so, runs against the edge's own direction. */
  readonly reversed: Int32Array;
}

/** The coedges of a body. */
export function coedgesOf({ faces, edges }: Brep): Coedges {
  let count = 0;
  for (const { loops } of faces) for (const loop of loops) count += loop.length;
  const next = new Int32Array(count), mate = new Int32Array(count), face = new Int32Array(count);
  const edge = new Int32Array(count), reversed = new Int32Array(count);
  const first = new Int32Array(edges.length).fill(-1), last = new Int32Array(edges.length).fill(-1);
  let at = 0;
  faces.forEach(({ loops, reversed: turned }, index) => {
    for (const loop of loops) {
      const start = at, length = loop.length;
      for (let i = 0; i < length; i++, at++) {
        const coedge = loop[i];
        // Loops are those of the face taken as forward: on a turned face they are run backwards.
        next[at] = start + (turned ? i + length - 1 : i + 1) % length;
        face[at] = index;
        edge[at] = coedge.edge;
        reversed[at] = coedge.reversed === turned ? 0 : 1;
        if (first[coedge.edge] < 0) first[coedge.edge] = at;
        else mate[last[coedge.edge]] = at;
        last[coedge.edge] = at;
      }
    }
  });
  for (let e = 0; e < edges.length; e++) if (first[e] >= 0) mate[last[e]] = first[e];
  return { next, mate, face, edge, reversed };
}

/** The first and the last vertex of each edge, two numbers each; -1 where it has none. */
export function edgeVertices({ edges }: Brep): Int32Array {
  const out = new Int32Array(2 * edges.length);
  edges.forEach(({ startVertex, endVertex }, index) => {
    out[2 * index] = startVertex;
    out[2 * index + 1] = endVertex;
  });
  return out;
}
