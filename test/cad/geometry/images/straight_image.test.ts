import { describe, expect, test } from "vitest";
import type { AxialSurface } from "../../../../src/cad/geometry/axial_surface.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { followCurve } from "../../../../src/cad/geometry/followed_curve.ts";
import { lineBetween } from "../../../../src/cad/geometry/images/line_between.ts";
import { straightImage } from "../../../../src/cad/geometry/images/straight_image.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import type { SmoothCurve } from "../../../../src/cad/geometry/smooth.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import { surfaceParameters } from "../../../../src/cad/geometry/surface_parameters.ts";
import { Torus } from "../../../../src/cad/geometry/torus.ts";
import { skewFrame } from "../differences.ts";

const frame = skewFrame(), [X, Y, Z] = [3, 6, 9].map((at) => [...frame.slice(at, at + 3)]);
const { PI } = Math;

const found = (curve: SmoothCurve, first: number, last: number, surface: AxialSurface | Plane) =>
  straightImage(curve, first, last, surface, surfaceParameters(surface)!);

/** The point a x + b y + c z of the frame. */
const at = (a: number, b: number, c: number) =>
  [0, 1, 2].map((k) => frame[k] + a * X[k] + b * Y[k] + c * Z[k]);
const along = (angle: number) => X.map((x, k) => Math.cos(angle) * x + Math.sin(angle) * Y[k]);
const back = (x: readonly number[]) => x.map((value) => -value);

/** A circle about the axis, which begins at an angle and runs either way. */
const around = (radius: number, height: number, start = 0, sense = 1) =>
  new Circle(
    Float64Array.of(
      ...at(0, 0, height),
      ...along(start),
      ...along(start + sense * PI / 2),
    ),
    radius,
  );
/** A circle about an axis that is a little beside. */
const beside = (x: number) => new Circle(Float64Array.of(...at(x, 0, 0), ...X, ...Y), 2);
/** A circle in the plane through the axis at an angle, and the middle of which is off the axis. */
const meridian = (radius: number, off: number, angle: number, sense = 1) => {
  const e = along(angle), centre = at(off * Math.cos(angle), off * Math.sin(angle), 0);
  return new Circle(Float64Array.of(...centre, ...e, ...(sense > 0 ? Z : back(Z))), radius);
};
const line = (from: number[], to: number[]) =>
  new Line(Float64Array.from(from), Float64Array.from(to, (x, k) => x - from[k]));

const cylinder = new Cylinder(frame, 2), cone = new Cone(frame, 2, PI / 6);
const sphere = new Sphere(frame, 2), torus = new Torus(frame, 5, 2);

describe("the straight image of a circle or a line", () => {
  test.each<[string, SmoothCurve, number, number, AxialSurface]>([
    ["around a cylinder, off it by rounding", around(2 + 3e-13, 1), 0, 6, cylinder],
    ["all around a cylinder", around(2, 3), 0.5, 0.5 + 2 * PI, cylinder],
    ["part of it, back over the seam", around(2, -3, 2.5, -1), 1, 6, cylinder],
    ["a bit of it", around(2, -3, 3.1), 0, 0.1, cylinder],
    ["along a cylinder", line(at(2, 0, 1), at(2, 0, -7)), 0, 1, cylinder],
    ["around a cone", around(2 + 3 * 0.5, 3 * Math.cos(PI / 6), 1), 0, 5, cone],
    ["along a cone", line(at(2, 0, 0), at(2.5, 0, Math.cos(PI / 6))), 0, 3, cone],
    ["around a sphere", around(2 * Math.cos(0.4), 2 * Math.sin(0.4)), 3, 4, sphere],
    ["a meridian of a sphere", meridian(2, 0, 1), -1.5, 1.5, sphere],
    ["around a torus", around(5 + 2 * Math.cos(2), 2 * Math.sin(2), 1), 0, 2 * PI, torus],
    ["a meridian of a torus, over its seam", meridian(2, 5, -2, -1), 1, 1 + 2 * PI, torus],
  ])("%s is that of the followed curve", (_, curve, first, last, surface) => {
    const { image, off } = found(curve, first, last, surface)!;
    const finder = surfaceParameters(surface)!;
    const { t, u, v, points } = followCurve(curve, first, last, surface, finder)!;
    const b = t.length - 2;
    const { line } = lineBetween(t[1], u[1], v[1], t[b], u[b], v[b], last - first);
    expect(image).toEqual(line);
    expect(off).toBeLessThan(1e-12);
    const q = new Float64Array(9), uv = new Float64Array(4);
    for (let i = 0; i < t.length; i++) {
      image.d1(t[i], uv);
      surface.d1(uv[0], uv[1], q);
      const distance = Math.hypot(...[0, 1, 2].map((k) => points[3 * i + k] - q[k]));
      expect(distance).toBeLessThanOrEqual(off + 1e-14);
    }
  });

  test("is not known where the curve is off by more than rounding", () => {
    expect(found(around(2, 0), 0, 3, cylinder)).not.toBe(null);
    expect(found(around(2 + 1e-9, 0), 0, 3, cylinder)).toBe(null);
    expect(found(beside(1e-9), 0, 3, cylinder)).toBe(null);
    const tilted = Y.map((y, k) => y + 1e-9 * Z[k]);
    expect(found(new Circle(Float64Array.of(...at(0, 0, 0), ...X, ...tilted), 2), 0, 3, cylinder))
      .toBe(null);
    expect(found(line(at(2, 0, 0), at(2, 1e-9, 1)), 0, 1, cylinder)).toBe(null);
    expect(found(meridian(2, 5 + 1e-9, 1), 0, 3, torus)).toBe(null);
  });

  test("is not known at a pole, across one, and of more than a turn", () => {
    expect(found(meridian(2, 0, 1), -PI / 2, 1, sphere)).toBe(null);
    expect(found(meridian(2, 0, 1), 0, 3, sphere)).toBe(null);
    // The apex is 2 / tan(30 degrees) below.
    const height = 2 / Math.tan(PI / 6), through = line(at(2, 0, 0), at(-2, 0, -2 * height));
    expect(found(through, 0, 0.4, cone)).not.toBe(null);
    expect(found(through, 0, 0.9, cone)).toBe(null);
    expect(found(around(2, 0), 0, 7, cylinder)).toBe(null);
  });

  test("is told of circles and lines on surfaces of revolution alone", () => {
    const ellipse = new Ellipse(Float64Array.of(...at(0, 0, 0), ...X, ...Y), 2, 2);
    expect(found(ellipse, 0, 3, cylinder)).toBe(null);
    expect(found(line(at(0, 0, 0), at(1, 0, 0)), 0, 1, new Plane(frame))).toBe(null);
    // Neither around nor along: a circle across a sphere, and a line across a cylinder.
    const half = at(0, 1, 0);
    expect(found(new Circle(Float64Array.of(...half, ...X, ...Z), Math.sqrt(3)), 0, 3, sphere))
      .toBe(null);
    expect(found(line(at(2, 0, 0), at(0, 2, 0)), 0, 1, cylinder)).toBe(null);
  });
});
