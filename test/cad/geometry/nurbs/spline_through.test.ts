import { expect, test } from "vitest";
import { splineThrough } from "../../../../src/cad/geometry/nurbs/spline_through.ts";
import { curveError, pointOf } from "../differences.ts";

const T = [0, 1, 1.5, 2, 4, 5];

test("a cubic is given back, at steps of any length", () => {
  const cubic = (t: number) => [t * t * t - 2 * t, 3 - t * t];
  const spline = splineThrough(T, T.flatMap(cubic));
  for (let t = 0; t <= 5; t += 0.1) {
    pointOf(spline, t).forEach((x, i) => expect(x).toBeCloseTo(cubic(t)[i], 11));
  }
});

test("it goes through its points, smoothly", () => {
  const points = T.flatMap((t) => [Math.sin(2 * t), Math.cos(t)]);
  const spline = splineThrough(T, points);
  T.forEach((t, i) =>
    pointOf(spline, t).forEach((x, k) => expect(x).toBeCloseTo(points[2 * i + k], 12))
  );
  const second = (t: number) => {
    const out = new Float64Array(6);
    spline.derive(t, 2, out);
    return [out[4], out[5]];
  };
  for (const t of T.slice(1, -1)) {
    second(t + 1e-9).forEach((x, k) => expect(x).toBeCloseTo(second(t - 1e-9)[k], 6));
  }
  expect(curveError(spline, 3)).toBeLessThan(1e-6);
});

test("of four points it is their cubic", () => {
  const spline = splineThrough([0, 1, 2, 3], [0, 0, 1, 1, 8, 4, 27, 9]);
  pointOf(spline, 2.5).forEach((x, i) => expect(x).toBeCloseTo([15.625, 6.25][i], 12));
});
