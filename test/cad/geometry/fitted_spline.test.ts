import { expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Line } from "../../../src/cad/geometry/line.ts";
import { bezierPoles } from "../../../src/cad/geometry/nurbs/bezier_poles.ts";
import { fittedSpline } from "../../../src/cad/geometry/fitted_spline.ts";
import { curveError, pointOf, tangentOf } from "./differences.ts";

const circle = new Circle(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 0, 1), 3);

/** Poles that OpenCascade's kernel gives the seams of two spheres of radius 3. */
test.each<[number, number, number[][]]>([
  [0, 0.5, [
    [3, 0],
    [3, 0.3749999999999997],
    [2.937486345962123, 0.7500634071385303],
    [2.8125322626476943, 1.1091831551037192],
    [2.6327476856711183, 1.438276615812609],
  ]],
  [-1, 1.2, [
    [1.6209069176044186, -2.524412954423688],
    [2.4142938461375767, -2.0149850660337236],
    [3.020818759566638, -1.2146490835646004],
    [3.313014972562245, -0.2056038858915931],
    [3.206128060076874, 0.859699964349595],
    [2.719289983384506, 1.7905810120234171],
    [1.9658529730562613, 2.454465660823674],
    [1.0870732634300218, 2.796117257901679],
  ]],
])("an arc from %f to %f is the kernel's", (first, last, poles) => {
  const spline = fittedSpline(circle, first, last, 1e-5)!;
  expect(spline.basis.degree).toBe(poles.length - 1);
  poles.forEach(([x, z], i) => {
    [x, 0, z].forEach((value, d) => expect(spline.poles[3 * i + d]).toBeCloseTo(value, 12));
  });
  expect(curveError(spline, (first + last) / 2)).toBeLessThan(1e-6);
});

test("it is as near as is asked, and touches at both ends", () => {
  for (const tolerance of [1e-3, 1e-6, 1e-9]) {
    const spline = fittedSpline(circle, 0.3, 2.9, tolerance)!;
    for (let t = 0.3; t <= 2.9; t += 0.01) {
      const [p, q] = [pointOf(spline, t), pointOf(circle, t)];
      expect(Math.hypot(...p.map((x, i) => x - q[i]))).toBeLessThan(tolerance);
    }
    for (const t of [0.3, 2.9]) {
      tangentOf(circle, t).forEach((x, i) => expect(tangentOf(spline, t)[i]).toBeCloseTo(x, 9));
    }
  }
});

test("what is straight stays so, and what bends too much has none", () => {
  const line = new Line(Float64Array.of(1, 2, 3), Float64Array.of(0, 0.6, 0.8));
  const spline = fittedSpline(line, 1, 3, 1e-5)!;
  expect([spline.basis.degree, spline.rational]).toEqual([1, false]);
  expect(pointOf(spline, 2)).toEqual([1, 3.2, 4.6]);
  expect(fittedSpline(new Circle(circle.frame, 3e6), 0, 6, 1e-5)).toBe(null);
});

test("poles of a polynomial by its powers", () => {
  // x^2 on [-1, 1] is 1, -1, 1.
  expect([...bezierPoles([0, 0, 1])]).toEqual([1, -1, 1]);
  expect([...bezierPoles([5])]).toEqual([5]);
});
