import { describe, expect, test } from "vitest";
import { arcSpans } from "../../../../src/cad/features/beziers/arc_spans.ts";
import { bernstein, controlPoints } from "../../../../src/cad/features/beziers/bernstein.ts";
import { rationalCurve } from "../../../../src/cad/features/beziers/rational_curve.ts";
import { rationalSurface } from "../../../../src/cad/features/beziers/rational_surface.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { Extrusion } from "../../../../src/cad/geometry/extrusion.ts";
import { Hyperbola } from "../../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { OffsetSurface } from "../../../../src/cad/geometry/offset_surface.ts";
import { Parabola } from "../../../../src/cad/geometry/parabola.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { Revolution } from "../../../../src/cad/geometry/revolution.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../../src/cad/geometry/torus.ts";
import { frameOf } from "../../../helpers/breps.ts";

const FRAME = frameOf([1, 2, 3], [0, 0.6, 0.8], [1, 0, 0]);
const PLANAR = FRAME.slice(0, 9);
const ARC = new NurbsCurve({
  dimension: 3,
  degree: 2,
  knots: Float64Array.of(0, 0, 0, 1, 1, 1),
  poles: Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1, 0),
  weights: Float64Array.of(1, Math.SQRT1_2, 1),
});

test("control points of a polynomial are those that Bernstein's polynomials give back", () => {
  for (const degree of [1, 3, 10]) {
    const inverse = controlPoints(degree);
    const points = Array.from({ length: degree + 1 }, (_, k) => Math.sin(3 * k) + k);
    const value = (t: number) =>
      points.reduce((sum, point, k) => sum + point * bernstein(degree, k, t), 0);
    const values = points.map((_, i) => value(i / degree));
    inverse.forEach((row, k) => {
      expect(row.reduce((sum, x, i) => sum + x * values[i], 0)).toBeCloseTo(points[k], 9);
    });
  }
});

test("arcs have a piece for each 150 degrees that are begun", () => {
  const counts = [1, 2.6, 2.7, Math.PI, 5.2, 2 * Math.PI].map((angle) =>
    arcSpans(0, angle).knots.length - 1
  );
  expect(counts).toEqual([1, 1, 2, 2, 2, 3]);
});

const CURVES: [string, Curve, number, number][] = [
  ["line", new Line(Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 1)), -2, 5],
  ["circle", new Circle(PLANAR, 4), 0.3, 6],
  ["ellipse", new Ellipse(PLANAR, 4, 2), 0.3, 2],
  ["parabola", new Parabola(PLANAR, 3), -2, 5],
  ["hyperbola", new Hyperbola(PLANAR, 3, 2), -1, 0.5],
  ["B-spline", ARC, 0, 1],
];

test.each(CURVES)("a %s has the same places, and ends at the same parameters", (_, curve, a, b) => {
  const found = rationalCurve(curve, a, b)!, out = new Float64Array(4), q = new Float64Array(6);
  expect([found.knots[0], found.knots.at(-1)]).toEqual([a, b]);
  found.knots.slice(1).forEach((to, span) => {
    const from = found.knots[span];
    for (const [t, exact] of [[from, true], [to, true], [(2 * from + to) / 3, false]] as const) {
      found.at(span, t, out);
      const place = [0, 1, 2].map((k) => out[k] / out[3]);
      // Within a piece the parameter is another one: the nearest place of the curve is sought.
      let least = Infinity;
      const steps = exact ? 0 : 20_000;
      for (let i = 0; i <= steps; i++) {
        curve.d1(exact ? t : from + (to - from) * i / steps, q);
        least = Math.min(least, Math.hypot(...place.map((x, k) => x - q[k])));
      }
      expect(least).toBeLessThan(exact ? 1e-12 : 1e-3);
    }
  });
});

const SPLINE = new NurbsSurface({
  degreeU: 2,
  degreeV: 1,
  knotsU: Float64Array.of(0, 0, 0, 1, 1, 1),
  knotsV: Float64Array.of(0, 0, 2, 2),
  poles: Float64Array.of(1, 0, 0, 1, 0, 5, 1, 1, 0, 1, 1, 5, 0, 1, 0, 0, 1, 5),
  weights: Float64Array.of(1, 1, Math.SQRT1_2, Math.SQRT1_2, 1, 1),
});
const BOX = { u0: 0.2, u1: 2.9, v0: -1, v1: 1.2 };
const SURFACES: [string, Surface, typeof BOX][] = [
  ["plane", new Plane(FRAME), BOX],
  ["cylinder", new Cylinder(FRAME, 2), BOX],
  ["cone", new Cone(FRAME, 5, 0.4), BOX],
  ["sphere", new Sphere(FRAME, 3), BOX],
  ["torus", new Torus(FRAME, 5, 2), { u0: 0, u1: 6, v0: 1, v1: 6 }],
  ["B-spline", SPLINE, { u0: 0, u1: 1, v0: 0, v1: 2 }],
  ["extrusion", new Extrusion(new Circle(PLANAR, 2), Float64Array.of(0, 0, 1)), BOX],
  [
    "revolution",
    new Revolution(ARC, Float64Array.of(9, 0, 0), Float64Array.of(0, 1, 0)),
    { u0: 0.2, u1: 5, v0: 0, v1: 1 },
  ],
];

describe("a surface as a rational polynomial", () => {
  test.each(SURFACES)("of a %s is the surface at its knots", (_, surface, box) => {
    const found = rationalSurface(surface, box);
    if (typeof found === "string") throw new Error(found);
    const out = new Float64Array(4), q = new Float64Array(9);
    found.knotsU.forEach((u, i) =>
      found.knotsV.forEach((v, j) => {
        found.at(Math.max(0, i - 1), Math.max(0, j - 1), u, v, out);
        surface.d1(u, v, q);
        for (let k = 0; k < 3; k++) expect(out[k] / out[3]).toBeCloseTo(q[k], 10);
      })
    );
    expect(found.knotsU[0]).toBe(box.u0);
    expect(found.knotsV.at(-1)).toBeCloseTo(box.v1, 12);
  });

  test("of a sphere is on it everywhere", () => {
    const sphere = new Sphere(FRAME, 3), found = rationalSurface(sphere, BOX);
    if (typeof found === "string") throw new Error(found);
    const out = new Float64Array(4);
    for (const u of [0.3, 0.7, 1.3]) {
      for (const v of [-0.9, 0, 1.1]) {
        found.at(0, 0, u, v, out);
        const off = [0, 1, 2].map((k) => out[k] / out[3] - FRAME[k]);
        expect(Math.hypot(...off)).toBeCloseTo(3, 12);
      }
    }
  });

  test("is refused where there is none, with the reason", () => {
    const high = new NurbsSurface({
      degreeU: 4,
      degreeV: 1,
      knotsU: Float64Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
      knotsV: Float64Array.of(0, 0, 1, 1),
      poles: new Float64Array(30),
      weights: null,
    });
    expect(rationalSurface(high, BOX)).toMatch(/of degree 4, and a patch of 4 x 4/);
    const offset = new OffsetSurface(new Plane(FRAME), 1);
    expect(rationalSurface(offset, BOX)).toMatch(/kind 'offset', which is no rational polynomial/);
  });
});
