import { expect, test } from "vitest";
import { seamCurve } from "../../../../../src/cad/formats/step/proven/seam_curve.ts";
import { Circle } from "../../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../../src/cad/geometry/cone.ts";
import { Extrusion } from "../../../../../src/cad/geometry/extrusion.ts";
import { Line } from "../../../../../src/cad/geometry/line.ts";
import { NurbsSurface } from "../../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Revolution } from "../../../../../src/cad/geometry/revolution.ts";
import type { SmoothSurface } from "../../../../../src/cad/geometry/smooth.ts";
import { Sphere } from "../../../../../src/cad/geometry/sphere.ts";
import { Torus } from "../../../../../src/cad/geometry/torus.ts";
import { pointOf } from "../../../geometry/differences.ts";

const FRAME = Float64Array.of(1, 2, 3, 0, 1, 0, 0, 0, 1, 1, 0, 0);
const O = Float64Array.of(0, 0, 0), Z = Float64Array.of(0, 0, 1);
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
  ["B-spline", spline(null), false],
  ["rational B-spline", spline(Float64Array.of(1, 1, 1, 1, 2, 1)), true],
])("of a %s runs along its surface, v for v", (_, surface, isRational) => {
  const curve = seamCurve(surface, 0.7, 0.2, 0.9)!, q = new Float64Array(9);
  expect(curve.rational).toBe(isRational);
  for (let v = 0.2; v < 0.9; v += 0.1) {
    surface.d1(0.7, v, q);
    pointOf(curve, v).forEach((x, i) => expect(x).toBeCloseTo(q[i], 8));
  }
});

test("of a revolved circle it is none that is known", () => {
  const circle = new Circle(Float64Array.of(5, 0, 0, 1, 0, 0, 0, 0, 1), 2);
  expect(seamCurve(new Revolution(circle, O, Z), 0.7, 0.2, 0.9)).toBe(null);
});
