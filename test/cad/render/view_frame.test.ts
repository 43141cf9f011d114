import { expect, test } from "vitest";
import { VIEW_NAMES, viewAxes, viewPoints } from "../../../src/cad/render/view_frame.ts";
import { boxMesh } from "../../helpers/meshes.ts";

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

test.each(VIEW_NAMES)("the directions of %s are a right-handed frame", (view) => {
  const [right, up, eye] = viewAxes(view);
  for (const axis of [right, up, eye]) expect(dot(axis, axis)).toBeCloseTo(1, 12);
  for (const [a, b] of [[right, up], [up, eye], [eye, right]]) expect(dot(a, b)).toBeCloseTo(0, 12);
  const cross = [
    right[1] * up[2] - right[2] * up[1],
    right[2] * up[0] - right[0] * up[2],
    right[0] * up[1] - right[1] * up[0],
  ];
  expect(dot(cross, eye)).toBeCloseTo(1, 12);
});

test("from the front, x runs to the right and z up; the box fills the picture but for its margin", () => {
  const { pixels } = viewPoints(boxMesh([4, 1, 2]).points, "front", 100, 10);
  const corner = (i: number) => [...pixels.subarray(3 * i, 3 * i + 3)];
  expect(corner(0)).toEqual([10, 70, 0]); // x 0, y 0, z 0
  expect(corner(1)).toEqual([90, 70, 0]); // x 4
  expect(corner(4)).toEqual([10, 30, 0]); // z 2
  expect(corner(2)).toEqual([10, 70, 20]); // y 1 is away from the eye
});

test("a point alone is in the middle", () => {
  expect([...viewPoints(new Float64Array([7, 7, 7]), "iso", 50, 5).pixels]).toEqual([25, 25, 0]);
});
