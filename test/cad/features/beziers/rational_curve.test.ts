import { expect, test } from "vitest";
import { rationalCurve } from "../../../../src/cad/features/beziers/rational_curve.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { Hyperbola } from "../../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Parabola } from "../../../../src/cad/geometry/parabola.ts";

const FRAME = Float64Array.of(1, 2, 3, 0, 0.6, 0.8, 1, 0, 0);
const spline = (weights: number[] | null) =>
  new NurbsCurve({
    dimension: 3,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 2, 2, 2),
    poles: Float64Array.of(0, 0, 0, 1, 2, 0, 3, 2, 1, 4, 0, 2),
    weights: weights === null ? null : Float64Array.from(weights),
  });

/** How far points are off the curve in its own shape, seen from a point on it. */
function off(curve: Curve, points: readonly number[][], first: number, last: number): number {
  const at = new Float64Array(6);
  return Math.max(...points.map((point) => {
    let best = Infinity;
    for (let i = 0; i <= 20_000; i++) {
      curve.d1(first + (last - first) * i / 20_000, at);
      best = Math.min(best, Math.hypot(at[0] - point[0], at[1] - point[1], at[2] - point[2]));
    }
    return best;
  }));
}

test.each<[string, Curve, number, number]>([
  ["a line", new Line(Float64Array.of(1, 2, 3), Float64Array.of(0, 0.6, 0.8)), 1, 4],
  ["a parabola", new Parabola(FRAME, 2), -1, 3],
  ["an arc", new Circle(FRAME, 2), 0.5, 4],
  ["a piece of an ellipse", new Ellipse(FRAME, 3, 1), 0.5, 4],
  ["a piece of a hyperbola", new Hyperbola(FRAME, 2, 1), -0.5, 1],
  ["a spline", spline(null), 0.3, 1.8],
  ["a rational spline", spline([1, 2, 0.5, 1]), 0.3, 1.8],
])("%s: pieces are rational polynomials that run along it", (_, curve, first, last) => {
  const { degree, knots, at } = rationalCurve(curve, first, last)!;
  expect([knots[0], knots.at(-1)]).toEqual([first, last]);
  const out = new Float64Array(4), own = new Float64Array(6);
  for (let span = 0; span + 1 < knots.length; span++) {
    const from = knots[span], to = knots[span + 1];
    const value = (share: number) => {
      at(span, from + (to - from) * share, out);
      return [...out];
    };
    const place = (share: number) => value(share).slice(0, 3).map((x) => x / out[3]);
    for (const share of [0, 1]) {
      const found = place(share);
      curve.d1(share === 0 ? from : to, own);
      for (let k = 0; k < 3; k++) expect(found[k]).toBeCloseTo(own[k], 9);
    }
    expect(off(curve, [0.2, 0.5, 0.9].map(place), from, to)).toBeLessThan(1e-3);
    // Differences of one more than the degree are nothing.
    for (let k = 0; k < 4; k++) {
      let row = Array.from({ length: degree + 2 }, (_, i) => value(i / (degree + 1))[k]);
      while (row.length > 1) row = row.slice(1).map((x, i) => x - row[i]);
      expect(row[0]).toBeCloseTo(0, 9);
    }
  }
});
