import { expect, test } from "vitest";
import { seamCurve } from "../../../../../../src/cad/formats/step/proven/seams/seam_curve.ts";
import { Circle } from "../../../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../../../src/cad/geometry/cone.ts";
import { Ellipse } from "../../../../../../src/cad/geometry/ellipse.ts";
import { Extrusion } from "../../../../../../src/cad/geometry/extrusion.ts";
import { Line } from "../../../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Revolution } from "../../../../../../src/cad/geometry/revolution.ts";
import type { SmoothSurface } from "../../../../../../src/cad/geometry/smooth.ts";
import { Sphere } from "../../../../../../src/cad/geometry/sphere.ts";
import { Torus } from "../../../../../../src/cad/geometry/torus.ts";
import { pointOf } from "../../../../geometry/differences.ts";

const FRAME = Float64Array.of(1, 2, 3, 0, 1, 0, 0, 0, 1, 1, 0, 0);
const PROFILE = Float64Array.of(5, 0, 0, 1, 0, 0, 0, 0, 1);
const O = Float64Array.of(0, 0, 0), Z = Float64Array.of(0, 0, 1);
const wave = new NurbsCurve({
  dimension: 3,
  degree: 2,
  knots: Float64Array.of(0, 0, 0, 1, 1, 1),
  poles: Float64Array.of(5, 0, 0, 6, 0, 1, 5, 0, 3),
  weights: null,
});
const spline = (weights: Float64Array | null) =>
  new NurbsSurface({
    degreeU: 1,
    degreeV: 2,
    knotsU: Float64Array.of(0, 0, 1, 1),
    knotsV: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.of(0, 0, 0, 1, 2, 0, 2, 0, 0, 0, 0, 1, 1, 3, 1, 2, 0, 1),
    weights,
  });

test.each<[string, SmoothSurface, boolean]>([
  ["cone", new Cone(FRAME, 2, 0.3), false],
  ["extrusion", new Extrusion(new Circle(FRAME.slice(0, 9), 2), Z), false],
  ["revolved line", new Revolution(new Line(Float64Array.of(2, 0, 0), Z), O, Z), false],
  ["sphere", new Sphere(FRAME, 2), false],
  ["torus", new Torus(FRAME, 5, 2), true],
  ["revolved circle", new Revolution(new Circle(PROFILE, 2), O, Z), true],
  ["revolved B-spline", new Revolution(wave, O, Z), false],
  ["B-spline", spline(null), false],
  ["rational B-spline", spline(Float64Array.of(1, 1, 1, 1, 2, 1)), true],
])("of a %s runs along its surface, v for v", (_, surface, isRational) => {
  const curve = seamCurve(surface, 0, 0.7, 0.2, 0.9)!, q = new Float64Array(9);
  expect(curve.rational).toBe(isRational);
  for (let v = 0.2; v < 0.9; v += 0.1) {
    surface.d1(0.7, v, q);
    pointOf(curve, v).forEach((x, i) => expect(x).toBeCloseTo(q[i], 5));
  }
});

test.each<[string, SmoothSurface, boolean]>([
  ["torus", new Torus(FRAME, 5, 2), true],
  ["revolved circle", new Revolution(new Circle(PROFILE, 2), O, Z), true],
  ["B-spline", spline(null), false],
])("of a %s runs around it, u for u", (_, surface, isRational) => {
  const curve = seamCurve(surface, 1, 0.7, 0.2, 0.9)!, q = new Float64Array(9);
  expect(curve.rational).toBe(isRational);
  for (let u = 0.2; u < 0.9; u += 0.1) {
    surface.d1(u, 0.7, q);
    pointOf(curve, u).forEach((x, i) => expect(x).toBeCloseTo(q[i], 5));
  }
});

test("a long one of a torus has no weights, as the kernel's", () => {
  expect(seamCurve(new Torus(FRAME, 5, 2), 0, 0, 0, 2.5)).toMatchObject({
    rational: false,
    basis: { degree: 7 },
  });
});

test("of a revolved ellipse it is none that is known", () => {
  const ellipse = new Ellipse(PROFILE, 2, 1);
  expect(seamCurve(new Revolution(ellipse, O, Z), 0, 0.7, 0.2, 0.9)).toBe(null);
});
