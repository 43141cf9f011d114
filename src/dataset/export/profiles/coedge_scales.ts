/** The factors that BRepNet's files keep beside the frames of coedges. @module */
import { GRID_COMPONENTS } from "../../../cad/features/faces/face_grid.ts";
import type { Rows } from "./profile_samples.ts";

/** What factors are made of. */
type ScaleArrays = Readonly<
  Record<
    "faces/face_inside_grids" | "coedges/coedge_face" | "coedges/coedge_mate",
    Rows
  >
>;

/**
 * For each coedge 2 over the longest side of a box around the grids of its face and of its mate's.
 *
 * As published: the box is not that along the axes. The script lays the grids of both faces end to
 * end, x before y before z, and cuts the row into thirds, so that the box has the x and y of the
 * first face in one direction, its z and the other's x in the next, the other's y and z in the
 * last. The loading code does not read the factors.
 */
export function coedgeScales(arrays: ScaleArrays): Float64Array {
  const grids = arrays["faces/face_inside_grids"], faces = arrays["coedges/coedge_face"].data;
  const mates = arrays["coedges/coedge_mate"].data;
  const size = grids.shape.slice(1).reduce((product, n) => product * n, 1);
  const ranges = Array.from({ length: grids.shape[0] }, (_, face) =>
    [0, 1, 2].map((k) => {
      let low = Infinity, high = -Infinity;
      for (let at = face * size + k; at < (face + 1) * size; at += GRID_COMPONENTS) {
        low = Math.min(low, Number(grids.data[at]));
        high = Math.max(high, Number(grids.data[at]));
      }
      return [low, high] as const;
    }));
  return Float64Array.from(faces, (face, c) => {
    const [x, y, z] = ranges[Number(face)], [ox, oy, oz] = ranges[Number(faces[Number(mates[c])])];
    const sides = [[x, y], [z, ox], [oy, oz]].map(([a, b]) =>
      Math.max(a[1], b[1]) - Math.min(a[0], b[0])
    );
    return 2 / Math.max(...sides);
  });
}
