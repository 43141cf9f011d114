import { describe, expect, test } from "vitest";
import { flipSides } from "../../../src/cad/mesh/flip_sides.ts";

/** A rhombus, wide in x: its short diagonal is the better one. */
const PLACES = [[-3, 0], [0, -1], [3, 0], [0, 1]];

function turns(a: number, b: number, c: number): number {
  const [[ax, ay], [bx, by], [cx, cy]] = [PLACES[a], PLACES[b], PLACES[c]];
  return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
}

/** The area over the square of the longest side. */
function quality(a: number, b: number, c: number): number {
  const sides = [[a, b], [b, c], [c, a]].map(([i, k]) =>
    (PLACES[i][0] - PLACES[k][0]) ** 2 + (PLACES[i][1] - PLACES[k][1]) ** 2
  );
  return Math.abs(turns(a, b, c)) / 2 / Math.max(...sides);
}

describe("flipSides", () => {
  const long = () => Uint32Array.of(0, 1, 2, 0, 2, 3);

  test("turns a side where both triangles get better, and keeps how they run", () => {
    const triangles = long();
    flipSides(triangles, () => false, quality, turns, 0.25);
    const sets = [0, 3].map((i) => [...triangles.subarray(i, i + 3)].sort());
    expect(sets.sort()).toEqual([[0, 1, 3], [1, 2, 3]]);
    expect(turns(triangles[0], triangles[1], triangles[2])).toBeGreaterThan(0);
    expect(turns(triangles[3], triangles[4], triangles[5])).toBeGreaterThan(0);
  });

  test("leaves fixed sides, good triangles and what would turn inside out", () => {
    const fixed = long();
    flipSides(fixed, (a, b) => a + b === 2 && a !== 1, quality, turns, 0.25);
    expect(fixed).toEqual(long());
    const good = long();
    flipSides(good, () => false, quality, turns, 0.01);
    expect(good).toEqual(long());
    const folded = long();
    flipSides(folded, () => false, quality, () => -1, 0.25);
    expect(folded).toEqual(long());
  });
});
