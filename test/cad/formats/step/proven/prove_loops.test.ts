import { expect, test } from "vitest";
import type { Face, Loop } from "../../../../../src/cad/brep.ts";
import { proveLoops } from "../../../../../src/cad/formats/step/proven/prove_loops.ts";
import { Circle } from "../../../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../../../src/cad/geometry/cylinder.ts";
import { Line } from "../../../../../src/cad/geometry/line.ts";

const FRAME = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
type Place = readonly [u: number, v: number];

const polygon = (...places: Place[]): Loop =>
  places.map(([u, v], i) => {
    const [a, b] = places[(i + 1) % places.length];
    const pcurve = new Line(Float64Array.of(u, v), Float64Array.of(a - u, b - v));
    return { edge: 0, reversed: false, pcurve, first: 0, last: 1 };
  });
const circle = (u: number, v: number, radius: number, reversed: boolean): Loop => [{
  edge: 0,
  reversed,
  pcurve: new Circle(Float64Array.of(u, v, 1, 0, 0, 1), radius),
  first: 0,
  last: 2 * Math.PI,
}];
const reason = (...loops: Loop[]) => {
  const face = { surface: new Cylinder(FRAME, 3), location: null, reversed: false };
  try {
    proveLoops({ ...face, loops, tolerance: 1e-7, entityId: 9, name: null } as Face);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const OUTER = polygon([0, 0], [6, 0], [6, 6], [0, 6]);

test("holes lie within the one outer loop, whole periods off or not", () => {
  expect(reason(OUTER, circle(3, 3, 1, true))).toBe(null);
  expect(reason(circle(3, 3, 1, true), OUTER)).toBe(null);
  expect(reason(OUTER, circle(3 - 2 * Math.PI, 3, 1, true))).toBe(null);
  expect(reason(OUTER)).toBe(null);
});

test("a hole near an outer loop that bends is within it", () => {
  const outer = circle(0, 0, 3, false);
  expect(reason(outer, circle(1.99, 0, 1, true))).toBe(null);
  expect(reason(outer, circle(2.3, 0, 1, true))).toBe("a hole that is not within its face (#9)");
});

test("what is turned, beside or across is refused", () => {
  expect(reason(OUTER, circle(3, 3, 1, false))).toBe("a face with several outer loops (#9)");
  expect(reason(OUTER, circle(3, 9, 1, true))).toBe("a hole that is not within its face (#9)");
  expect(reason(OUTER, circle(6, 3, 1, true))).toBe("a hole that is not within its face (#9)");
  expect(reason(circle(3, 3, 1, true), circle(5, 3, 1, true)))
    .toBe("a face without an outer loop (#9)");
});
