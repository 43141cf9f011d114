import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/dataset/split/random.ts";
import {
  binEdges,
  binOf,
  equalBinOf,
  isBinCount,
  quantileEdges,
} from "../../../src/dataset/statistics/bins.ts";

// deno-fmt-ignore
const VALUES = [
  10.377, 9.604, 11.921, 10.315, 8.393, 11.085, 13.912, 12.841, 7.889, 6.204, 8.13, 10.124,
  3.025, 9.344, 6.262, 7.803, 8.367, 9.051, 11.235, 13.128, 9.614, 14.099, 8.004, 11.055, 12.71,
  10.282, 7.77, 7.235, 8.627, 10.661, 6.971, 9.372, 9.522, 11.623, 10.644, 11.066, 8.039, 9.611,
  12.352, 14.48, 6.223, 14.542, 14.038, 12.344, 10.793, 9.058, 14.374, 15.881, 15.405, 13.945,
  11.072, 6.375, 9.987, 11.969, 6.135, 11.185, 11.29, 12.088, 6.448, 8.015,
];
const counts = (values: number[], edges: Float64Array) => {
  const found = new Array(edges.length - 1).fill(0);
  for (const value of values) found[binOf(value, edges)]++;
  return found;
};

describe("the edges and counts of numpy 2.4's histogram", () => {
  test("of reals", () => {
    const edges = binEdges(VALUES);
    expect(edges).toHaveLength(8);
    expect(edges[1]).toBeCloseTo(4.861571428571429, 12);
    expect(edges[7]).toBe(15.881);
    expect(counts(VALUES, edges)).toEqual([1, 6, 11, 13, 15, 8, 6]);
  });

  test("of reals in five bins", () => {
    expect(counts(VALUES, binEdges(VALUES, 5))).toEqual([1, 15, 18, 17, 9]);
  });

  test("where most values are the same", () => {
    const values = [...new Array(40).fill(0), ...new Array(5).fill(7), 50];
    expect(counts(values, binEdges(values))).toEqual([40, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test("of integers", () => {
    const values = [1, 2, 3, 4, 5, 5, 5, 6, 9, 12, 3, 4];
    expect(counts(values, binEdges(values))).toEqual([2, 4, 4, 0, 1, 1]);
  });
});

test("integers get no bins narrower than 1", () => {
  const values = Array.from({ length: 5000 }, (_, i) => i % 8);
  expect(binEdges(values)).toHaveLength(8);
});

test("no values have no bins; equal values have one", () => {
  expect(binEdges([])).toEqual(new Float64Array(0));
  expect(binEdges([3, 3, 3])).toEqual(Float64Array.of(2.5, 3.5));
});

test("no distribution has more than a hundred bins", () => {
  const values = Array.from({ length: 100_000 }, (_, i) => i < 99_999 ? (i % 1000) / 1000 : 1e9);
  expect(binEdges(values)).toHaveLength(101);
});

test("a bin includes its lower edge, the last bin its upper edge too", () => {
  const edges = [0, 1, 2];
  expect([-0.1, 0, 0.9, 1, 2, 2.1, NaN].map((value) => binOf(value, edges))).toEqual(
    [-1, 0, 0, 1, 1, -1, -1],
  );
  expect(binOf(1, [])).toBe(-1);
});

test("quantile bins hold about equally many values, and equal values stay together", () => {
  expect(quantileEdges([1, 2, 3, 4, 5], 4)).toEqual(Float64Array.of(1, 2, 3, 4, 5));
  expect(counts(VALUES, quantileEdges(VALUES, 4))).toEqual([15, 15, 15, 15]);
  expect(quantileEdges([1, 1, 1, 1, 9], 4)).toEqual(Float64Array.of(1, 9));
  expect(quantileEdges([4, 4], 3)).toEqual(Float64Array.of(4, 4));
});

describe("of a hundred thousand values and more", () => {
  const random = createRandom(5);
  const real = () => random.uint32() / 2 ** 32;
  const kinds: [string, () => number][] = [
    ["evenly spread", real],
    ["nearly all in one place", () => real() ** 40 * 1e6],
    ["of few values", () => random.below(3)],
    ["of both signs", () => (real() - 0.5) ** 3],
  ];
  test.each(kinds)("the edges are those of sorted values: %s", (_, value) => {
    const values = Float64Array.from({ length: 100_000 }, value);
    const sorted = values.toSorted();
    const at = (share: number) => {
      const position = share * (sorted.length - 1), below = Math.floor(position);
      return sorted[below] + (sorted[below + 1] - sorted[below]) * (position - below);
    };
    const range = sorted.at(-1)! - sorted[0];
    const spread = (2 * (at(0.75) - at(0.25))) / Math.cbrt(values.length);
    const finer = Math.min(
      Math.max(spread, range / Math.sqrt(values.length) / 2),
      range / (Math.log2(values.length) + 1),
    );
    const width = values.every(Number.isInteger) ? Math.max(1, finer) : finer;
    const wanted = Math.min(100, Math.max(1, Math.ceil(range / width)));
    const edges = binEdges(values);
    expect(edges.length).toBe(wanted + 1);
    expect([edges[0], edges.at(-1)]).toEqual([sorted[0], sorted.at(-1)]);
  });

  test("a value's bin is found by division as by halving", () => {
    for (let round = 0; round < 200; round++) {
      const values = [real() * 10 ** random.below(9), -real(), real()];
      const edges = binEdges(values, 1 + random.below(40));
      const find = equalBinOf(edges);
      const tried = [...edges, ...Array.from(edges, (edge) => edge * (1 + 2 ** -52)), real(), -1e9];
      for (const value of [...tried, NaN, Infinity]) {
        expect(find(value), `${value} in ${edges}`).toBe(binOf(value, edges));
      }
    }
  });
});

test("a number of bins is whole, and not of millions", () => {
  expect([1, 10_000].map(isBinCount)).toEqual([true, true]);
  expect([0, -1, 1.5, 10_001, 1e9, NaN, "5", null].map(isBinCount)).not.toContain(true);
});
