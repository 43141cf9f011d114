import { expect, test } from "vitest";
import { randomRotation } from "../../../src/dataset/load/random_rotation.ts";

const COUNT = 4000;
const rotations = Array.from({ length: COUNT }, (_, sample) => randomRotation(1, 0, sample));

test("a rotation keeps lengths and angles, and turns nothing inside out", () => {
  for (const r of rotations.slice(0, 100)) {
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        const dot = [0, 1, 2].reduce((sum, k) => sum + r[3 * a + k] * r[3 * b + k], 0);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 12);
      }
    }
    const determinant = r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) +
      r[2] * (r[3] * r[7] - r[4] * r[6]);
    expect(determinant).toBeCloseTo(1, 12);
  }
});

test("every rotation is equally likely", () => {
  // Each axis turned is evenly spread over the sphere: each coordinate evenly over [-1, 1].
  for (let entry = 0; entry < 9; entry++) {
    const tenths = new Array<number>(10).fill(0);
    for (const r of rotations) tenths[Math.min(9, Math.floor((r[entry] + 1) * 5))]++;
    const chi = tenths.reduce((sum, n) => sum + (n - COUNT / 10) ** 2 / (COUNT / 10), 0);
    expect(chi, `entry ${entry}`).toBeLessThan(33.7); // 9 degrees of freedom, 1 in 10,000
  }
  // The angle of a rotation by chance has the density (1 - cos) / pi: its mean is pi/2 + 2/pi.
  const angles = rotations.map((r) => Math.acos(Math.max(-1, (r[0] + r[4] + r[8] - 1) / 2)));
  const mean = angles.reduce((sum, angle) => sum + angle, 0) / COUNT;
  expect(Math.abs(mean - (Math.PI / 2 + 2 / Math.PI))).toBeLessThan(0.04);
});

test("seed, epoch and sample each give another, the same give the same", () => {
  const texts = [[1, 0, 0], [2, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]].map((
    [seed, epoch, sample],
  ) => String(randomRotation(seed, epoch, sample)));
  expect(new Set(texts).size).toBe(5);
  expect(String(randomRotation(1, 0, 0))).toBe(texts[0]);
});
