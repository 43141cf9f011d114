import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { FaceBounds } from "../../../../src/cad/features/faces/face_bounds.ts";
import { faceGrid } from "../../../../src/cad/features/faces/face_grid.ts";
import { faceMask } from "../../../../src/cad/features/faces/face_mask.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { NurbsSurface } from "../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { box, frameAt, polygon, rectangle, sheet, TURN } from "../../../helpers/breps.ts";

function gridOf(brep: Brep, n: number): number[][] {
  const out = new Float64Array(7 * n * n);
  faceGrid(brep.faces[0], new FaceBounds(brep).of(0), n, n, out, 0);
  return Array.from({ length: n * n }, (_, i) => Array.from(out.subarray(7 * i, 7 * i + 7)));
}

function maskOf(brep: Brep, nu: number, nv = nu): string[] {
  const mask = faceMask(brep.faces[0].surface, new FaceBounds(brep).of(0), nu, nv);
  // Rows of v, the highest on top, as one draws it.
  return Array.from(
    { length: nv },
    (_, j) => Array.from({ length: nu }, (_, i) => mask[i * nv + nv - 1 - j] ? "#" : ".").join(""),
  );
}

const ring = (u: number, v: number, r: number) => new Circle(Float64Array.of(u, v, 1, 0, 0, 1), r);

describe("faceMask", () => {
  test("a rectangle is all inside, its border included", () => {
    expect(maskOf(sheet(new Plane(frameAt()), [rectangle(-1, 2, 5, 9)]), 4))
      .toEqual(["####", "####", "####", "####"]);
  });

  test("a disc touches the middles of its box's sides", () => {
    const disc = sheet(new Plane(frameAt()), [[{ pcurve: ring(3, 3, 2), range: [0, TURN] }]]);
    expect(maskOf(disc, 7)).toEqual([
      "...#...",
      ".#####.",
      ".#####.",
      "#######",
      ".#####.",
      ".#####.",
      "...#...",
    ]);
  });

  test("a hole is outside, and what lies on its border inside", () => {
    const holed = sheet(new Plane(frameAt()), [
      rectangle(0, 8, 0, 8),
      rectangle(2, 6, 2, 6).reverse().map((side) => ({ ...side, reversed: true })),
    ]);
    expect(maskOf(holed, 9)).toEqual([
      "#########",
      "#########",
      "#########",
      "###...###",
      "###...###",
      "###...###",
      "#########",
      "#########",
      "#########",
    ]);
  });

  test("a slanted outline whose corners lie on rows", () => {
    const diamond = sheet(new Plane(frameAt()), [polygon([[2, 0], [4, 2], [2, 4], [0, 2]])]);
    expect(maskOf(diamond, 5)).toEqual(["..#..", ".###.", "#####", ".###.", "..#.."]);
    expect(maskOf(diamond, 4)).toEqual(["....", ".##.", ".##.", "...."]);
  });

  test("agrees with the distance from the centre on a fine grid", () => {
    const disc = sheet(new Plane(frameAt()), [[{
      pcurve: ring(0, 0, 1),
      range: [0.3, TURN + 0.3],
    }]]);
    const n = 64, mask = faceMask(disc.faces[0].surface, new FaceBounds(disc).of(0), n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const r = Math.hypot(2 * i / (n - 1) - 1, 2 * j / (n - 1) - 1);
        if (Math.abs(r - 1) > 1e-4) expect(mask[i * n + j], `${i},${j}`).toBe(r < 1 ? 1 : 0);
      }
    }
  });
});

describe("faceGrid", () => {
  test("runs over the box's border, u slower than v", () => {
    const grid = gridOf(sheet(new Plane(frameAt()), [rectangle(0, 2, 0, 1)]), 3);
    expect(grid.map((p) => p.slice(0, 2))).toEqual([
      [0, 0],
      [0, 0.5],
      [0, 1],
      [1, 0],
      [1, 0.5],
      [1, 1],
      [2, 0],
      [2, 0.5],
      [2, 1],
    ]);
    for (const point of grid) expect(point.slice(3)).toEqual([0, 0, 1, 1]);
  });

  test("runs backwards along u on a reversed face, whose normals point the other way", () => {
    const face = sheet(new Plane(frameAt()), [rectangle(0, 2, 0, 1)], { reversed: true });
    const grid = gridOf(face, 2);
    expect(grid.map((p) => p.slice(0, 2))).toEqual([[2, 0], [2, 1], [0, 0], [0, 1]]);
    for (const point of grid) expect(point[5]).toBe(-1);
  });

  test("its own orientation is outward on every face of a box", () => {
    const brep = box(1, 2, 3), bounds = new FaceBounds(brep), out = new Float64Array(28);
    brep.faces.forEach((face, index) => {
      faceGrid(face, bounds.of(index), 2, 2, out, 0);
      const [a, b, c] = [0, 14, 7].map((at) => out.subarray(at, at + 3));
      const along = [0, 1, 2].map((k) => b[k] - a[k]), across = [0, 1, 2].map((k) => c[k] - a[k]);
      const normal = [0, 1, 2].map((k) => {
        const [p, q] = [(k + 1) % 3, (k + 2) % 3];
        return along[p] * across[q] - along[q] * across[p];
      });
      const dot = normal.reduce((sum, x, k) => sum + x * out[3 + k], 0);
      expect(dot).toBeCloseTo(Math.hypot(...normal), 12);
      // Outward: away from the middle.
      const away = [0.5, 1, 1.5].reduce((sum, x, k) => sum + (a[k] - x) * out[3 + k], 0);
      expect(away).toBeGreaterThan(0);
    });
  });

  test("points lie on the surface, and normals are those of the cylinder", () => {
    for (
      const [x, y, z, nx, ny, nz] of gridOf(
        sheet(new Cylinder(frameAt(), 2), [rectangle(1, 3, 0, 5)]),
        10,
      )
    ) {
      expect(Math.hypot(x, y)).toBeCloseTo(2, 12);
      expect(z).toBeGreaterThanOrEqual(0);
      expect([nx, ny, nz]).toEqual([
        expect.closeTo(x / 2, 12),
        expect.closeTo(y / 2, 12),
        expect.closeTo(0, 12),
      ]);
    }
  });

  test("at an apex and at a pole of poles the normal is that beside it", () => {
    const cone = gridOf(sheet(new Cone(frameAt(), 0, Math.PI / 4), [rectangle(0, TURN, 0, 1)]), 5);
    for (let i = 0; i < 5; i++) {
      const u = TURN * i / 4, [, , , nx, ny, nz] = cone[5 * i];
      expect(nx).toBeCloseTo(Math.SQRT1_2 * Math.cos(u), 5);
      expect(ny).toBeCloseTo(Math.SQRT1_2 * Math.sin(u), 5);
      expect(nz).toBeCloseTo(-Math.SQRT1_2, 5);
    }
    // A flat patch with one side drawn together into a point.
    const fan = new NurbsSurface({
      degreeU: 1,
      degreeV: 1,
      knotsU: Float64Array.of(0, 0, 1, 1),
      knotsV: Float64Array.of(0, 0, 1, 1),
      poles: Float64Array.of(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0),
      weights: null,
    });
    for (const point of gridOf(sheet(fan, [rectangle(0, 1, 0, 1)]), 4)) {
      expect(point.slice(3, 6)).toEqual([
        expect.closeTo(0, 9),
        expect.closeTo(0, 9),
        expect.closeTo(1, 9),
      ]);
    }
  });
});
