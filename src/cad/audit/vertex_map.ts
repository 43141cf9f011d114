/**
 * Which vertex of one reading is which of another.
 *
 * @module
 */
import type { NdArray } from "../../storage/array.ts";

/** Arrays of the other reading, with the numbers that vertices have in ours. */
interface VertexMap {
  /** The rows of positions, each where the vertex stands in ours. */
  positions(theirs: NdArray): NdArray;
  /** The ends of edges. */
  ends(theirs: NdArray): NdArray;
}

const SAME: VertexMap = { positions: (array) => array, ends: (array) => array };

/**
 * Tells vertices by the edges that end in them: where a seam is put into a face, and cuts an edge
 * of its neighbour, the cut's vertices have other numbers. Where edges do not hang together in the
 * same way, nothing is changed, so that the difference shows.
 *
 * @param ours the ends of all edges, two a row
 */
export function vertexMap(ours: NdArray, theirs: NdArray): VertexMap {
  const to = new Map<number, number>(), taken = new Set<number>();
  for (let i = 0; i < theirs.data.length; i++) {
    const [here, there] = [Number(ours.data[i]), Number(theirs.data[i])];
    const known = to.get(there);
    if (known === here) continue;
    if (known !== undefined || taken.has(here)) return SAME;
    to.set(there, here);
    taken.add(here);
  }
  const numberOf = (vertex: number) => to.get(vertex) ?? vertex;
  if ([...to].every(([there, here]) => there === here)) return SAME;
  return {
    positions({ data, shape }) {
      const moved = data.slice() as Float64Array;
      for (let vertex = 0; vertex < shape[0]; vertex++) {
        for (let k = 0; k < 3; k++) moved[3 * numberOf(vertex) + k] = Number(data[3 * vertex + k]);
      }
      return { data: moved, shape };
    },
    ends: ({ data, shape }) => ({
      data: (data as Int32Array).map(numberOf),
      shape,
    }),
  };
}
