import { describe, expect, test } from "vitest";
import { subdivide } from "../../../src/cad/mesh/subdivide.ts";

/** Wants stretches no longer than this. */
const upTo = (most: number) => (from: number, to: number) => Math.ceil((to - from) / most - 1e-9);

describe("subdivide", () => {
  test("cuts what is smooth into equal pieces", () => {
    expect(subdivide(0, 3, [], upTo(1))).toEqual([0, 1, 2, 3]);
    expect(subdivide(0, 3, [], upTo(5))).toEqual([0, 3]);
  });

  test("cuts at breaks first, and only where that is wanted", () => {
    expect(subdivide(0, 4, [1, 1.5, 2], upTo(2))).toEqual([0, 1.5, 2, 4]);
    expect(subdivide(0, 4, [1, 2], upTo(4))).toEqual([0, 4]);
  });

  test("gives as many pieces as are asked for at least", () => {
    expect(subdivide(0, 3, [], () => 1, 3)).toEqual([0, 1, 2, 3]);
    expect(subdivide(0, 3, [1], () => 1, 3)).toEqual([0, 1, 2, 3]);
  });

  test("ends where no piece is ever good enough", () => {
    const ends = subdivide(0, 1, [], (from) => from === 0 ? 2 : 1);
    expect(ends.length).toBeLessThan(20);
    expect(ends[1]).toBeGreaterThan(0);
  });
});
