import { describe, expect, test } from "vitest";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../src/cad/geometry/ellipse.ts";
import { Extrusion } from "../../../src/cad/geometry/extrusion.ts";
import { Line } from "../../../src/cad/geometry/line.ts";
import { OffsetCurve } from "../../../src/cad/geometry/offset_curve.ts";
import { OffsetSurface } from "../../../src/cad/geometry/offset_surface.ts";
import { Parabola } from "../../../src/cad/geometry/parabola.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { Revolution } from "../../../src/cad/geometry/revolution.ts";
import { Sphere } from "../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../src/cad/geometry/torus.ts";
import { difference, skewFrame, surfaceError, surfaceFirst, surfacePoint } from "./differences.ts";

const frame = skewFrame();
const ellipse = new Ellipse(frame.subarray(0, 9), 2.5, 1.25);
const origin = Float64Array.of(-4, 0.5, 1), axis = Float64Array.of(0.48, 0.6, 0.64);

const surfaces: [string, Surface][] = [
  ["plane", new Plane(frame)],
  ["cylinder", new Cylinder(frame, 1.5)],
  ["cone", new Cone(frame, 1.5, 0.4)],
  ["cone that narrows", new Cone(frame, 1.5, -0.4)],
  ["sphere", new Sphere(frame, 1.5)],
  ["torus", new Torus(frame, 3, 1)],
  ["extrusion", new Extrusion(ellipse, Float64Array.of(0, 0.6, 0.8))],
  ["revolution", new Revolution(ellipse, origin, axis)],
  [
    "revolution of an offset",
    new Revolution(new OffsetCurve(ellipse, 0.2, Float64Array.of(0, 0, 1)), origin, axis),
  ],
  [
    "offset of an extrusion of a parabola",
    new OffsetSurface(
      new Extrusion(new Parabola(frame.subarray(0, 9), 1), Float64Array.of(0, 0, 1)),
      0.25,
    ),
  ],
  ["offset of a revolution", new OffsetSurface(new Revolution(ellipse, origin, axis), -0.3)],
  ["offset of a torus", new OffsetSurface(new Torus(frame, 3, 1), 0.5)],
  ["offset of a cone", new OffsetSurface(new Cone(frame, 1.5, 0.4), 0.5)],
];

describe.each(surfaces)("%s", (_, surface) => {
  test("derivatives agree with differences", () => {
    for (const u of [-0.7, 0.1, 2.2]) {
      for (const v of [-0.9, 0.3, 1.1]) {
        expect(surfaceError(surface, u, v)).toBeLessThan(1e-11);
      }
    }
  });

  test("nothing is written behind the nine numbers", () => {
    const out = new Float64Array(20).fill(7);
    surface.d1(0.3, 0.4, out);
    expect([...out.subarray(9)]).toEqual(new Array(11).fill(7));
  });

  test("periods are periods", () => {
    const at = surfaceFirst(surface, 0.3, 0.4);
    const moved = surfaceFirst(surface, 0.3 + surface.periodU, 0.4 - surface.periodV);
    expect(difference(moved, at)).toBeLessThan(1e-14);
  });
});

describe("closed forms", () => {
  test("a cone's v runs along its generating lines", () => {
    const cone = new Cone(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1), 2, Math.PI / 6);
    const at = surfacePoint(cone, 0, 3);
    expect(difference(at, [2 + 3 * 0.5, 0, 3 * Math.sqrt(3) / 2])).toBeLessThan(1e-15);
  });

  test("the offset of a sphere is a sphere, at its poles too", () => {
    const offset = new OffsetSurface(new Sphere(frame, 2), 0.5);
    const larger = new Sphere(frame, 2.5);
    for (const [u, v] of [[0.3, 0.4], [2, -1.2]]) {
      expect(difference(surfaceFirst(offset, u, v), surfaceFirst(larger, u, v))).toBeLessThan(
        1e-15,
      );
    }
    for (const v of [-Math.PI / 2, Math.PI / 2]) {
      expect(difference(surfacePoint(offset, 0.3, v), surfacePoint(larger, 0.3, v)))
        .toBeLessThan(1e-8);
    }
  });

  test("an offset of an offset is one offset", () => {
    const twice = new OffsetSurface(new OffsetSurface(new Torus(frame, 3, 1), 0.5), -0.25);
    expect(twice.distance).toBe(0.25);
    expect(difference(surfaceFirst(twice, 1, 2), surfaceFirst(new Torus(frame, 3, 1.25), 1, 2)))
      .toBeLessThan(1e-15);
  });

  test("a circle turned about an axis in its plane is a torus", () => {
    // The circle stands in the plane of x and z; turned about z.
    const circle = new Circle(Float64Array.of(3, 0, 0, 1, 0, 0, 0, 0, 1), 1);
    const turned = new Revolution(circle, Float64Array.of(0, 0, 0), Float64Array.of(0, 0, 1));
    const torus = new Torus(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1), 3, 1);
    expect(difference(surfaceFirst(turned, 1, 2), surfaceFirst(torus, 1, 2))).toBeLessThan(1e-15);
    expect(turned.periodV).toBe(torus.periodV);
  });

  test("a line moved along another is a plane", () => {
    const line = new Line(Float64Array.of(1, 2, 3), Float64Array.of(1, 0, 0));
    const plane = new Plane(Float64Array.of(1, 2, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1));
    const extrusion = new Extrusion(line, Float64Array.of(0, 1, 0));
    expect(surfaceFirst(extrusion, 2, 3)).toEqual(surfaceFirst(plane, 2, 3));
  });

  test("breaks come from the curve", () => {
    const extrusion = new Extrusion(ellipse, axis),
      revolution = new Revolution(ellipse, origin, axis);
    expect(extrusion.breaksU(0, 6)).toHaveLength(3);
    expect(extrusion.breaksV()).toEqual([]);
    expect(revolution.breaksV(0, 6)).toHaveLength(3);
    expect(revolution.breaksU()).toEqual([]);
  });
});
