import { expect, test } from "vitest";
import {
  applyToPoint,
  applyToVector,
  compose,
  determinant,
  invert,
  scaleOf,
} from "../../../src/cad/geometry/transform.ts";
import { difference } from "./differences.ts";

/** A quarter turn about z, twice the size, moved by (1, 2, 3). */
const turn = Float64Array.of(0, -2, 0, 1, 2, 0, 0, 2, 0, 0, 2, 3);
/** A mirror in the plane x = 0, moved by (0, 0, 5). */
const mirror = Float64Array.of(-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 5);

/** About an axis that lies along none of the frame's, so that no number is zero. */
const slanted = Float64Array.of(
  ...[0.72, -1.6, 0.96, 4, 0.96, 1.2, 1.28, -5, -1.6, 0, 1.2, 6],
);

test("points are moved, vectors only turned", () => {
  const p = Float64Array.of(9, 1, 0, 0);
  applyToPoint(turn, p, 1);
  expect([...p]).toEqual([9, 1, 4, 3]);
  const v = Float64Array.of(1, 0, 0);
  applyToVector(turn, v);
  expect([...v]).toEqual([0, 2, 0]);
});

test("a composition applies the right one first", () => {
  const p = Float64Array.of(1, 2, 3), q = Float64Array.of(1, 2, 3);
  applyToPoint(mirror, p);
  applyToPoint(turn, p);
  applyToPoint(compose(turn, mirror), q);
  expect([...q]).toEqual([...p]);
});

test("an inverse undoes", () => {
  const offBy = (m: Float64Array) =>
    difference(compose(m, invert(m))!, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  for (const m of [turn, mirror, compose(turn, mirror)!]) expect(offBy(m)).toBeLessThan(1e-15);
  // Sums of three products, of places up to 6, are rounded.
  for (const m of [slanted, compose(mirror, slanted)!]) expect(offBy(m)).toBeLessThan(1e-14);
});

test("the identity costs nothing", () => {
  expect(compose(null, null)).toBeNull();
  expect(compose(turn, null)).toBe(turn);
  expect(compose(null, turn)).toBe(turn);
  expect(invert(null)).toBeNull();
  const p = Float64Array.of(1, 2, 3);
  applyToPoint(null, p);
  applyToVector(null, p);
  expect([...p]).toEqual([1, 2, 3]);
});

test("scale and handedness", () => {
  expect(scaleOf(turn)).toBeCloseTo(2, 15);
  expect(scaleOf(compose(turn, mirror))).toBeCloseTo(2, 15);
  expect(determinant(compose(turn, mirror))).toBeCloseTo(-8, 14);
  expect([scaleOf(null), determinant(null)]).toEqual([1, 1]);
});
