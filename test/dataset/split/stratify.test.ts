import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { roundToSum, stratify } from "../../../src/dataset/split/stratify.ts";

const SHARES = [0.7, 0.15, 0.15];
const of = (classes: Record<string, number>) =>
  Object.entries(classes).flatMap(([label, count]) => new Array<string>(count).fill(label));

test("sizes are the shares, rounded by largest remainders", () => {
  expect(stratify(of({ a: 100 }), SHARES, 1).sizes).toEqual([70, 15, 15]);
  expect(stratify(of({ a: 10 }), SHARES, 1).sizes).toEqual([7, 2, 1]);
  expect(roundToSum([0.7 * 60, 0.15 * 60, 0.15 * 60], 60)).toEqual([42, 9, 9]);
  expect(roundToSum([1.4, 0.8, 0.8], 3)).toEqual([1, 1, 1]);
  expect(roundToSum([0, 0, 0], 0)).toEqual([0, 0, 0]);
});

test("every class is divided in the same shares", () => {
  const { strata } = stratify(of({ a: 100, b: 40, c: 20 }), SHARES, 7);
  expect(strata).toEqual([
    { label: "a", size: 100, counts: [70, 15, 15] },
    { label: "b", size: 40, counts: [28, 6, 6] },
    { label: "c", size: 20, counts: [14, 3, 3] },
  ]);
});

test("counts are as close to the shares as the sizes allow", () => {
  const classes = { a: 8, b: 6, c: 9, d: 6, e: 9, f: 6, g: 6, h: 6, i: 6, j: 6 };
  const { strata, sizes } = stratify(of(classes), SHARES, 42);
  expect(sizes).toEqual([48, 10, 10]);
  // 0.9 is nearer to 1 than to 0: no class of six is left out of a subset.
  for (const { size, counts } of strata) {
    if (size === 6) expect(counts).toEqual([4, 1, 1]);
  }
});

test("classes by their numbers are divided as those by their names", () => {
  const names = of({ b: 31, a: 17, d: 5, e: 1 });
  // None is of the third class.
  const numbers = Int32Array.from(names, (name) => "ab_de".indexOf(name));
  for (const seed of [1, 2, 3]) {
    const [own, known] = [numbers, names].map((labels) => stratify(labels, SHARES, seed));
    expect(own.assignment).toEqual(known.assignment);
    expect(own.strata.map(({ size, counts }) => ({ size, counts })))
      .toEqual(known.strata.map(({ size, counts }) => ({ size, counts })));
  }
});

test("the assignment is what the counts say", () => {
  const labels = of({ a: 31, b: 17, c: 5, d: 1 });
  const { assignment, strata, sizes } = stratify(labels, SHARES, 3);
  for (const { label, counts } of strata) {
    const found = [0, 0, 0];
    labels.forEach((one, i) => one === label && found[assignment[i]]++);
    expect(found).toEqual(counts);
  }
  const totals = [0, 0, 0];
  for (const subset of assignment) totals[subset]++;
  expect(totals).toEqual(sizes);
});

test("the same seed gives the same split, another seed another", () => {
  const labels = of({ a: 50, b: 50 });
  expect(stratify(labels, SHARES, 5)).toEqual(stratify(labels, SHARES, 5));
  expect(stratify(labels, SHARES, 5).assignment).not.toEqual(
    stratify(labels, SHARES, 6).assignment,
  );
});

test("a split can be reproduced elsewhere: these are the samples of seed 42", () => {
  // Twelve samples of one class: the documented shuffle of 0..11, taken 8, 2, 2.
  const { assignment, sizes } = stratify(of({ a: 12 }), SHARES, 42);
  expect(sizes).toEqual([8, 2, 2]);
  const order = [0, 7, 11, 10, 1, 9, 2, 4, 3, 6, 8, 5];
  const expected = new Uint8Array(12);
  order.forEach((sample, i) => expected[sample] = i < 8 ? 0 : i < 10 ? 1 : 2);
  expect(assignment).toEqual(expected);
});

test("classes of one member fill every subset, not the first alone", () => {
  const labels = Array.from({ length: 100 }, (_, i) => `part ${i}`);
  expect(stratify(labels, SHARES, 1).sizes).toEqual([70, 15, 15]);
});

test("many classes of one member stay quick to divide", () => {
  const labels = Array.from({ length: 20_000 }, (_, i) => i);
  const { assignment } = stratify(labels, SHARES, 1);
  expect(assignment.filter((subset) => subset === 0)).toHaveLength(14_000);
});

test("a share of 0 gives an empty subset", () => {
  const { sizes, strata } = stratify(of({ a: 7, b: 5 }), [0.8, 0.2, 0], 1);
  expect(sizes).toEqual([10, 2, 0]);
  for (const { counts } of strata) expect(counts[2]).toBe(0);
});

test("numbers come before texts, each in their order", () => {
  const { strata } = stratify([10, "b", 9, "a", -1], [1, 0, 0], 0);
  expect(strata.map(({ label }) => label)).toEqual([-1, 9, 10, "a", "b"]);
});

test("no samples, no strata", () => {
  expect(stratify([], SHARES, 1)).toEqual({
    assignment: new Uint8Array(0),
    sizes: [0, 0, 0],
    strata: [],
  });
});

describe("whatever the classes' sizes", () => {
  const random = createRandom(2024);
  const cases = Array.from({ length: 400 }, (_, i) => {
    const classes = 1 + random.below(12);
    const most = [2, 5, 40][random.below(3)];
    const parts = [1 + random.below(10), random.below(10), random.below(10)];
    const sum = parts[0] + parts[1] + parts[2];
    return {
      seed: i,
      sizes: Array.from({ length: classes }, () => 1 + random.below(most)),
      shares: parts.map((part) => part / sum),
    };
  });

  test("the totals are right and each class is within one of its share", () => {
    for (const { seed, sizes, shares } of cases) {
      const labels = sizes.flatMap((size, c) => new Array<number>(size).fill(c));
      const split = stratify(labels, shares, seed);
      expect(split.sizes).toEqual(roundToSum(shares.map((s) => s * labels.length), labels.length));
      split.sizes.forEach((size, s) => {
        expect(split.strata.reduce((sum, { counts }) => sum + counts[s], 0)).toBe(size);
      });
      for (const { size, counts } of split.strata) {
        expect(counts.reduce((a, b) => a + b, 0)).toBe(size);
        counts.forEach((count, s) => {
          expect(count).toBeGreaterThanOrEqual(0);
          expect(Math.abs(count - size * shares[s])).toBeLessThanOrEqual(1 + 1e-9);
        });
      }
    }
  });
});
