import { describe, expect, test } from "vitest";
import type { Face } from "../../../../src/cad/brep.ts";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import { SurfaceCurvature } from "../../../../src/cad/features/faces/surface_curvature.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Extrusion } from "../../../../src/cad/geometry/extrusion.ts";
import { OffsetSurface } from "../../../../src/cad/geometry/offset_surface.ts";
import { Revolution } from "../../../../src/cad/geometry/revolution.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../../src/cad/geometry/torus.ts";
import { cylinder, frameAt, motion, sphere, torus } from "../../../helpers/breps.ts";

const face = (surface: Surface, more: Partial<Face> = {}): Face => ({
  surface,
  location: null,
  reversed: false,
  loops: [],
  tolerance: 1e-7,
  entityId: null,
  name: null,
  ...more,
});

const at = (f: Face, u: number, v: number) => {
  const out = new Float64Array(4);
  expect(new SurfaceCurvature().at(f, u, v, out)).toBe(true);
  return [...out];
};

const near = (found: number[], expected: number[], digits = 12) =>
  expected.forEach((x, k) => expect(found[k]).toBeCloseTo(x, digits));

describe("curvature of faces: Gaussian, mean, least, greatest", () => {
  test("round ones, closed forms", () => {
    near(at(face(new Sphere(frameAt(), 4)), 0.3, 0.4), [1 / 16, 1 / 4, 1 / 4, 1 / 4]);
    near(at(face(new Cylinder(frameAt(), 4)), 0.3, 7), [0, 1 / 8, 0, 1 / 4]);
    // A torus: cos v / (R + r cos v) around, 1 / r across.
    const v = 2.5, around = Math.cos(v) / (5 + 2 * Math.cos(v));
    near(at(face(new Torus(frameAt(), 5, 2)), 0.3, v), [
      around / 2,
      (around + 0.5) / 2,
      around,
      0.5,
    ]);
    // A cone of half angle a: cos a over the radius there.
    const cone = new Cone(frameAt(), 3, Math.PI / 6), radius = 3 + 2 * Math.sin(Math.PI / 6);
    near(at(face(cone), 1, 2), [
      0,
      Math.cos(Math.PI / 6) / radius / 2,
      0,
      Math.cos(Math.PI / 6) / radius,
    ]);
  });

  test("a face turned about bends the other way", () => {
    near(at(face(new Cylinder(frameAt(), 4), { reversed: true }), 0.3, 7), [0, -1 / 8, -1 / 4, 0]);
  });

  test("scales with one over the length", () => {
    const location = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
    near(at(face(new Sphere(frameAt(), 4), { location }), 0.3, 0.4), [0.01, 0.1, 0.1, 0.1]);
  });

  test("swept and offset ones are those of what they are equal to", () => {
    const circle = new Circle(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0), 4);
    near(at(face(new Extrusion(circle, Float64Array.of(0, 0, 1))), 0.3, 7), [0, 1 / 8, 0, 1 / 4]);
    const arc = new Circle(Float64Array.of(5, 0, 0, 1, 0, 0, 0, 0, 1), 2);
    const ring = new Revolution(arc, Float64Array.of(0, 0, 0), Float64Array.of(0, 0, 1));
    near(at(face(ring), 0.3, 2.5), at(face(new Torus(frameAt(), 5, 2)), 0.3, 2.5));
    near(
      at(face(new OffsetSurface(new Torus(frameAt(), 5, 2), 1.5)), 0.3, 2.5),
      at(face(new Torus(frameAt(), 5, 3.5)), 0.3, 2.5),
    );
    near(at(face(new OffsetSurface(new Sphere(frameAt(), 4), -1)), 0.3, 0.5), [
      1 / 9,
      1 / 3,
      1 / 3,
      1 / 3,
    ]);
  });

  test("there is none at a pole", () => {
    const out = new Float64Array(4).fill(9);
    expect(new SurfaceCurvature().at(face(new Sphere(frameAt(), 4)), 0, Math.PI / 2, out)).toBe(
      false,
    );
    expect([...out]).toEqual([0, 0, 0, 0]);
  });

  test("over the area it adds up as Gauss and Bonnet say", () => {
    for (const [brep, euler] of [[sphere(3), 2], [torus(5, 2), 0]] as const) {
      const encoder = new BrepEncoder(brep);
      const gaussian = Number(encoder.pushFaceCurvatures(4000)["faces/face_curvatures"].data[0]);
      const area = Number(encoder.pushFaceAttributes()["faces/face_areas"].data[0]);
      expect(gaussian * area / (2 * Math.PI)).toBeCloseTo(euler, 1);
    }
  });

  test("the arrays: shapes, zeros of planes, and the points of the discretization", () => {
    const arrays = new BrepEncoder(cylinder(2, 5)).pushFaceCurvatures();
    expect(arrays["faces/face_sample_curvatures"].shape).toEqual([3, 25, 4]);
    expect(Array.from(arrays["faces/face_curvatures"].data, Number)).toEqual([
      ...[0, 0.25, 0, 0.5],
      ...[0, 0, 0, 0],
      ...[0, 0, 0, 0],
    ]);
  });
});
