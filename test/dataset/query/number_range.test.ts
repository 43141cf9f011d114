import { describe, expect, test } from "vitest";
import { asStored, rangeOf, samplesInRange } from "../../../src/dataset/query/number_range.ts";
import type { Query } from "../../../src/dataset/query/where.ts";

const NUMBERS = [
  -Infinity,
  -1.5,
  -Number.MIN_VALUE,
  -0,
  0,
  Number.MIN_VALUE,
  0.1,
  Math.fround(0.1),
  1,
  1 + Number.EPSILON,
  Number.MAX_VALUE,
  Infinity,
  NaN,
];
const COMPARE = {
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  eq: (a: number, b: number) => a === b,
};

describe("a range has the numbers that a comparison holds for", () => {
  test.each(Object.keys(COMPARE) as (keyof typeof COMPARE)[])("%s", (op) => {
    for (const value of NUMBERS) {
      const { low, high } = rangeOf({ key: "a", op, value })!;
      const found = NUMBERS.filter((one) => one >= low && one <= high);
      expect(found, `${op} ${value}`).toEqual(NUMBERS.filter((one) => COMPARE[op](one, value)));
    }
  });
});

test("what is no range, or of no numbers, has none", () => {
  const others: Query[] = [
    { key: "a", op: "ne", value: 1 },
    { key: "a", op: "eq", value: "gear" },
    { key: "a", op: "in", values: [1, 2] },
    { key: "a", op: "includes", value: "x" },
    { op: "not", query: { key: "a", op: "eq", value: 1 } },
    { key: "a", op: "between", low: 1, high: "2" },
  ];
  expect(others.map(rangeOf)).toEqual(others.map(() => null));
  expect(rangeOf({ key: "a", op: "between", low: 1, high: 2 })).toEqual({ low: 1, high: 2 });
});

test("a sample is found once, and one without rows is not", () => {
  const offsets = Float64Array.of(0, 2, 2, 4, 5);
  const range = { low: 1, high: 2 };
  expect(samplesInRange({ values: Float32Array.of(1, 2, 0, NaN, 1.5), offsets }, range))
    .toEqual([0, 3]);
  expect(samplesInRange({ values: [1, 2, 0, null, 1], offsets }, range)).toBeNull();
});

test("the numbers of a query are those that the column can hold", () => {
  const tenth = Math.fround(0.1), single = new Float32Array();
  const query = { key: "a", op: "eq", value: 0.1 } as const;
  expect(asStored(query, new Float64Array())).toBe(query);
  expect(asStored(query, single)).toEqual({ ...query, value: tenth });
  expect(asStored({ key: "a", op: "in", values: [0.1, "x", null] }, single))
    .toMatchObject({ values: [tenth, "x", null] });
  expect(asStored({ key: "a", op: "between", low: 0.1, high: 1 }, single))
    .toMatchObject({ low: tenth, high: 1 });
});
