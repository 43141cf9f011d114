import { describe, expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Ellipse } from "../../../src/cad/geometry/ellipse.ts";
import { Hyperbola } from "../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../src/cad/geometry/line.ts";
import { OffsetCurve } from "../../../src/cad/geometry/offset_curve.ts";
import { Parabola } from "../../../src/cad/geometry/parabola.ts";
import type { SmoothCurve } from "../../../src/cad/geometry/smooth.ts";
import { curveError, difference, pointOf, skewFrame, tangentOf } from "./differences.ts";

const inSpace = skewFrame().subarray(0, 9);
const inPlane = Float64Array.of(1, 2, 0.6, 0.8, -0.8, 0.6);

const curves: [string, SmoothCurve][] = [
  ["line in space", new Line(Float64Array.of(1, 2, 3), Float64Array.of(0.5, -1, 2))],
  ["line in the plane", new Line(Float64Array.of(1, 2), Float64Array.of(0.5, -1))],
  ["circle in space", new Circle(inSpace, 2.5)],
  ["circle in the plane", new Circle(inPlane, 2.5)],
  ["ellipse in space", new Ellipse(inSpace, 2.5, 1.25)],
  ["ellipse in the plane", new Ellipse(inPlane, 2.5, 1.25)],
  ["parabola in space", new Parabola(inSpace, 0.7)],
  ["parabola in the plane", new Parabola(inPlane, 0.7)],
  ["hyperbola in space", new Hyperbola(inSpace, 1.5, 0.5)],
  ["hyperbola in the plane", new Hyperbola(inPlane, 1.5, 0.5)],
  [
    "offset in space",
    new OffsetCurve(new Ellipse(inSpace, 2.5, 1.25), 0.3, Float64Array.of(0.6, 0, 0.8)),
  ],
  ["offset in the plane", new OffsetCurve(new Parabola(inPlane, 0.7), -0.2, null)],
  [
    "offset of an offset",
    new OffsetCurve(new OffsetCurve(new Ellipse(inPlane, 3, 2), 0.2, null), 0.1, null),
  ],
];

describe.each(curves)("%s", (_, curve) => {
  test("derivatives agree with differences", () => {
    for (const t of [-1.1, -0.2, 0, 0.4, 1.3]) expect(curveError(curve, t)).toBeLessThan(2e-10);
  });
});

describe("closed forms", () => {
  test("a parabola has its focus at the focal distance", () => {
    const curve = new Parabola(Float64Array.of(0, 0, 1, 0, 0, 1), 0.7);
    for (const t of [-2, 0.5, 3]) {
      const [x, y] = pointOf(curve, t);
      // As far from the focus as from the directrix.
      expect(Math.hypot(x - 0.7, y)).toBeCloseTo(x + 0.7, 13);
    }
  });

  test("a hyperbola satisfies its equation", () => {
    const curve = new Hyperbola(Float64Array.of(0, 0, 1, 0, 0, 1), 1.5, 0.5);
    for (const t of [-2, 0.5, 3]) {
      const [x, y] = pointOf(curve, t);
      expect((x / 1.5) ** 2 - (y / 0.5) ** 2).toBeCloseTo(1, 10);
      expect(x).toBeGreaterThan(0);
    }
  });

  test("the offset of a circle to the outside is a larger circle", () => {
    // In the plane the offset goes to the right, which for a circle run anticlockwise is outside.
    const circle = new Circle(Float64Array.of(0, 0, 1, 0, 0, 1), 2);
    const larger = new Circle(Float64Array.of(0, 0, 1, 0, 0, 1), 2.5);
    const offset = new OffsetCurve(circle, 0.5, null);
    for (const t of [0, 1, 4]) {
      expect(difference(pointOf(offset, t), pointOf(larger, t))).toBeLessThan(1e-15);
      expect(difference(tangentOf(offset, t), tangentOf(larger, t))).toBeLessThan(1e-15);
    }
  });

  test("in space the offset of a circle with its own axis as the reference is the same", () => {
    const frame = Float64Array.of(0, 0, 5, 1, 0, 0, 0, 1, 0);
    const offset = new OffsetCurve(new Circle(frame, 2), 0.5, Float64Array.of(0, 0, 1));
    expect(difference(pointOf(offset, 1), pointOf(new Circle(frame, 2.5), 1))).toBeLessThan(1e-15);
  });
});

describe("breaks", () => {
  test("arcs are cut into quarters at most", () => {
    const circle = new Circle(inPlane, 1);
    expect(circle.breaks(0, Math.PI / 2)).toEqual([]);
    expect(circle.breaks(0, 2 * Math.PI)).toHaveLength(3);
    expect(circle.breaks(1, 1 + 2 * Math.PI)[1]).toBeCloseTo(1 + Math.PI, 14);
    expect(new Ellipse(inPlane, 2, 1).breaks(-2, 2)).toHaveLength(2);
  });

  test("a range of many turns is damage, and is not cut", () => {
    expect(new Circle(inPlane, 1).breaks(0, 2e100)).toEqual([]);
  });

  test("parabolas and hyperbolas are cut where they have turned by a quarter", () => {
    const parabola = new Parabola(inPlane, 0.5);
    expect(parabola.breaks(-0.5, 0.5)).toEqual([]);
    expect(parabola.breaks(-40, 40)).toHaveLength(1);
    expect(parabola.breaks(-40, 40)[0]).toBeCloseTo(0, 12);
    const hyperbola = new Hyperbola(inPlane, 10, 1);
    expect(hyperbola.breaks(-3, 3)).toHaveLength(1);
    expect(hyperbola.breaks(0, 3)).toEqual([]);
  });

  test("an offset breaks where its basis does", () => {
    expect(new OffsetCurve(new Circle(inPlane, 1), 1, null).breaks(0, 3)).toHaveLength(1);
  });
});

test("a line goes from its origin along its direction, in space and in a plane", () => {
  const line = new Line([1, 2, 3], [4, 5, 6]), flat = new Line([1, 2], [4, 5]);
  expect([...pointOf(line, 2), ...tangentOf(line, 2)]).toEqual([9, 12, 15, 4, 5, 6]);
  expect([...pointOf(flat, 2), ...tangentOf(flat, 2)]).toEqual([9, 12, 4, 5]);
});
