import { expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { ProjectedCurve } from "../../../src/cad/geometry/projected_curve.ts";

// A circle of radius 2 about (1, 1, 5) in a plane across z.
const circle = new Circle(Float64Array.of(1, 1, 5, 1, 0, 0, 0, 1, 0), 2);

test("an image on a plane across the axes keeps points and derivatives", () => {
  // u = 3 x + 0.5 z - 1, v = y - z.
  const curve = new ProjectedCurve(circle, Float64Array.of(3, 0, 0.5, -1, 0, 1, -1, 0));
  const out = new Float64Array(4);
  for (const t of [0, 0.4, 2, 5]) {
    curve.d1(t, out);
    const [x, y] = [1 + 2 * Math.cos(t), 1 + 2 * Math.sin(t)];
    expect(out[0]).toBeCloseTo(3 * x + 2.5 - 1, 12);
    expect(out[1]).toBeCloseTo(y - 5, 12);
    expect(out[2]).toBeCloseTo(-6 * Math.sin(t), 12);
    expect(out[3]).toBeCloseTo(2 * Math.cos(t), 12);
  }
  expect(curve.breaks(0, 1)).toEqual(circle.breaks(0, 1));
});
