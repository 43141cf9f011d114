import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../../src/cad/brep.ts";
import { box, cylinder, ell, motion, moved, sphere, torus } from "../../../helpers/breps.ts";

const sample = (brep: Brep, count = 25, sampling?: "area" | "parameter", seed?: number) =>
  new BrepEncoder(brep, undefined, { seed }).pushFaceDiscretization(count, sampling)[
    "faces/face_discretization"
  ];

describe("points of faces", () => {
  test("have the published shape", () => {
    expect(sample(box(1, 2, 3)).shape).toEqual([6, 25, 7]);
  });

  test("lie on their surfaces, with outward unit normals, all of them visible", () => {
    const { data } = sample(sphere(3, [1, 2, 4]), 200);
    for (let at = 0; at < data.length; at += 7) {
      const out = [1, 2, 4].map((c, k) => (Number(data[at + k]) - c) / 3);
      expect(Math.hypot(...out)).toBeCloseTo(1, 5);
      for (let k = 0; k < 3; k++) expect(data[at + 3 + k]).toBeCloseTo(out[k], 5);
      expect(data[at + 6]).toBe(1);
    }
  });

  test("are spread evenly over the area where that is asked for", () => {
    // Archimedes: on a sphere the height is spread evenly; on a torus the outer half has more.
    const heights = sample(sphere(1), 4000).data;
    let below = 0, square = 0;
    for (let at = 2; at < heights.length; at += 7) {
      if (Number(heights[at]) < -0.5) below++;
      square += Number(heights[at]) ** 2;
    }
    expect(below / 4000).toBeCloseTo(0.25, 2);
    expect(square / 4000).toBeCloseTo(1 / 3, 2);
    const ring = sample(torus(5, 2), 4000).data;
    let outer = 0;
    for (let at = 0; at < ring.length; at += 7) {
      if (Math.hypot(Number(ring[at]), Number(ring[at + 1])) > 5) outer++;
    }
    expect(outer / 4000).toBeCloseTo(0.5 + 2 / (5 * Math.PI), 2);
  });

  test("by parameter say which are on the face", () => {
    // The L covers 3 of the 4 quarters of its box.
    const { data } = sample(ell(), 4000, "parameter");
    let visible = 0;
    for (let at = 0; at < 4000 * 7; at += 7) {
      const inside = Number(data[at]) < 1 || Number(data[at + 1]) < 1;
      expect(data[at + 6]).toBe(inside ? 1 : 0);
      visible += Number(data[at + 6]);
    }
    expect(visible / 4000).toBeCloseTo(0.75, 1);
  });

  test("are the same for the same seed, others for another, and move with the body", () => {
    const first = sample(cylinder(2, 5), 25, "area", 7).data;
    expect(sample(cylinder(2, 5), 25, "area", 7).data).toEqual(first);
    expect(sample(cylinder(2, 5), 25, "area", 8).data).not.toEqual(first);
    const m = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
    const after = sample(moved(cylinder(2, 5), m), 25, "area", 7).data;
    for (let at = 0; at < first.length; at += 7) {
      for (let row = 0; row < 3; row++) {
        const [a, b, c, d] = m.subarray(4 * row, 4 * row + 4);
        const x = a * Number(first[at]) + b * Number(first[at + 1]) + c * Number(first[at + 2]) + d;
        expect(Math.abs(Number(after[at + row]) - x)).toBeLessThan(1e-5);
      }
    }
  });

  test("refuse a number that is none", () => {
    expect(() => sample(box(1, 1, 1), 0)).toThrow(/at least 1, found 0/);
  });
});
