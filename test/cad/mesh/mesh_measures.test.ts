import { describe, expect, test } from "vitest";
import type { BodyMesh } from "../../../src/cad/mesh/body_mesh.ts";
import { measureMesh } from "../../../src/cad/mesh/mesh_measures.ts";

/** A corner of a cube whose three sides are 2, 3 and 4, moved away from the origin. */
function corner(triangles: number[]): BodyMesh {
  const points = Float64Array.of(5, 5, 5, 7, 5, 5, 5, 8, 5, 5, 5, 9);
  return {
    points,
    triangles: Uint32Array.from(triangles),
    triangleFaces: Uint32Array.from(triangles.slice(0, triangles.length / 3), (_, i) => i),
    normals: new Float32Array(3 * triangles.length),
    edgePoints: new Uint32Array(),
    edgeOffsets: Uint32Array.of(0),
    skipped: [],
  };
}

const CLOSED = [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3];

describe("measureMesh", () => {
  test("adds up what a closed mesh covers and holds", () => {
    const { area, volume, openSides } = measureMesh(corner(CLOSED));
    // Three right triangles, and the slanted one by half of the length of (-2,3,0) x (-2,0,4).
    expect(area).toBeCloseTo(3 + 4 + 6 + Math.hypot(12, 8, 6) / 2, 12);
    expect(volume).toBeCloseTo(2 * 3 * 4 / 6, 12);
    expect(openSides).toBe(0);
  });

  test("a triangle that is missing leaves its three sides open", () => {
    expect(measureMesh(corner(CLOSED.slice(3))).openSides).toBe(3);
  });

  test("a triangle that is turned leaves its three sides open, and takes its volume away", () => {
    const turned = measureMesh(corner([...CLOSED.slice(0, 9), 1, 3, 2]));
    expect(turned.openSides).toBe(3);
    expect(turned.volume).toBeCloseTo(-4, 12);
  });

  test("an empty mesh has nothing", () => {
    const empty = { ...corner([]), points: new Float64Array() };
    expect(measureMesh(empty)).toEqual({ area: 0, volume: 0, openSides: 0 });
  });
});
