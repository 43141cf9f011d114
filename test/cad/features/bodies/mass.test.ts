import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Extrusion } from "../../../../src/cad/geometry/extrusion.ts";
import { box, cylinder, ell, motion, moved, sphere, torus } from "../../../helpers/breps.ts";

const massOf = (brep: Brep) => new BodyGeometry(brep).mass;
const { PI } = Math;

/** Volume, centre, and the diagonal of the inertia: textbook formulas. */
const FORMS: Record<string, { brep: Brep; volume: number; centre: number[]; inertia: number[] }> = {
  box: {
    brep: box(1, 2, 3),
    volume: 6,
    centre: [0.5, 1, 1.5],
    inertia: [6 * 13 / 12, 6 * 10 / 12, 6 * 5 / 12],
  },
  cylinder: {
    brep: cylinder(2, 5),
    volume: 20 * PI,
    centre: [0, 0, 2.5],
    inertia: [20 * PI * 37 / 12, 20 * PI * 37 / 12, 20 * PI * 2],
  },
  "extruded circle": {
    brep: extruded(),
    volume: 20 * PI,
    centre: [0, 0, 2.5],
    inertia: [20 * PI * 37 / 12, 20 * PI * 37 / 12, 20 * PI * 2],
  },
  sphere: {
    brep: sphere(3, [1, 2, 4]),
    volume: 36 * PI,
    centre: [1, 2, 4],
    inertia: [0.4 * 36 * PI * 9, 0.4 * 36 * PI * 9, 0.4 * 36 * PI * 9],
  },
  torus: {
    brep: torus(5, 2),
    volume: 2 * PI ** 2 * 20,
    centre: [0, 0, 0],
    inertia: [
      2 * PI ** 2 * 20 * (4 * 25 + 5 * 4) / 8,
      2 * PI ** 2 * 20 * (4 * 25 + 5 * 4) / 8,
      2 * PI ** 2 * 20 * (4 * 25 + 3 * 4) / 4,
    ],
  },
};

/** The cylinder's side as what extrudes a circle. */
function extruded(): Brep {
  const brep = cylinder(2, 5);
  const faces = brep.faces.map((face) => {
    const { surface } = face;
    if (!(surface instanceof Cylinder)) return face;
    const circle = new Circle(surface.frame.slice(0, 9), surface.radius);
    return { ...face, surface: new Extrusion(circle, surface.frame.slice(9)) };
  });
  return { ...brep, faces };
}

describe("mass", () => {
  test.each(Object.entries(FORMS))("%s: closed forms", (_, { brep, volume, centre, inertia }) => {
    const found = massOf(brep);
    expect(Math.abs(found.volume / volume - 1)).toBeLessThan(1e-12);
    found.centre.forEach((x, k) => expect(Math.abs(x - centre[k])).toBeLessThan(1e-12));
    inertia.forEach((x, k) => expect(Math.abs(found.inertia[4 * k] / x - 1)).toBeLessThan(1e-12));
    for (const k of [1, 2, 5]) expect(Math.abs(found.inertia[k])).toBeLessThan(1e-10);
    // The same without the moments, which is found otherwise.
    const { closing } = new BodyGeometry(brep);
    expect(Math.abs(closing.volume / volume - 1)).toBeLessThan(1e-12);
    expect(closing.gap).toBeLessThan(1e-14);
  });

  test("of an L: the product of inertia by its two boxes", () => {
    // 2 x 1 and 1 x 1, with centres (1, 1/2) and (1/2, 3/2), about (5/6, 5/6).
    const { inertia } = massOf(ell());
    const product = 2 * (1 / 6) * (-1 / 3) + 1 * (-1 / 3) * (2 / 3);
    expect(inertia[1]).toBeCloseTo(-product, 12);
  });

  test("turned, moved and scaled: volume with the cube, inertia with the fifth power", () => {
    const m = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
    const r = [0, 4, 8].map((i) => [...m.subarray(i, i + 3)].map((x) => x / 2.5));
    for (const { brep } of Object.values(FORMS)) {
      const before = massOf(brep), after = massOf(moved(brep, m));
      expect(after.volume / before.volume).toBeCloseTo(2.5 ** 3, 9);
      after.centre.forEach((x, i) => {
        const expected = 2.5 * r[i].reduce((sum, c, k) => sum + c * before.centre[k], 0) +
          m[4 * i + 3];
        expect(Math.abs(x - expected)).toBeLessThan(1e-10);
      });
      const I = before.inertia;
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          let expected = 0;
          for (let a = 0; a < 3; a++) {
            for (let b = 0; b < 3; b++) expected += r[i][a] * I[3 * a + b] * r[j][b];
          }
          expected *= 2.5 ** 5;
          expect(Math.abs(after.inertia[3 * i + j] - expected)).toBeLessThan(
            1e-10 * 2.5 ** 5 * I[8],
          );
        }
      }
    }
  });

  test("is refused with the reason: an open shell, faces that point inwards", () => {
    const whole = box(1, 2, 3);
    const open: Brep = { ...whole, faces: whole.faces.slice(1) };
    expect(() => massOf(open)).toThrow(/Cannot weigh the body: 4 of its edges are open: edge \d/);
    const inside: Brep = {
      ...whole,
      faces: whole.faces.map((face) => ({ ...face, reversed: !face.reversed })),
    };
    expect(() => massOf(inside)).toThrow(/faces point inwards/);
  });
});
