/**
 * Which faces meet at which edges.
 *
 * @module
 */
import type { Brep, Coedge } from "../brep.ts";

/** One use of an edge: the face, and the coedge of its loop. */
export interface EdgeUse {
  readonly face: number;
  readonly coedge: Coedge;
}

/** The uses of each edge, in the order of faces, loops and coedges. */
export function edgeUses(brep: Brep): EdgeUse[][] {
  const uses: EdgeUse[][] = brep.edges.map(() => []);
  brep.faces.forEach(({ loops }, face) => {
    for (const loop of loops) for (const coedge of loop) uses[coedge.edge].push({ face, coedge });
  });
  return uses;
}

/**
 * The arcs of the face adjacency graph, one per edge.
 *
 * An arc runs from the first face that uses the edge to the second. An edge of one face only (a
 * seam, a boundary, a pole) gives an arc from the face to itself, so that there is an arc per row
 * of the edges and every index is that of a node; of an edge of more than two faces the first two
 * are taken. An edge of no face does not occur in a body.
 */
export function adjacency(brep: Brep): { source: Int32Array; destination: Int32Array } {
  const source = new Int32Array(brep.edges.length);
  const destination = new Int32Array(brep.edges.length);
  brep.edges.forEach(({ faces }, edge) => {
    source[edge] = faces[0] ?? 0;
    destination[edge] = faces[1] ?? source[edge];
  });
  return { source, destination };
}

/** For each face the number of other faces that share at least one edge with it. */
export function neighborCounts(brep: Brep): Int32Array {
  const neighbors = brep.faces.map(() => new Set<number>());
  for (const { faces } of brep.edges) {
    for (const a of faces) for (const b of faces) if (a !== b) neighbors[a].add(b);
  }
  return Int32Array.from(neighbors, (set) => set.size);
}
