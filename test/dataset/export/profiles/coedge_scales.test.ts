import { expect, test } from "vitest";
import { coedgeScales } from "../../../../src/dataset/export/profiles/coedge_scales.ts";

/** Two faces with two points each, and two coedges between them, in the layout of a dataset. */
function arrays(points: readonly (readonly [number, number, number])[]) {
  const grids = Float32Array.from(points.flatMap((point) => [...point, 0, 0, 1, 1]));
  const int = (...values: number[]) => ({ data: Int32Array.from(values), shape: [values.length] });
  return {
    "faces/face_inside_grids": { data: grids, shape: [2, 2, 1, 7] },
    "coedges/coedge_face": int(0, 1),
    "coedges/coedge_mate": int(1, 0),
  };
}

test("the published box: x and y of the face, its z and the other's x, the other's y and z", () => {
  const scales = coedgeScales(arrays([[0, 1, 2], [1, 1, 2], [7, 3, 3], [9, 4, 3]]));
  // First: [0..1, 1..1] is 1 wide, [2..2, 7..9] is 7, [3..4, 3..3] is 1.
  // Second: [7..9, 3..4] is 6 wide, [3..3, 0..1] is 3, [1..1, 2..2] is 1.
  expect(Array.from(scales)).toEqual([2 / 7, 2 / 6]);
});
