import { expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../src/cad/geometry/cylinder.ts";
import { followCurve } from "../../../src/cad/geometry/followed_curve.ts";
import { NurbsCurve } from "../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Sphere } from "../../../src/cad/geometry/sphere.ts";
import type { SmoothCurve, SmoothSurface } from "../../../src/cad/geometry/smooth.ts";
import { surfaceParameters } from "../../../src/cad/geometry/surface_parameters.ts";

const FRAME = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
const CIRCLE = new Circle(FRAME.slice(0, 9), 2), TURN = 2 * Math.PI;

const follow = (curve: SmoothCurve, first: number, last: number, surface: SmoothSurface) =>
  followCurve(curve, first, last, surface, surfaceParameters(surface)!);

test("around a cylinder the angle goes on beyond a turn", () => {
  const { t, u, steps } = follow(CIRCLE, 1, 1 + 2 * TURN, new Cylinder(FRAME, 2))!;
  expect((t.length - 1) / steps).toBe(22);
  expect([u[0], u[u.length - 1]].map((x) => x.toFixed(9))).toEqual(
    [1, 1 + 2 * TURN].map((x) => x.toFixed(9)),
  );
});

test("a spline of many pieces is followed at more points", () => {
  const knots = [0, 0, 0, ...Array.from({ length: 11 }, (_, i) => i), 10, 10, 10];
  const poles = Array.from({ length: 13 }, (_, i) => [2, 0, i]).flat();
  const data = { dimension: 3, degree: 3, poles: Float64Array.from(poles), weights: null } as const;
  const curve = new NurbsCurve({ ...data, knots: Float64Array.from(knots) });
  const { t, steps } = follow(curve, 0, 10, new Cylinder(FRAME, 2))!;
  // Ten pieces of degree three: 40 points at least, in steps of 22.
  expect((t.length - 1) / steps).toBe(44);
});

test("an end at a pole has what its neighbour has, a pole on the way ends it", () => {
  const sphere = new Sphere(FRAME, 2);
  const meridian = new Circle(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 0, 1), 2);
  const { u, v } = follow(meridian, 0, Math.PI / 2, sphere)!;
  expect(u[u.length - 1]).toBe(u[u.length - 2]);
  expect(v[v.length - 1]).toBeCloseTo(Math.PI / 2, 12);
  expect(follow(meridian, 0, 3, sphere)).toBe(null);
});
