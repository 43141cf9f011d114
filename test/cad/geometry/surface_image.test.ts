/** Images of curves on surfaces, and the feet of points that they are found by. */
import { describe, expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../src/cad/geometry/ellipse.ts";
import { Extrusion } from "../../../src/cad/geometry/extrusion.ts";
import { Hyperbola } from "../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../src/cad/geometry/line.ts";
import { nearestParameter } from "../../../src/cad/geometry/nearest_parameter.ts";
import { NurbsCurve } from "../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Parabola } from "../../../src/cad/geometry/parabola.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { Revolution } from "../../../src/cad/geometry/revolution.ts";
import { ShiftedCurve } from "../../../src/cad/geometry/shifted_curve.ts";
import type { SmoothCurve, SmoothSurface } from "../../../src/cad/geometry/smooth.ts";
import { Sphere } from "../../../src/cad/geometry/sphere.ts";
import { surfaceImage } from "../../../src/cad/geometry/surface_image.ts";
import { surfaceParameters } from "../../../src/cad/geometry/surface_parameters.ts";
import { sweptParameters } from "../../../src/cad/geometry/swept_parameters.ts";
import { Torus } from "../../../src/cad/geometry/torus.ts";
import { pointOf } from "./differences.ts";

/** Unit vectors of a frame that lies along no axis. */
const X = [0.36, 0.48, -0.8], Y = [-0.8, 0.6, 0], Z = [0.48, 0.64, 0.6];
const O = [3, -2, 5];
const frame = Float64Array.of(...O, ...X, ...Y, ...Z);
const conic = frame.slice(0, 9);
const wave = new NurbsCurve({
  dimension: 3,
  degree: 3,
  knots: Float64Array.of(0, 0, 0, 0, 1, 2, 2, 2, 2),
  poles: Float64Array.of(4, 0, 0, 5, 1, 0.5, 7, 0, 1, 6, -1, 2, 8, 0, 3),
  weights: null,
});

describe("the nearest parameter of a point on a curve", () => {
  test.each<[string, SmoothCurve, number[]]>([
    ["line", new Line(Float64Array.from(O), Float64Array.from(X)), [-3, 0, 8.5]],
    ["circle", new Circle(conic, 4), [0, 1, 3, 6]],
    ["ellipse", new Ellipse(conic, 4, 1.5), [0, 1, 3, 6]],
    ["hyperbola", new Hyperbola(conic, 4, 1.5), [-1, 0, 2]],
    ["parabola", new Parabola(conic, 4), [-9, 0, 2]],
    ["B-spline", wave, [0, 0.3, 1, 1.7, 2]],
  ])("%s", (_, curve, parameters) => {
    for (const t of parameters) {
      expect(nearestParameter(curve, pointOf(curve, t))).toBeCloseTo(t, 9);
    }
  });

  test("just before the whole turn is about nothing", () => {
    const circle = new Circle(conic, 4);
    expect(Math.abs(nearestParameter(circle, pointOf(circle, 2 * Math.PI - 1e-13)))).toBeLessThan(
      1e-9,
    );
  });
});

const surfaces: [string, SmoothSurface, [number, number][]][] = [
  ["plane", new Plane(frame), [[1, 2], [-3, 0.5]]],
  ["cylinder", new Cylinder(frame, 2), [[1, 2], [-3, -0.5]]],
  ["cone", new Cone(frame, 2, 0.4), [[1, 2], [-3, -0.5]]],
  ["sphere", new Sphere(frame, 2), [[1, 1.2], [-3, -0.5]]],
  ["torus", new Torus(frame, 5, 2), [[1, 2], [-3, -0.5]]],
  ["extrusion", new Extrusion(wave, Float64Array.from(Z)), [[0.4, 2], [1.7, -3]]],
  ["revolution", new Revolution(wave, Float64Array.of(0, 0, 0), Float64Array.of(0, 0, 1)), [
    [1, 0.4],
    [-2, 1.6],
  ]],
];

test.each(surfaces)("the parameters of a point on a %s", (_, surface, places) => {
  const finder = surfaceParameters(surface) ?? sweptParameters(surface)!;
  const q = new Float64Array(9);
  for (const [u, v] of places) {
    surface.d1(u, v, q);
    const out = Float64Array.of(NaN, NaN);
    finder.of(q, out);
    expect(out[0]).toBeCloseTo(u, 9);
    expect(out[1]).toBeCloseTo(v, 9);
  }
});

test("at a pole every u is right", () => {
  const out = new Float64Array(2), q = new Float64Array(9);
  new Sphere(frame, 2).d1(1, Math.PI / 2, q);
  surfaceParameters(new Sphere(frame, 2))!.of(q, out);
  expect(out[0]).toBeNaN();
  expect(out[1]).toBeCloseTo(Math.PI / 2, 9);
});

const EXACT = { least: 1e-7, most: 1e-7 };

/** The farthest that the image's points are from the curve's. */
function off(curve: SmoothCurve, first: number, last: number, surface: SmoothSurface): number {
  const { image } = surfaceImage(curve, first, last, surface, EXACT)!;
  const q = new Float64Array(9), uv = new Float64Array(4);
  let most = 0;
  for (let i = 0; i <= 50; i++) {
    const t = first + (last - first) * i / 50;
    image.d1(t, uv);
    surface.d1(uv[0], uv[1], q);
    most = Math.max(most, Math.hypot(...pointOf(curve, t).map((x, k) => x - q[k])));
  }
  return most;
}

describe("the image of an edge", () => {
  test("of a coaxial circle and of a generating line is a straight line", () => {
    const cylinder = new Cylinder(frame, 2);
    const circle = new Circle(conic, 2);
    const around = surfaceImage(circle, 0.5, 0.5 + 2 * Math.PI, cylinder, EXACT)!;
    expect(around.image.kind).toBe("line");
    expect(around.gap).toBeLessThan(1e-14);
    pointOf(around.image, 2).forEach((x, i) => expect(x).toBeCloseTo([2, 0][i], 12));
    const start = pointOf(circle, 1);
    const line = new Line(Float64Array.from(start), Float64Array.from(Z));
    expect(surfaceImage(line, 0, 7, cylinder, EXACT)!.image.kind).toBe("line");
    // In u and v at once, wherever the parameter begins.
    const onPlane = new Line(Float64Array.from(O), Float64Array.from(X, (x, i) => 3 * x - Y[i]));
    const { image, off } = surfaceImage(onPlane, 5, 9, new Plane(frame), EXACT)!;
    expect(image.kind).toBe("line");
    expect(off).toBeLessThan(1e-12);
    pointOf(image, 7).forEach((x, i) => expect(x).toBeCloseTo([21, -7][i], 11));
  });

  test("that bends is the spline through 23 points at equal steps", () => {
    // A plane at 45 degrees cuts the cylinder in an ellipse.
    const cylinder = new Cylinder(frame, 2);
    const slanted = X.map((x, i) => (x + Z[i]) / Math.SQRT2);
    const ellipse = new Ellipse(Float64Array.of(...O, ...slanted, ...Y), 2 * Math.SQRT2, 2);
    const { image, gap, off, offAtNodes, doubt } = surfaceImage(ellipse, 0, 6, cylinder, EXACT)!;
    expect((image as NurbsCurve).basis.count).toBe(25);
    expect(Math.max(gap, offAtNodes)).toBeLessThan(1e-12);
    // Between the points it is off as splines are.
    expect(off).toBeGreaterThan(1e-6);
    expect(off).toBeLessThan(1e-3);
    expect(doubt).toBe(0);
  });

  test("that bends by less than the precision is straight", () => {
    const cylinder = new Cylinder(frame, 2);
    const ellipse = new Ellipse(Float64Array.of(...O, ...X, ...Y), 2.0001, 2);
    const kind = (least: number, most: number) => {
      const { image, doubt } = surfaceImage(ellipse, 0, 1.5, cylinder, { least, most })!;
      return [image.kind, doubt > 0];
    };
    expect(kind(1e-3, 1e-3)).toEqual(["line", false]);
    expect(kind(1e-7, 1e-7)).toEqual(["nurbs", false]);
    // Where the file says two things, nobody knows.
    expect(kind(1e-7, 1e-3)).toEqual(["line", true]);
  });

  test("ends at a pole", () => {
    const sphere = new Sphere(frame, 2);
    const meridian = new Circle(Float64Array.of(...O, ...X, ...Z), 2);
    const { image } = surfaceImage(meridian, 0, Math.PI / 2, sphere, EXACT)!;
    expect(image.kind).toBe("line");
    expect(pointOf(image, Math.PI / 2)[1]).toBeCloseTo(Math.PI / 2, 12);
    // Across it is no image.
    expect(surfaceImage(meridian, 0, 3, sphere, EXACT)).toBe(null);
  });

  test("on a free-form surface", () => {
    const surface = new NurbsSurface({
      degreeU: 2,
      degreeV: 2,
      knotsU: Float64Array.of(0, 0, 0, 1, 1, 1),
      knotsV: Float64Array.of(0, 0, 0, 1, 1, 1),
      poles: Float64Array.of(
        ...[0, 0, 0, 0, 1, 1, 0, 2, 0, 1, 0, 1, 1, 1, 3, 1, 2, 1, 2, 0, 0, 2, 1, 1, 2, 2, 0],
      ),
      weights: null,
    });
    // The iso-curve u = 0.5: a parabola in v.
    const poles = [0, 1, 2].flatMap((j) => {
      const q = (i: number) => [0, 1, 2].map((k) => surface.poles[3 * (3 * i + j) + k]);
      return [0, 1, 2].map((k) => (q(0)[k] + 2 * q(1)[k] + q(2)[k]) / 4);
    });
    const knots = Float64Array.of(0, 0, 0, 1, 1, 1);
    const data = { dimension: 3, degree: 2, knots, poles: Float64Array.from(poles) } as const;
    const curve = new NurbsCurve({ ...data, weights: null });
    const { image, gap } = surfaceImage(curve, 0, 1, surface, EXACT)!;
    expect(gap).toBeLessThan(1e-12);
    expect(pointOf(image, 0.25)[0]).toBeCloseTo(0.5, 9);
    expect(off(curve, 0, 1, surface)).toBeLessThan(1e-12);
  });

  test("tells how far the edge is from the surface", () => {
    const line = new Line(Float64Array.from(O.map((x, i) => x + 2.5 * X[i])), Float64Array.from(Z));
    expect(surfaceImage(line, 0, 1, new Cylinder(frame, 2), EXACT)!.gap).toBeCloseTo(0.5, 12);
  });
});

test("a curve that is shifted", () => {
  const image = new Line(Float64Array.of(1, 2), Float64Array.of(3, 4));
  const shifted = new ShiftedCurve(image, 10, 20);
  expect(pointOf(shifted, 1)).toEqual([14, 26]);
  expect(shifted.breaks(0, 1)).toEqual([]);
});
