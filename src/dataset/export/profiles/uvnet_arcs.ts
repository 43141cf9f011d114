/** The arcs of UV-Net's graphs, with the grids along them. @module */
import { CURVE_COMPONENTS } from "../../../cad/features/edges/curve_grid.ts";
import type { NdArray } from "../../../storage/array.ts";
import { type CoedgeArrays, faceArcs, oneForEachPair, writeArcGrid } from "./face_arcs.ts";

/** What arcs are made of. */
type UvnetArrays = CoedgeArrays & Readonly<Record<"edges/edge_u_grids", NdArray>>;

/** The arcs of one body. */
interface UvnetArcs {
  readonly source: readonly number[];
  readonly destination: readonly number[];
  /** The points and tangents along each, as the source's loop runs: the source is on its left. */
  readonly grids: Float32Array;
}

/**
 * An arc there and one back for each two faces that meet. Where they meet in several edges it is
 * the last of them, as in UV-Net's graphs, which keep one arc from a face to another. An edge whose
 * faces run along it the same way, or of more than two coedges, gives none.
 */
export function uvnetArcs(arrays: UvnetArrays): UvnetArcs {
  const grids = arrays["edges/edge_u_grids"], [edges, points] = grids.shape;
  const list = oneForEachPair(faceArcs(arrays, edges)), size = points * CURVE_COMPONENTS;
  const out = new Float32Array(list.length * size);
  list.forEach((arc, i) => {
    writeArcGrid(arc, grids.data as Float32Array, points, out, i * size);
  });
  return {
    source: list.map(({ source }) => source),
    destination: list.map(({ destination }) => destination),
    grids: out,
  };
}
