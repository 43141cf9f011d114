import { expect, test } from "vitest";
import { meanNormalAngle, meanNormals } from "../../../../src/cad/features/pairs/mean_normals.ts";

/** Points as [normal x, y, z, mark]; where they lie is no matter. */
const grid = (...points: readonly (readonly [number, number, number, number])[]) =>
  points.flatMap(([x, y, z, mark]) => [9, 9, 9, x, y, z, mark]);

test("means are over the points that are marked 0", () => {
  const grids = [
    ...grid([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]),
    ...grid([0, 0, 1, 0], [0, 0, 1, 0], [1, 0, 0, 1]),
  ];
  expect(Array.from(meanNormals(grids, 2))).toEqual([0.5, 0.5, 0, 0, 0, 1]);
  expect(meanNormals([], 0).length).toBe(0);
});

test("a face without such a point, or whose normals cancel, has no direction", () => {
  const grids = [
    ...grid([1, 0, 0, 1], [1, 0, 0, 1]),
    ...grid([0, 1, 0, 0], [0, -1, 1e-7, 0]),
  ];
  const means = meanNormals(grids, 2);
  expect(Array.from(means)).toEqual([0, 0, 0, 0, 0, 0]);
  expect([meanNormalAngle(means, 0, 1), meanNormalAngle(means, 0, 0)]).toEqual([90, 90]);
});

test("angles are degrees from 0 to 180, exact where normals are parallel", () => {
  const means = Float64Array.of(1, 0, 0, 0, 0.25, 0, -0.5, 0, 0, 1, 1, 0);
  const angles = [[0, 0], [0, 1], [0, 2], [0, 3], [2, 3]].map(([a, b]) =>
    meanNormalAngle(means, a, b)
  );
  expect(angles).toEqual([0, 90, 180, 45, 135]);
});
