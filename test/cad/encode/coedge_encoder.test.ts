import { expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { box, cylinder } from "../../helpers/breps.ts";

test("inside grids mark what is strictly inside, in the unit frame", () => {
  const grids = new BrepEncoder(box(2, 2, 2)).pushInsideGrid(4, 3)["faces/face_inside_grids"];
  expect(grids.shape).toEqual([6, 4, 3, 7]);
  const rows = Array.from(
    { length: 72 },
    (_, i) => Array.from(grids.data.subarray(7 * i, 7 * i + 7), Number),
  );
  // Of 4 x 3 points over a face two do not lie on its border.
  expect(rows.filter((row) => row[6] === 1)).toHaveLength(12);
  expect(Math.max(...rows.flatMap((row) => row.slice(0, 3)))).toBe(1);
});

test("convexities by points are codes of edges", () => {
  const { "edges/edge_sampled_convexities": found } = new BrepEncoder(cylinder(2, 5))
    .pushSampledConvexities();
  expect(Array.from(found.data, Number).sort()).toEqual([1, 1, 3]);
});

test("grids have at least two points", () => {
  const encoder = new BrepEncoder(box(1, 1, 1));
  expect(() => encoder.pushInsideGrid(1)).toThrow(/pushInsideGrid takes .* at least 2, found 1/);
  expect(() => encoder.pushCoedgeGrids(1)).toThrow(/pushCoedgeGrids takes .* at least 2, found 1/);
});
