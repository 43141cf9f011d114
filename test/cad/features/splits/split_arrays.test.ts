import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { distinctCorners, toFourDecimals } from "../../../../src/cad/features/splits/corners.ts";
import { splitArrays } from "../../../../src/cad/features/splits/split_arrays.ts";
import { splitClosed } from "../../../../src/cad/features/splits/split_closed.ts";
import { box, cylinder, motion, moved, sphere, torus } from "../../../helpers/breps.ts";

const arraysOf = (brep: Brep) => splitArrays(splitClosed(brep));
const numbers = (arrays: ReturnType<typeof arraysOf>, key: keyof ReturnType<typeof arraysOf>) => {
  const value = arrays[key]!;
  return [...("shape" in value ? value.data : value)].map(Number);
};
const points = (values: number[]) =>
  Array.from({ length: values.length / 3 }, (_, i) => values.slice(3 * i, 3 * i + 3));

describe("points", () => {
  test("of a moved and scaled cylinder lie on one whose longest side is from -1 to 1", () => {
    const place = motion([0, 0, 1], 0, 3, [10, -20, 30]);
    for (const brep of [cylinder(2, 5), moved(cylinder(2, 5), place)]) {
      const arrays = arraysOf(brep);
      const faces = points(numbers(arrays, "split_faces/surf_wcs"));
      expect(faces).toHaveLength(4 * 32 * 32);
      for (const [x, y, z] of faces.slice(0, 2 * 1024)) {
        expect(Math.hypot(x, y)).toBeCloseTo(2 / 2.5, 6);
        expect(Math.abs(z)).toBeLessThanOrEqual(1);
      }
      // The top comes before the bottom; a plane's grid covers the square around its circle.
      expect(faces.slice(2 * 1024, 3 * 1024).every(([, , z]) => z === 1)).toBe(true);
      expect(faces.slice(3 * 1024).every(([, , z]) => z === -1)).toBe(true);
      const edges = points(numbers(arrays, "split_edges/edge_wcs"));
      expect(edges).toHaveLength(6 * 32);
      for (const [x, y] of edges) expect(Math.hypot(x, y)).toBeCloseTo(0.8, 6);
    }
  });

  test("of a face run so that its outer side is up, where its surface's is not too", () => {
    for (const brep of [box(1, 2, 3), cylinder(2, 5)]) {
      const surfaces = points(numbers(arraysOf(brep), "split_faces/surf_wcs"));
      for (let face = 0; face * 1024 < surfaces.length; face++) {
        const grid = surfaces.slice(1024 * face, 1024 * (face + 1)), at = 16 * 32 + 16;
        const up = cross(minus(grid[at + 32], grid[at]), minus(grid[at + 1], grid[at]));
        // The middle of the body is the origin.
        expect(up.reduce((sum, x, k) => sum + x * grid[at][k], 0)).toBeGreaterThan(0);
      }
    }
  });

  test("of each face and each edge fill a box of their own", () => {
    for (const brep of [box(1, 2, 3), sphere(3, [5, 6, 7]), torus(5, 2)]) {
      const arrays = arraysOf(brep);
      for (const [key, width] of [["faces/surf", 1024], ["edges/edge", 32]] as const) {
        const own = points(numbers(arrays, `split_${key}_ncs`));
        const boxes = numbers(arrays, `split_${key}_bbox_wcs`);
        for (let row = 0; row * width < own.length; row++) {
          const mine = own.slice(row * width, (row + 1) * width);
          const sides = [0, 1, 2].map((k) => {
            const values = mine.map((point) => point[k]);
            expect(Math.max(...values)).toBeCloseTo(-Math.min(...values), 5);
            return Math.max(...values) - Math.min(...values);
          });
          expect(Math.max(...sides)).toBeCloseTo(2, 5);
          // The boxes have the same proportions.
          const there = [0, 1, 2].map((k) => boxes[6 * row + 3 + k] - boxes[6 * row + k]);
          const scale = 2 / Math.max(...there);
          sides.forEach((side, k) => expect(side).toBeCloseTo(there[k] * scale, 4));
        }
      }
    }
  });
});

describe("adjacency", () => {
  test.each([
    ["box", box(1, 2, 3), 8],
    ["cylinder", cylinder(2, 5), 4],
    ["sphere", sphere(3), 2],
    ["torus", torus(5, 2), 4],
  ])("of a %s: ends are corners, and the face on the left is left", (_, brep, count) => {
    const arrays = arraysOf(brep);
    const corners = points(numbers(arrays, "split_corners/corner_unique"));
    expect(corners).toHaveLength(count);
    const ends = points(numbers(arrays, "split_edges/corner_wcs"));
    expect(numbers(arrays, "split_edges/edgeCorner_adj").map((c) => corners[c])).toEqual(ends);
    const surfaces = points(numbers(arrays, "split_faces/surf_wcs"));
    const lines = points(numbers(arrays, "split_edges/edge_wcs"));
    const adjacent = numbers(arrays, "split_edges/edgeFace_adj");
    for (let edge = 0; 2 * edge < adjacent.length; edge++) {
      const [a, b] = [lines[32 * edge + 15], lines[32 * edge + 16]];
      for (const [side, face] of adjacent.slice(2 * edge, 2 * edge + 2).entries()) {
        const grid = surfaces.slice(1024 * face, 1024 * (face + 1));
        expect(Math.min(...grid.map((p) => distance(p, a)))).toBeLessThan(0.2);
        // A box's faces are convex, so their middles are on the side where they are.
        if (count !== 8) continue;
        const middle = [0, 1, 2].map((k) => grid.reduce((sum, p) => sum + p[k], 0) / 1024);
        const along = minus(b, a), across = minus(middle, a);
        const up = cross(along, across).reduce((sum, x, k) => sum + x * middle[k], 0);
        expect(Math.sign(up)).toBe(side === 0 ? 1 : -1);
      }
    }
  });

  test("rows say which face of the body they are of", () => {
    expect(numbers(arraysOf(cylinder(2, 5)), "split_faces/source_face")).toEqual([0, 0, 1, 2]);
  });
});

describe("corners", () => {
  test("are rounded to four decimals, halves to the even one", () => {
    const values = [0.12344, 0.12346, -0.12346, 0.00005, 0.00025, 0.00035, 1];
    // As numpy.round(values, 4) has it.
    expect(values.map(toFourDecimals)).toEqual([0.1234, 0.1235, -0.1235, 0, 0.0002, 0.0004, 1]);
  });

  test("are one where all three coordinates are the same, nought with or without a sign", () => {
    const { points, indices } = distinctCorners(Float64Array.of(1, 0, 2, 1, -0, 2, 1, 0, 3));
    expect(points).toEqual([1, 0, 2, 1, 0, 3]);
    expect([...indices]).toEqual([0, 0, 1]);
  });
});

function minus(a: number[], b: number[]): number[] {
  return a.map((x, k) => x - b[k]);
}

function cross([a, b, c]: number[], [x, y, z]: number[]): number[] {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function distance(a: number[], b: number[]): number {
  return Math.hypot(...minus(a, b));
}
