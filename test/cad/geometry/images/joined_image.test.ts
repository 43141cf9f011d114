import { expect, test } from "vitest";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { joinedImage } from "../../../../src/cad/geometry/images/joined_image.ts";
import { JoinedSpline } from "../../../../src/cad/geometry/nurbs/joined_spline.ts";
import { reversedCurve } from "../../../../src/cad/geometry/reversed_curve.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";

const ORIGIN = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
const tube = new Cylinder(ORIGIN, 2);
const W = Math.SQRT1_2;

/** A quarter of a circle below, a straight line up and a quarter of a circle above, 2 in radius. */
const stairs = new JoinedSpline({
  dimension: 3,
  degree: 2,
  knots: Float64Array.of(0, 0, 0, 3, 3, 5, 5, 9, 9, 9),
  poles: Float64Array.of(
    ...[0, -2, 0, 2, -2, 0, 2, 0, 0, 2, 0, 1, 2, 0, 2, 2, 2, 2, 0, 2, 2],
  ),
  weights: Float64Array.of(1, W, 1, 1, 1, W, 1),
}, [3, 5]);

function farthest(curve: JoinedSpline, first: number, last: number): number {
  const { image, off, gap } = joinedImage(curve, first, last, tube)!;
  expect(Math.max(off, gap)).toBeLessThan(1e-5);
  const uv = new Float64Array(4), p = new Float64Array(6), q = new Float64Array(9);
  let most = 0;
  for (let i = 0; i <= 400; i++) {
    const t = first + (last - first) * i / 400;
    image.d1(t, uv);
    tube.d1(uv[0], uv[1], q);
    curve.d1(t, p);
    most = Math.max(most, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
  }
  return most;
}

test("the image bends where the curve does, across the beginning of u too", () => {
  expect(farthest(stairs, 0, 9)).toBeLessThan(1e-5);
  expect(farthest(stairs, 1, 7.5)).toBeLessThan(1e-5);
  expect(farthest(stairs, 3.5, 4.5)).toBeLessThan(1e-5);
});

test("pieces that are found in other turns are one behind the other", () => {
  const { dimension, basis: { degree, knots }, poles, weights } = stairs;
  const [c, s] = [Math.cos(4), Math.sin(4)], across = poles.slice();
  for (let i = 0; i < poles.length; i += 3) {
    across[i] = c * poles[i] - s * poles[i + 1];
    across[i + 1] = s * poles[i] + c * poles[i + 1];
  }
  const turned = new JoinedSpline({ dimension, degree, knots, poles: across, weights }, [3, 5]);
  expect(farthest(turned, 0, 9)).toBeLessThan(1e-5);
});

test("run through backwards it is a joined curve as well", () => {
  const back = reversedCurve(stairs) as JoinedSpline;
  expect(back.joints).toEqual([4, 6]);
  expect(farthest(back, 0, 9)).toBeLessThan(1e-5);
});

test("what an image is off by is in doubt", () => {
  const { off, doubt } = joinedImage(stairs, 0, 9, tube)!;
  expect(off).toBeGreaterThan(0);
  expect(doubt).toBe(off);
});

test("a curve through a pole has none", () => {
  const through = new JoinedSpline({
    dimension: 3,
    degree: 1,
    knots: Float64Array.of(0, 0, 1, 1),
    poles: Float64Array.of(-1, 0, 2, 1, 0, 2),
    weights: null,
  }, []);
  expect(joinedImage(through, 0, 1, new Sphere(ORIGIN, 2))).toBe(null);
});
