import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { orientedBox } from "../../../../src/cad/features/bodies/oriented_box.ts";
import { eigenvectors } from "../../../../src/cad/features/bodies/eigen.ts";
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

const boxOf = (brep: Brep) => orientedBox(new BodyGeometry(brep));

const BODIES: [string, Brep, number[]][] = [
  ["box", box(1, 2, 3), [1.5, 1, 0.5]],
  ["ell", ell(), [1, 1, 0.5]],
  ["cylinder", cylinder(2, 5), [2.5, 2, 2]],
  ["sphere", sphere(3), [3, 3, 3]],
  ["torus", torus(5, 2), [7, 7, 2]],
];

describe("the oriented box", () => {
  test.each(BODIES)("of a %s, however it is turned", (_, brep, halves) => {
    for (const [axis, angle] of [[[0, 0, 1], 0], [[1, 2, 3], 0.7], [[3, -1, 1], 2]] as const) {
      const found = boxOf(moved(brep, motion([...axis], angle, 2.5, [10, -20, 5])));
      // The corners of a curved shadow are those of its points: a hundredth too large at most.
      halves.forEach((h, k) => {
        expect(found.halves[k]).toBeGreaterThan(2.5 * h * (1 - 1e-9));
        expect(found.halves[k]).toBeLessThan(2.5 * h * 1.01);
      });
      const [a, b, c] = [0, 3, 6].map((k) => found.axes.subarray(k, k + 3));
      expect(Math.hypot(...a)).toBeCloseTo(1, 12);
      expect(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]).toBeCloseTo(0, 12);
      expect(c[0]).toBeCloseTo(a[1] * b[2] - a[2] * b[1], 12);
      expect(c[1]).toBeCloseTo(a[2] * b[0] - a[0] * b[2], 12);
    }
  });

  test("holds the body, and is centred on it", () => {
    const m = motion([1, 2, 3], 0.7, 1, [10, -20, 5]);
    const brep = moved(ell(), m), { centre, axes, halves } = boxOf(brep);
    for (let v = 0; v < brep.vertices.length; v += 3) {
      for (let i = 0; i < 3; i++) {
        let x = 0;
        for (let k = 0; k < 3; k++) x += axes[3 * i + k] * (brep.vertices[v + k] - centre[k]);
        expect(Math.abs(x)).toBeLessThanOrEqual(halves[i] + 1e-12);
      }
    }
  });

  test("is not larger than the box along the axes, on bodies without right angles", () => {
    const tetrahedron = polyhedron(
      [[0, 0, 0], [3, 0.5, 0], [1, 2, 0.3], [0.7, 0.4, 2]],
      [[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]],
    );
    const { halves } = boxOf(tetrahedron), { low, high } = new BodyGeometry(tetrahedron).box;
    const aligned = [0, 1, 2].reduce((v, k) => v * (high[k] - low[k]), 1);
    expect(8 * halves[0] * halves[1] * halves[2]).toBeLessThanOrEqual(aligned * (1 + 1e-9));
  });
});

test("eigenvectors of a symmetric matrix", () => {
  const m = [4, 3, 2, 0.5, -0.7, 0.3], { values, vectors } = eigenvectors(m);
  const full = [[4, 0.5, 0.3], [0.5, 3, -0.7], [0.3, -0.7, 2]];
  values.forEach((value, i) => {
    for (let row = 0; row < 3; row++) {
      const image = full[row].reduce((sum, x, k) => sum + x * vectors[i][k], 0);
      expect(image).toBeCloseTo(value * vectors[i][row], 12);
    }
  });
  expect([...values].sort((a, b) => a - b)).toEqual([...values]);
});
