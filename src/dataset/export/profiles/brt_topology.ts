/** Wires and neighbours of faces, as BRT's code counts them. @module */
import type { NdArray } from "../../../storage/array.ts";

/** What is read of a body's coedges; a row a coedge. */
interface CoedgeRows {
  readonly next: NdArray;
  readonly mate: NdArray;
  readonly face: NdArray;
  readonly edge: NdArray;
}

/** How loops run along edges; what has no length is left out. */
interface BrtTopology {
  /** The edge of each use by a loop, loop by loop, outer side up: the rows of `edge`. */
  readonly edges: readonly number[];
  /** For each wire its rows of `edges`. */
  readonly edgeIndex: readonly (readonly number[])[];
  /** For each face its wires. */
  readonly wireIndex: readonly (readonly number[])[];
  /** For each face the others that it meets in an edge or a vertex. */
  readonly adjacent: readonly (readonly number[])[];
}

/**
 * Wires, and for each face the others around its vertices: from each of its coedges on, the face on
 * the other side, the one beside that around the same vertex, and so on until the face itself.
 *
 * @param hasLength whether an edge has one
 */
export function brtTopology(
  rows: CoedgeRows,
  faces: number,
  hasLength: (edge: number) => boolean,
): BrtTopology {
  const [next, mate, face, edge] = [rows.next, rows.mate, rows.face, rows.edge]
    .map(({ data }) => data as Int32Array);
  const edges: number[] = [], edgeIndex: number[][] = [];
  const wireIndex: number[][] = Array.from({ length: faces }, () => []);
  const wires: number[][] = [], before = new Int32Array(next.length).fill(-1);
  const seen = new Uint8Array(next.length);
  for (let first = 0; first < next.length; first++) {
    const wire: number[] = [];
    for (let at = first; seen[at] === 0; at = next[at]) {
      seen[at] = 1;
      if (hasLength(edge[at])) wire.push(at);
    }
    if (wire.length === 0) continue;
    wire.forEach((at, i) => before[at] = wire[(i + wire.length - 1) % wire.length]);
    wireIndex[face[first]].push(wires.length);
    edgeIndex.push(wire.map((at) => edges.push(edge[at]) - 1));
    wires.push(wire);
  }
  const adjacent = wireIndex.map((own, index) => {
    const met: number[] = [];
    for (const start of own.flatMap((wire) => wires[wire])) {
      let at = start;
      for (let steps = 0; steps < next.length; steps++) {
        const other = mate[at];
        if (other === at || face[other] === index) break;
        if (!met.includes(face[other])) met.push(face[other]);
        at = before[other];
      }
    }
    return met;
  });
  return { edges, edgeIndex, wireIndex, adjacent };
}
