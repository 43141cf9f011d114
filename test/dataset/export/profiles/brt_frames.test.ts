import { expect, test } from "vitest";
import { brtFrames } from "../../../../src/dataset/export/profiles/brt_frames.ts";

/** A flat patch in the plane through `at` with two sides. */
function patch(at: number[], u: number[], v: number[]): number[] {
  return Array.from({ length: 16 }, (_, i) => {
    const [a, b] = [Math.floor(i / 4) / 3, (i % 4) / 3];
    return [...at.map((x, k) => x + a * u[k] + b * v[k]), 1];
  }).flat();
}

const heights = (nodes: ArrayLike<number>) =>
  Array.from({ length: nodes.length / 4 }, (_, i) => nodes[4 * i + 2]);

test("a patch lies flat, in a box from -1 to 1", () => {
  for (
    const [normal, u, v] of [
      [[0, 0, 1], [4, 0, 0], [0, 2, 0]],
      [[0, 0, -1], [0, 2, 0], [4, 0, 0]],
      [[1, 0, 0], [0, 4, 0], [0, 0, 2]],
      [[0.6, 0, 0.8], [0, 4, 0], [1.6, 0, -1.2]],
    ]
  ) {
    const { nodes, features } = brtFrames(patch([5, 6, 7], u, v), normal);
    for (const z of heights(nodes)) expect(z).toBeCloseTo(0, 12);
    const flat = [0, 1].map((k) => Array.from({ length: 16 }, (_, i) => nodes[4 * i + k]));
    const sides = flat.map((values) => Math.max(...values) - Math.min(...values));
    expect(sides.sort()).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
    expect([...features.slice(0, 3)]).toEqual(normal);
    // The middle lies as far from the origin as that of the patch.
    const middle = [0, 1, 2].map((k) => 5 + k + (u[k] + v[k]) / 2);
    expect(Math.hypot(...features.slice(3, 6))).toBeCloseTo(Math.hypot(...middle), 12);
    expect(features[6]).toBeCloseTo(0.5, 12);
    expect(nodes[3]).toBe(1);
  }
});

test("of two, the first is moved with the second, and both have the last middle and scale", () => {
  const lying = patch([0, 0, 0], [1, 0, 0], [0, 1, 0]),
    standing = patch([0, 0, 0], [1, 0, 0], [0, 0, 1]);
  const { nodes, features } = brtFrames([...lying, ...standing], [0, 0, 1, 0, -1, 0]);
  expect([...features.slice(3, 7)]).toEqual([...features.slice(10, 14)]);
  for (const z of heights(nodes.slice(0, 64))) expect(z).toBeCloseTo(nodes[2], 12);
  for (const z of heights(nodes.slice(64))) expect(z).toBeCloseTo(nodes[66], 12);
  const all = Array.from(nodes).filter((_, i) => i % 4 < 3);
  expect(Math.max(...all)).toBeCloseTo(1, 12);
  expect(Math.min(...all)).toBeCloseTo(-1, 12);
  // By hand: after the first step the box is the unit cube's, scaled by 2 and centred.
  expect([...nodes.slice(0, 3)]).toEqual([-1, expect.any(Number), expect.any(Number)]);
});
