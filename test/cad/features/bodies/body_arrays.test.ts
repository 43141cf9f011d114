import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../../src/cad/brep.ts";
import { box, cylinder, motion, moved } from "../../../helpers/breps.ts";

function bodyArrays(brep: Brep): { arrays: Record<string, number[]>; metadata: unknown } {
  const metadata: Record<string, unknown> = {};
  const encoder = new BrepEncoder(brep, {
    saveDeclared: () => {},
    saveMetadata: (key, value) => metadata[key] = value,
  });
  const arrays = Object.entries(encoder.pushBodyAttributes())
    .map(([key, { data }]) => [key.split("/")[1], Array.from(data, Number)]);
  return { arrays: Object.fromEntries(arrays), metadata };
}

describe("the arrays of a body", () => {
  test("of a closed one", () => {
    const { arrays, metadata } = bodyArrays(cylinder(2, 5));
    expect(arrays.body_areas[0]).toBeCloseTo(28 * Math.PI, 9);
    expect(arrays.body_centroids[2]).toBeCloseTo(2.5, 12);
    expect(arrays.body_diagonals[0]).toBeCloseTo(Math.hypot(4, 4, 5), 12);
    expect(arrays.body_closed).toEqual([1]);
    expect(arrays.solid_volumes[0]).toBeCloseTo(20 * Math.PI, 12);
    expect(arrays.solid_inertia).toHaveLength(9);
    expect(metadata).toEqual({});
  });

  test("an open one holds no volume, and the metadata says why", () => {
    const whole = box(1, 2, 3);
    const { arrays, metadata } = bodyArrays({ ...whole, faces: whole.faces.slice(1) });
    expect(arrays.body_closed).toEqual([0]);
    expect(arrays.solid_volumes).toEqual([]);
    expect(metadata).toEqual({ open_reason: expect.stringMatching(/4 of its edges are open/) });
    expect(arrays.body_boxes).toEqual([0, 0, 0, 1, 2, 3]);
  });

  test("area grows with the square, the diagonal of the oriented box with the length", () => {
    const before = bodyArrays(box(1, 2, 3)).arrays;
    const after = bodyArrays(moved(box(1, 2, 3), motion([1, 2, 3], 0.7, 2.5, [1, 2, 3]))).arrays;
    expect(after.body_areas[0] / before.body_areas[0]).toBeCloseTo(6.25, 12);
    after.body_oriented_boxes.slice(12).forEach((half, k) =>
      expect(half).toBeCloseTo(2.5 * before.body_oriented_boxes[12 + k], 9)
    );
  });

  test("of nothing at all", () => {
    const { arrays } = bodyArrays({ faces: [], edges: [], vertices: new Float64Array() });
    expect(arrays.body_boxes).toEqual([0, 0, 0, 0, 0, 0]);
    expect(arrays.body_areas).toEqual([0]);
  });
});
