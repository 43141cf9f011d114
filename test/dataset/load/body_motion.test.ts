import { expect, test } from "vitest";
import { type BodyMotion, moveValues } from "../../../src/dataset/load/body_motion.ts";
import { geometryOf } from "../../../src/dataset/load/array_geometry.ts";

/** A quarter turn about z: x becomes y. */
const quarter: BodyMotion = {
  rotation: Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1),
  centre: [1, 1, 1],
  scale: 2,
};

function moved(key: string, values: number[], components: number, relative = false): number[] {
  const data = Float64Array.from(values);
  moveValues(data, 0, data.length, geometryOf(key)!, { components, relative }, quarter);
  return Array.from(data, (value) => value === 0 ? 0 : value);
}

test("points are moved, turned and scaled; vectors only turned; masks stay", () => {
  const grid = [2, 1, 1, 1, 0, 0, 1];
  expect(moved("faces/face_uv_grids", grid, 7)).toEqual([0, 2, 0, 0, 1, 0, 1]);
  expect(moved("faces/face_uv_grids", grid, 7, true)).toEqual([-2, 4, 2, 0, 1, 0, 1]);
});

test("an oriented box has a centre, three axes and half sides", () => {
  const box = [1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 3, 4, 5];
  expect(moved("bodies/body_oriented_boxes", box, 15))
    .toEqual([0, 0, 0, 0, 1, 0, -1, 0, 0, 0, 0, 1, 6, 8, 10]);
});

test("lengths, areas, volumes and curvatures are scaled by their power", () => {
  expect(moved("edges/edge_lengths", [3], 1)).toEqual([6]);
  expect(moved("faces/face_areas", [3], 1)).toEqual([12]);
  expect(moved("solids/solid_volumes", [3], 1)).toEqual([24]);
  expect(moved("faces/face_curvatures", [4, 4, 4, 4], 4)).toEqual([1, 2, 2, 2]);
});

test("inertia is turned as a tensor, and scaled by the fifth power", () => {
  // A body long in x becomes long in y.
  expect(moved("solids/solid_inertia", [1, 0, 0, 0, 9, 0, 0, 0, 9], 3))
    .toEqual([288, 0, 0, 0, 32, 0, 0, 0, 288]);
});

test("only the rows asked for, and nothing of what is not known", () => {
  const data = Float64Array.of(3, 3);
  const layout = { components: 1, relative: false };
  moveValues(data, 1, 2, geometryOf("edges/edge_lengths")!, layout, quarter);
  expect([...data]).toEqual([3, 6]);
  expect(geometryOf("faces/face_uv_bounds")).toBe(null);
  expect(geometryOf("mine/axis", { "mine/axis": { vectors: [0] } })).toEqual({ vectors: [0] });
});
