import { describe, expect, test } from "vitest";
import { triangulate } from "../../../src/cad/mesh/triangulate.ts";

/** The sides of a closed chain of points. */
function chain(...points: number[]): number[] {
  return points.flatMap((point, i) => [point, points[(i + 1) % points.length]]);
}

function areas(places: Float64Array, triangles: Uint32Array): number[] {
  return Array.from({ length: triangles.length / 3 }, (_, i) => {
    const [a, b, c] = triangles.subarray(3 * i, 3 * i + 3);
    const x = (k: number) => places[2 * k], y = (k: number) => places[2 * k + 1];
    return ((x(b) - x(a)) * (y(c) - y(a)) - (x(c) - x(a)) * (y(b) - y(a))) / 2;
  });
}

function area(places: Float64Array, sides: number[]): number {
  const { triangles, fault } = triangulate(places, sides);
  expect(fault).toBe(null);
  const all = areas(places, triangles!);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
  return all.reduce((sum, one) => sum + one, 0);
}

/** A square of side 4, and one of side 2 in its middle. */
const SQUARES = Float64Array.of(0, 0, 4, 0, 4, 4, 0, 4, 1, 1, 3, 1, 3, 3, 1, 3);

describe("triangulate", () => {
  test("fills what lies on the left of the sides, holes and hollows left out", () => {
    expect(area(SQUARES.slice(0, 8), chain(0, 1, 2, 3))).toBe(16);
    expect(area(SQUARES, [...chain(0, 1, 2, 3), ...chain(7, 6, 5, 4)])).toBe(12);
    const hook = Float64Array.of(0, 0, 3, 0, 3, 3, 2, 3, 2, 1, 0, 1);
    expect(area(hook, chain(0, 1, 2, 3, 4, 5))).toBe(5);
  });

  test("an island in a hole is filled again", () => {
    const island = Float64Array.of(...SQUARES, 1.5, 1.5, 2.5, 1.5, 2, 2.5);
    const sides = [...chain(0, 1, 2, 3), ...chain(7, 6, 5, 4), ...chain(8, 9, 10)];
    expect(area(island, sides)).toBe(12.5);
  });

  test("a side there and back bounds nothing", () => {
    const slit = [...chain(0, 1, 2, 3), 0, 4, 4, 0];
    expect(area(SQUARES.slice(0, 10), slit)).toBe(16);
  });

  test("points inside are corners of triangles", () => {
    const { triangles } = triangulate(SQUARES.slice(0, 10), chain(0, 1, 2, 3));
    expect(triangles!.length / 3).toBe(4);
  });

  test("sides that cross, that meet a point, or that run clockwise are told", () => {
    const fault = (places: Float64Array, sides: number[]) => triangulate(places, sides).fault;
    expect(fault(SQUARES.slice(0, 8), chain(0, 2, 1, 3))).toMatch(/cross/);
    expect(fault(Float64Array.of(0, 0, 2, 0, 1, 0, 1, 1), chain(0, 1, 3, 2))).toMatch(/cross/);
    expect(fault(SQUARES.slice(0, 8), chain(3, 2, 1, 0))).toMatch(/cross/);
  });

  test("points in line have no triangles", () => {
    expect(area(Float64Array.of(0, 0, 1, 1, 2, 2), chain(0, 1, 2))).toBe(0);
  });
});
