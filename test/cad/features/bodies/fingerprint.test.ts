import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { fingerprintOf } from "../../../../src/cad/features/bodies/fingerprint.ts";
import {
  box,
  cylinder,
  ell,
  motion,
  moved,
  polyhedron,
  sphere,
  torus,
} from "../../../helpers/breps.ts";

const of = (brep: Brep) => fingerprintOf(new BodyGeometry(brep));
const BODIES = [box(1, 2, 3), ell(), cylinder(2, 5), sphere(3), torus(5, 2)];

const CORNERS = [[0, 0, 0], [3, 0.5, 0], [1, 2, 0.3], [0.7, 0.4, 2]];
const SIDES = [[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]];

describe("the fingerprint", () => {
  test("does not change when a body is turned, moved and scaled", () => {
    for (const brep of BODIES) {
      const first = of(brep);
      expect(first.vector).toHaveLength(56);
      for (let i = 0; i < 10; i++) {
        const m = motion([i - 4.5, 1, i % 3], i, 0.02 * 3 ** i, [10 * i, -20, 5 / (i + 1)]);
        const after = of(moved(brep, m));
        expect(after.hash).toBe(first.hash);
        after.vector.forEach((x, k) => expect(Math.abs(x - first.vector[k])).toBeLessThan(1e-6));
      }
    }
  });

  test("tells shapes apart, near ones too", () => {
    const all = [...BODIES, box(1, 2, 3.01), cylinder(2, 5.01), torus(5, 2.01)];
    expect(new Set(all.map((brep) => of(brep).hash)).size).toBe(all.length);
    const distance = (a: Brep, b: Brep) => {
      const [x, y] = [of(a).vector, of(b).vector];
      return Math.hypot(...x.map((value, k) => value - y[k]));
    };
    expect(distance(box(1, 2, 3), box(1, 2, 3.01))).toBeLessThan(0.01);
    expect(distance(box(1, 2, 3), box(1, 2, 6))).toBeGreaterThan(0.1);
  });

  test("does not depend on the order of faces", () => {
    const brep = polyhedron(CORNERS, SIDES);
    const other = polyhedron(CORNERS, [SIDES[2], SIDES[0], SIDES[3], SIDES[1]]);
    expect(of(other).hash).toBe(of(brep).hash);
  });

  test("tells a shape from its mirror image, and a shape that is its own from none", () => {
    const mirrored = polyhedron(
      CORNERS.map(([x, y, z]) => [-x, y, z]),
      SIDES.map((side) => [...side].reverse()),
    );
    const [own, image] = [of(polyhedron(CORNERS, SIDES)), of(mirrored)];
    expect(image.hash).not.toBe(own.hash);
    const differing = [...own.vector].flatMap((x, k) =>
      Math.abs(x - image.vector[k]) > 1e-6 ? [k] : []
    );
    expect(differing).toHaveLength(1);
    expect(image.vector[differing[0]]).toBeCloseTo(-own.vector[differing[0]], 6);
    expect(of(ell()).vector[differing[0]]).toBeCloseTo(0, 9);
  });

  test("of an open shell too", () => {
    const whole = box(1, 2, 3);
    const { vector } = of({ ...whole, faces: whole.faces.slice(1) });
    expect([...vector.slice(-2)]).toEqual([0, 0]);
  });

  test("goes to the metadata as text", () => {
    const saved: Record<string, unknown> = {};
    const encoder = new BrepEncoder(box(1, 2, 3), {
      saveDeclared: () => {},
      saveMetadata: (key, value) => saved[key] = value,
    });
    const arrays = encoder.pushFingerprint();
    expect(saved).toEqual({ fingerprint: of(box(1, 2, 3)).hash });
    expect(arrays["bodies/body_fingerprints"].shape).toEqual([1, 56]);
  });
});
