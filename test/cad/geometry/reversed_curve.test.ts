import { expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { curveDomain } from "../../../src/cad/geometry/curve_domain.ts";
import { Ellipse } from "../../../src/cad/geometry/ellipse.ts";
import { Hyperbola } from "../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../src/cad/geometry/line.ts";
import { nearestParameter } from "../../../src/cad/geometry/nearest_parameter.ts";
import { NurbsCurve } from "../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { OffsetCurve } from "../../../src/cad/geometry/offset_curve.ts";
import { Parabola } from "../../../src/cad/geometry/parabola.ts";
import { reversedCurve } from "../../../src/cad/geometry/reversed_curve.ts";
import type { SmoothCurve } from "../../../src/cad/geometry/smooth.ts";
import { curveError, pointOf } from "./differences.ts";

const FRAME = Float64Array.of(3, -2, 5, 0.36, 0.48, -0.8, -0.8, 0.6, 0);
const wave = new NurbsCurve({
  dimension: 3,
  degree: 2,
  knots: Float64Array.of(1, 1, 1, 2, 4, 4, 4),
  poles: Float64Array.of(0, 0, 0, 1, 2, 0, 3, 2, 0, 4, 0, 0),
  weights: Float64Array.of(1, 2, 3, 1),
});

test.each<[string, SmoothCurve, number]>([
  ["line", new Line(Float64Array.of(1, 2, 3), Float64Array.of(0, 0.6, 0.8)), 0],
  ["circle", new Circle(FRAME, 2), 0],
  ["ellipse", new Ellipse(FRAME, 3, 2), 0],
  ["hyperbola", new Hyperbola(FRAME, 3, 2), 0],
  ["parabola", new Parabola(FRAME, 2), 0],
  ["B-spline", wave, 5],
])("a %s runs the other way", (_, curve, sum) => {
  const back = reversedCurve(curve)!;
  for (const t of [1.1, 2, 3.3]) {
    pointOf(back, sum - t).forEach((x, i) => expect(x).toBeCloseTo(pointOf(curve, t)[i], 12));
  }
  expect(curveError(back, sum - 1.4)).toBeLessThan(1e-6);
});

test("of an offset there is none; it has the ends and the feet of its basis", () => {
  const up = Float64Array.of(0, 0, 1), offset = new OffsetCurve(wave, 0.25, up);
  expect(reversedCurve(offset)).toBe(null);
  expect([curveDomain(offset), curveDomain(new Circle(FRAME, 2))]).toEqual([[1, 4], null]);
  for (const t of [1, 1.7, 3.2, 4]) {
    expect(nearestParameter(offset, pointOf(offset, t))).toBeCloseTo(t, 9);
  }
  const ellipse = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0);
  const around = new OffsetCurve(new Ellipse(ellipse, 3, 2), 0.5, up);
  for (const t of [0, 1.7, 6]) {
    expect(nearestParameter(around, pointOf(around, t))).toBeCloseTo(t, 9);
  }
});
