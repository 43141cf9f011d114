import { describe, expect, test } from "vitest";
import { FaceHops } from "../../../../src/cad/features/faces/face_hops.ts";

/** A graph of so many faces from its edges. */
const graph = (faces: number, edges: [number, number][]) =>
  new FaceHops(
    faces,
    Int32Array.from(edges, ([source]) => source),
    Int32Array.from(edges, ([, destination]) => destination),
  );

const pathOf = (hops: FaceHops, from: number, to: number, most: number) => {
  const out = new Int32Array(most + 2).fill(77);
  hops.path(from, to, most, out, 1);
  expect([out[0], out.at(-1)]).toEqual([77, 77]); // no number but its own is touched
  return [...out.subarray(1, -1)];
};

describe("a chain of four faces, and one apart", () => {
  const hops = graph(5, [[0, 1], [1, 2], [2, 3]]);

  test("distances", () => {
    expect([0, 1, 2, 3, 4].map((to) => hops.between(0, to))).toEqual([0, 1, 2, 3, -1]);
    expect([0, 1, 2, 3, 4].map((to) => hops.between(2, to))).toEqual([2, 1, 0, 1, -1]);
    expect(hops.between(4, 4)).toBe(0);
  });

  test("paths, cut off and filled up", () => {
    expect(pathOf(hops, 0, 3, 3)).toEqual([0, 1, 2]);
    expect(pathOf(hops, 3, 0, 3)).toEqual([2, 1, 0]);
    expect(pathOf(hops, 0, 3, 2)).toEqual([0, 1]);
    expect(pathOf(hops, 0, 1, 3)).toEqual([0, -1, -1]);
    expect(pathOf(hops, 0, 4, 2)).toEqual([-1, -1]);
    expect(pathOf(hops, 1, 1, 2)).toEqual([-1, -1]);
  });

  test("how many are near, the face itself included", () => {
    expect([0, 1, 2, 3, 9].map((most) => hops.within(0, most))).toEqual([1, 2, 3, 4, 4]);
    expect([0, 1, 2].map((most) => hops.within(1, most))).toEqual([1, 3, 4]);
    expect(hops.within(4, 5)).toBe(1);
  });
});

test("an edge of a face with itself is no way", () => {
  const hops = graph(2, [[0, 0], [1, 1]]);
  expect(hops.between(0, 1)).toBe(-1);
  expect(hops.within(0, 3)).toBe(1);
});

test("of equal ways the lower faces are taken, and of several edges the first", () => {
  // From 0 to 3 over 1 or 2; two edges lead from 0 to 1.
  const hops = graph(4, [[0, 2], [2, 3], [1, 3], [0, 1], [1, 0]]);
  expect(hops.between(0, 3)).toBe(2);
  expect(pathOf(hops, 0, 3, 2)).toEqual([3, 2]);
});

test("distances are those of a search that asks all pairs", () => {
  // Any fixed graph: edges by a small generator of numbers.
  let state = 7;
  const random = (below: number) => (state = (state * 16807) % 2147483647) % below;
  const faces = 40;
  const edges = Array.from({ length: 60 }, (): [number, number] => [random(faces), random(faces)]);
  const hops = graph(faces, edges);
  const far = Array.from(
    { length: faces },
    (_, i) => Array.from({ length: faces }, (_, j) => i === j ? 0 : Infinity),
  );
  for (const [a, b] of edges) if (a !== b) far[a][b] = far[b][a] = 1;
  for (let k = 0; k < faces; k++) {
    for (let i = 0; i < faces; i++) {
      for (let j = 0; j < faces; j++) far[i][j] = Math.min(far[i][j], far[i][k] + far[k][j]);
    }
  }
  for (let i = 0; i < faces; i++) {
    for (let j = 0; j < faces; j++) {
      expect(hops.between(i, j)).toBe(far[i][j] === Infinity ? -1 : far[i][j]);
    }
  }
});
