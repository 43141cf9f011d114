import { describe, expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import {
  flatKnots,
  KnotVector,
  unrolledKnots,
} from "../../../src/cad/geometry/nurbs/nurbs_basis.ts";
import { NurbsCurve } from "../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { OffsetSurface } from "../../../src/cad/geometry/offset_surface.ts";
import {
  curveError,
  difference,
  noise,
  pointOf,
  surfaceError,
  surfaceFirst,
  surfacePoint,
  tangentOf,
} from "./differences.ts";

const h = Math.SQRT1_2;

/** A full circle of radius 1 as a rational curve of degree 2 in four quarters. */
function rationalCircle(): NurbsCurve {
  const poles = [[1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1], [1, 0]];
  return new NurbsCurve({
    dimension: 2,
    degree: 2,
    knots: Float64Array.from(flatKnots([0, 1, 2, 3, 4], [3, 2, 2, 2, 3])),
    poles: Float64Array.from(poles.flat()),
    weights: Float64Array.of(1, h, 1, h, 1, h, 1, h, 1),
  });
}

function randomCurve(
  dimension: 2 | 3,
  degree: number,
  rational: boolean,
  multiplicities: number[],
): NurbsCurve {
  const next = noise(degree * 31 + dimension);
  const knots = flatKnots(multiplicities.map((_, i) => i + 0.25 * next()), multiplicities);
  const count = knots.length - degree - 1;
  return new NurbsCurve({
    dimension,
    degree,
    knots: Float64Array.from(knots),
    poles: Float64Array.from({ length: dimension * count }, next),
    weights: rational ? Float64Array.from({ length: count }, () => 1.5 + next()) : null,
  });
}

describe("NurbsCurve", () => {
  test("a rational circle is a circle", () => {
    const curve = rationalCircle();
    for (let t = 0; t <= 4; t += 0.17) {
      const [x, y] = pointOf(curve, t), [dx, dy] = tangentOf(curve, t);
      expect(Math.hypot(x, y)).toBeCloseTo(1, 14);
      expect(x * dx + y * dy).toBeCloseTo(0, 14);
    }
    expect(pointOf(curve, 2)).toEqual([-1, 0]);
    expect(curve.rational).toBe(true);
  });

  test.each([1, 2, 3, 5, 9])("derivatives of degree %i agree with differences", (degree) => {
    for (const rational of [false, true]) {
      for (const dimension of [2, 3] as const) {
        const curve = randomCurve(dimension, degree, rational, [degree + 1, 1, 1, degree + 1]);
        const middle = curve.basis.knots[degree + 1];
        const next = curve.basis.knots[degree + 2];
        const t = (middle + next) / 2;
        expect(curveError(curve, t, 0.004)).toBeLessThan(rational ? 2e-7 : 1e-8);
      }
    }
  });

  test("the ends are met exactly", () => {
    for (const degree of [1, 2, 3, 5, 9]) {
      const curve = randomCurve(3, degree, false, [degree + 1, 1, 2, degree + 1]);
      const { first, last, count } = curve.basis;
      expect(pointOf(curve, first)).toEqual([...curve.poles.subarray(0, 3)]);
      expect(pointOf(curve, last)).toEqual([...curve.poles.subarray(3 * count - 3)]);
    }
  });

  test("beyond its domain a curve goes on by its last polynomial", () => {
    // One span: the parabola (t, t^2) as a Bezier curve.
    const curve = new NurbsCurve({
      dimension: 2,
      degree: 2,
      knots: Float64Array.of(0, 0, 0, 1, 1, 1),
      poles: Float64Array.of(0, 0, 0.5, 0, 1, 1),
      weights: null,
    });
    expect(difference(pointOf(curve, 1.5), [1.5, 2.25])).toBeLessThan(1e-15);
    expect(difference(pointOf(curve, -0.5), [-0.5, 0.25])).toBeLessThan(1e-15);
  });

  test.each([1, 2, 3])("a periodic curve whose ends have multiplicity %i is smooth", (ends) => {
    const degree = 3, knots = [0, 0.5, 1.25, 2, 3, 4], inner = [1, 2, 1, 1];
    const multiplicities = [ends, ...inner, ends];
    const count = ends + 5;
    const next = noise(5);
    const distinct = Float64Array.from({ length: 2 * count }, next);
    const flat = unrolledKnots(knots, multiplicities, degree);
    const total = flat.length - degree - 1;
    const poles = Float64Array.from({ length: 2 * total }, (_, i) => distinct[i % (2 * count)]);
    const curve = new NurbsCurve({
      dimension: 2,
      degree,
      knots: flat,
      poles,
      weights: null,
      periodic: true,
    });
    expect(curve.period).toBe(4);
    expect([curve.basis.first, curve.basis.last]).toEqual([0, 4]);
    expect(difference(pointOf(curve, 0), pointOf(curve, 4))).toBeLessThan(1e-15);
    expect(difference(pointOf(curve, 1.1), pointOf(curve, 9.1))).toBeLessThan(1e-14);
    if (ends < degree) {
      expect(difference(tangentOf(curve, 0), tangentOf(curve, 4 - 1e-13))).toBeLessThan(1e-11);
    } else {
      // With full multiplicity the curve passes through its first pole.
      expect(difference(pointOf(curve, 0), distinct.subarray(0, 2))).toBeLessThan(1e-15);
    }
    // Shifting the parameter by the period shifts the knots with it.
    expect(curve.breaks(-1, 5)).toEqual([0, 0.5, 1.25, 2, 3, 4, 4.5]);
    expect(curve.breaks(0, 2e100)).toEqual([]);
  });

  test("breaks are the distinct knots inside", () => {
    const curve = rationalCircle();
    expect(curve.breaks(0, 4)).toEqual([1, 2, 3]);
    expect(curve.breaks(0.5, 2)).toEqual([1]);
    expect(curve.breaks(2.1, 2.9)).toEqual([]);
  });

  test("the cached span does not change the result", () => {
    const curve = randomCurve(3, 3, true, [4, 1, 1, 1, 4]);
    const fresh = () => randomCurve(3, 3, true, [4, 1, 1, 1, 4]);
    const next = noise(11);
    for (let i = 0; i < 50; i++) {
      const t = 2 + 2.4 * next();
      expect(pointOf(curve, t)).toEqual(pointOf(fresh(), t));
    }
  });
});

/** A rational sphere of radius 1: the half circle turned by a full one. */
function rationalSphere(): NurbsSurface {
  const ring = [[1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1], [1, 0]];
  const profile = [[0, -1], [1, -1], [1, 0], [1, 1], [0, 1]];
  const poles: number[] = [], weights: number[] = [];
  ring.forEach(([x, y], i) =>
    profile.forEach(([r, z], j) => {
      poles.push(r * x, r * y, z);
      weights.push((i % 2 === 0 ? 1 : h) * (j % 2 === 0 ? 1 : h));
    })
  );
  return new NurbsSurface({
    degreeU: 2,
    degreeV: 2,
    knotsU: Float64Array.from(flatKnots([0, 1, 2, 3, 4], [3, 2, 2, 2, 3])),
    knotsV: Float64Array.from(flatKnots([0, 1, 2], [3, 2, 3])),
    poles: Float64Array.from(poles),
    weights: Float64Array.from(weights),
  });
}

function randomSurface(rational: boolean): NurbsSurface {
  const next = noise(77);
  const knotsU = flatKnots([0, 1, 1.5, 3], [4, 1, 2, 4]);
  const knotsV = flatKnots([-1, 0.25, 2], [3, 1, 3]);
  const count = (knotsU.length - 4) * (knotsV.length - 3);
  return new NurbsSurface({
    degreeU: 3,
    degreeV: 2,
    knotsU: Float64Array.from(knotsU),
    knotsV: Float64Array.from(knotsV),
    poles: Float64Array.from({ length: 3 * count }, next),
    weights: rational ? Float64Array.from({ length: count }, () => 1.5 + next()) : null,
  });
}

describe("NurbsSurface", () => {
  test("a rational sphere is a sphere, and its offset one too", () => {
    const sphere = rationalSphere();
    const offset = new OffsetSurface(sphere, 0.25);
    // The direction of the normal decides whether the offset goes outside.
    const [x, y, z, ux, uy, uz, vx, vy, vz] = surfaceFirst(sphere, 0.4, 0.7);
    const outside = x * (uy * vz - uz * vy) + y * (uz * vx - ux * vz) + z * (ux * vy - uy * vx) > 0;
    const radius = outside ? 1.25 : 0.75;
    for (const u of [0.1, 1.3, 2.5, 3.9]) {
      for (const v of [0, 0.2, 0.9, 1.6, 2]) {
        expect(Math.hypot(...surfacePoint(sphere, u, v))).toBeCloseTo(1, 14);
        expect(Math.hypot(...surfacePoint(offset, u, v))).toBeCloseTo(radius, 7);
        if (v === 0 || v === 2) continue;
        expect(surfaceError(sphere, u, v, 0.005)).toBeLessThan(1e-9);
        expect(surfaceError(offset, u, v, 0.005)).toBeLessThan(1e-9);
      }
    }
  });

  test.each([false, true])("derivatives agree with differences (rational: %s)", (rational) => {
    const surface = randomSurface(rational);
    const offset = new OffsetSurface(surface, 0.05);
    for (const u of [0.5, 1.2, 2.2]) {
      for (const v of [-0.5, 0.9]) {
        expect(surfaceError(surface, u, v, 0.005)).toBeLessThan(1e-9);
        expect(surfaceError(offset, u, v, 0.002)).toBeLessThan(1e-6);
      }
    }
  });

  test.each([false, true])("a row gives the same as single points (rational: %s)", (rational) => {
    const surface = randomSurface(rational);
    const out = new Float64Array(9);
    for (const v of [-1, -0.4, 0.25, 1.5, 2, 2.2]) {
      const row = surface.isoV(v);
      for (const u of [2.9, 0, 0.5, 1, 1.5, 1.2, 3, 3.1]) {
        row.d1(u, out);
        expect(difference(out, surfaceFirst(surface, u, v))).toBeLessThan(1e-13);
      }
    }
  });

  test("corners are met exactly", () => {
    const surface = randomSurface(false);
    expect(surfacePoint(surface, 0, -1)).toEqual([...surface.poles.subarray(0, 3)]);
    expect(surfacePoint(surface, 3, 2)).toEqual([...surface.poles.subarray(-3)]);
  });

  test("breaks by direction", () => {
    const surface = randomSurface(false);
    expect(surface.breaksU(0, 3)).toEqual([1, 1.5]);
    expect(surface.breaksV(-1, 2)).toEqual([0.25]);
    expect([surface.periodU, surface.periodV]).toEqual([0, 0]);
  });
});

test("a span is never empty", () => {
  const basis = new KnotVector(2, Float64Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2), false);
  expect([-1, 0, 0.5, 1, 1.5, 2, 3].map((t) => basis.span(t))).toEqual([2, 2, 2, 5, 5, 5, 5]);
});

test("a polynomial of degree 2 equals its circle nowhere: weights matter", () => {
  const circle = new Circle(Float64Array.of(0, 0, 1, 0, 0, 1), 1);
  const { basis, poles } = rationalCircle();
  const plain = new NurbsCurve({
    dimension: 2,
    degree: 2,
    knots: basis.knots,
    poles,
    weights: null,
  });
  expect(difference(pointOf(plain, 0.5), pointOf(circle, Math.PI / 4))).toBeGreaterThan(0.01);
});
