/** The arcs of UV-Net's graphs, with the grids along them. @module */
import { CURVE_COMPONENTS } from "../../../cad/features/edges/curve_grid.ts";
import type { NdArray } from "../../../storage/array.ts";

/** What arcs are made of. */
type UvnetArrays = Readonly<
  Record<
    | "coedges/coedge_face"
    | "coedges/coedge_edge"
    | "coedges/coedge_reversed"
    | "edges/edge_u_grids",
    NdArray
  >
>;

/** The arcs of one body. */
interface UvnetArcs {
  readonly source: readonly number[];
  readonly destination: readonly number[];
  /** The points and tangents along each, as the source's loop runs: the source is on its left. */
  readonly grids: Float32Array;
}

/** An edge between two faces, as one of them runs along it. */
interface Arc {
  readonly source: number;
  readonly destination: number;
  readonly edge: number;
  readonly flipped: boolean;
}

/**
 * An arc there and one back for each two faces that meet. Where they meet in several edges it is
 * the last of them, as in UV-Net's graphs, which keep one arc from a face to another. An edge whose
 * faces run along it the same way, or of more than two coedges, gives none.
 */
export function uvnetArcs(arrays: UvnetArrays): UvnetArcs {
  const [face, edge, reversed, grids] = [
    arrays["coedges/coedge_face"],
    arrays["coedges/coedge_edge"],
    arrays["coedges/coedge_reversed"],
    arrays["edges/edge_u_grids"],
  ];
  const edges = grids.shape[0], coedges: number[][] = Array.from({ length: edges }, () => []);
  for (let c = 0; c < edge.data.length; c++) coedges[Number(edge.data[c])].push(c);
  const arcs = new Map<string, Arc>();
  const add = (from: number, to: number) => {
    const source = Number(face.data[from]), destination = Number(face.data[to]);
    const flipped = Number(reversed.data[from]) === 1;
    const arc = { source, destination, edge: Number(edge.data[from]), flipped };
    arcs.set(`${source} ${destination}`, arc);
  };
  for (const [a, b, more] of coedges) {
    if (b === undefined || more !== undefined) continue;
    if (face.data[a] === face.data[b] || reversed.data[a] === reversed.data[b]) continue;
    add(a, b);
    add(b, a);
  }
  const list = [...arcs.values()].sort((a, b) => a.source - b.source);
  const points = grids.shape[1], size = points * CURVE_COMPONENTS;
  const out = new Float32Array(list.length * size);
  list.forEach(({ edge, flipped }, i) => {
    const own = grids.data.subarray(edge * size, (edge + 1) * size) as Float32Array;
    if (flipped) flip(own, points, out, i * size);
    else out.set(own, i * size);
  });
  return {
    source: list.map(({ source }) => source),
    destination: list.map(({ destination }) => destination),
    grids: out,
  };
}

/** The same points the other way round, with tangents that point there. */
function flip(own: Float32Array, points: number, out: Float32Array, at: number): void {
  for (let i = 0; i < points; i++) {
    const from = (points - 1 - i) * CURVE_COMPONENTS, to = at + i * CURVE_COMPONENTS;
    for (let k = 0; k < 3; k++) out[to + k] = own[from + k];
    // Not -0: equal directions are equal bytes.
    for (let k = 3; k < 6; k++) out[to + k] = own[from + k] === 0 ? 0 : -own[from + k];
  }
}
