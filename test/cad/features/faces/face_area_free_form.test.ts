import { describe, expect, test } from "vitest";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { NurbsSurface } from "../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { OffsetSurface } from "../../../../src/cad/geometry/offset_surface.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../../src/cad/geometry/torus.ts";
import { frameAt, rectangle, sheet, TURN } from "../../../helpers/breps.ts";
import { areaOf, circle2, disguised, expectArea } from "./areas.ts";

const HALF = Math.PI / 2;

/** The octant of a sphere as a rational B-spline, with a pole at v = 1. */
function octant(radius: number): NurbsSurface {
  const w = Math.SQRT1_2;
  const ring = [[1, 0, 1], [1, 1, w], [0, 1, 1]];
  const profile = [[1, 0, 1], [1, 1, w], [0, 1, 1]];
  const poles: number[] = [], weights: number[] = [];
  for (const [x, y, wu] of ring) {
    for (const [r, z, wv] of profile) {
      poles.push(radius * x * r, radius * y * r, radius * z);
      weights.push(wu * wv);
    }
  }
  return new NurbsSurface({
    degreeU: 2,
    degreeV: 2,
    knotsU: Float64Array.of(0, 0, 0, 1, 1, 1),
    knotsV: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.from(poles),
    weights: Float64Array.from(weights),
  });
}

describe("free-form surfaces", () => {
  test("the octant of a sphere as a rational B-spline with a pole", () => {
    const brep = sheet(octant(2), [rectangle(0, 1, 0, 1)]);
    expectArea(areaOf(brep), 2 * Math.PI, [1, 1, 1], 1e-8);
  });

  test("a trimmed octant agrees with the sphere it is", () => {
    const circle = circle2(0.5, 0.4, 0.3);
    const found = areaOf(sheet(octant(2), [[{ pcurve: circle, range: [0, TURN] }]]));
    const other = areaOf(sheet(disguised(octant(2)), [[{ pcurve: circle, range: [0, TURN] }]]));
    expectArea(found, other.area, [...other.centroid], 1e-8);
    // By brute force: a fine midpoint rule in polar coordinates.
    const q = new Float64Array(9), surface = octant(2), n = 400;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) {
        const r = 0.3 * (i + 0.5) / n, a = TURN * (k + 0.5) / n;
        surface.d1(0.5 + r * Math.cos(a), 0.4 + r * Math.sin(a), q);
        const [x, y, z] = [4, 5, 3].map((c, m) => {
          const d = [5, 3, 4][m];
          return q[c] * q[d + 3] - q[d] * q[c + 3];
        });
        sum += Math.hypot(x, y, z) * r * (0.3 / n) * (TURN / n);
      }
    }
    expect(Math.abs(found.area / sum - 1)).toBeLessThan(1e-5);
  });

  test("the offset of a cylinder is a cylinder", () => {
    const surface = new OffsetSurface(new Cylinder(frameAt(), 2), 0.5);
    const brep = sheet(surface, [rectangle(0, Math.PI, 0, 4)]);
    expectArea(areaOf(brep), 10 * Math.PI, [0, 5 / Math.PI, 2], 1e-8);
  });

  test("analytic surfaces in disguise give what their closed forms give", () => {
    const region = [[{ pcurve: circle2(1, 0.3, 0.6), range: [0, TURN] as [number, number] }]];
    const surfaces = [
      new Plane(frameAt(1, 2, 3)),
      new Cylinder(frameAt(), 2),
      new Cone(frameAt(), 3, 0.4),
      new Sphere(frameAt(4, 5, 6), 2),
      new Torus(frameAt(), 5, 2),
    ];
    for (const surface of surfaces) {
      const { area, centroid } = areaOf(sheet(surface, region));
      expectArea(areaOf(sheet(disguised(surface), region)), area, [...centroid], 1e-8);
    }
  });

  test("a B-spline of many spans, bent as a cylinder, within its approximation", () => {
    const spans = 20, knots = [0, 0, 0, ...Array.from({ length: spans - 1 }, (_, i) => i + 1)];
    const degree = 2, poles: number[] = [];
    const flat = Float64Array.from([...knots, spans, spans, spans]);
    for (let i = 0; i < spans + degree; i++) {
      const a = HALF * Math.min(1, Math.max(0, (i - 0.5) / spans));
      for (const z of [0, 3]) poles.push(Math.cos(a), Math.sin(a), z);
    }
    const surface = new NurbsSurface({
      degreeU: degree,
      degreeV: 1,
      knotsU: flat,
      knotsV: Float64Array.of(0, 0, 1, 1),
      poles: Float64Array.from(poles),
      weights: null,
    });
    expect(areaOf(sheet(surface, [rectangle(0, spans, 0, 1)])).area).toBeCloseTo(3 * HALF, 2);
  });
});

/** A wavy B-spline over `[0, n] x [0, n]` with a knot at every whole number. */
function wavy(n: number, degree: number): NurbsSurface {
  const clamp = (k: number) => Math.min(n, Math.max(0, k));
  const knots = Float64Array.from({ length: n + 2 * degree + 1 }, (_, i) => clamp(i - degree));
  const poles: number[] = [];
  for (let i = 0; i < n + degree; i++) {
    for (let j = 0; j < n + degree; j++) poles.push(i, j, Math.sin(2 * i) * Math.cos(3 * j));
  }
  return new NurbsSurface({
    degreeU: degree,
    degreeV: degree,
    knotsU: knots,
    knotsV: knots,
    poles: Float64Array.from(poles),
    weights: null,
  });
}

describe("cells between knots", () => {
  test("give the same whether the boundary cuts them or not", () => {
    const surface = wavy(7, 3);
    // Without its knots the surface is one cell, which the boundary cuts.
    const one: Surface = { ...disguised(surface), breaksU: () => [], breaksV: () => [] };
    const region = [
      rectangle(0.5, 6.25, 1, 7),
      [{
        pcurve: circle2(3.3, 4.1, 1.7),
        range: [0, TURN] as [number, number],
        reversed: true,
      }],
    ];
    const expected = areaOf(sheet(one, region));
    expectArea(areaOf(sheet(surface, region)), expected.area, [...expected.centroid], 1e-7);
  });

  test("of a folded sheet meet in creases", () => {
    // Two flat halves over [0, 1] and [1, 2], the second one rising: areas by the slope.
    const roof = new NurbsSurface({
      degreeU: 1,
      degreeV: 1,
      knotsU: Float64Array.of(0, 0, 1, 2, 2),
      knotsV: Float64Array.of(0, 0, 1, 1),
      poles: Float64Array.of(0, 0, 0, 0, 2, 0, 1, 0, 0, 1, 2, 0, 2, 0, 1, 2, 2, 1),
      weights: null,
    });
    const whole = areaOf(sheet(roof, [rectangle(0, 2, 0, 1)]));
    expectArea(whole, 2 + 2 * Math.SQRT2, [(1 + 3 * Math.SQRT2) / (2 + 2 * Math.SQRT2), 1]);
    // A disc across the crease: v counts twice.
    const disc = [{ pcurve: circle2(1, 0.5, 0.4), range: [0, TURN] as [number, number] }];
    const half = 0.16 * Math.PI;
    expect(areaOf(sheet(roof, [disc])).area).toBeCloseTo(half * (1 + Math.SQRT2), 8);
  });
});
