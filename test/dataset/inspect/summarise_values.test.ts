import { describe, expect, test } from "vitest";
import { ValuesCounter } from "../../../src/dataset/inspect/summarise_values.ts";

function summaryOf(values: readonly unknown[], isMissing?: (value: unknown) => boolean) {
  const counter = new ValuesCounter(3, isMissing);
  for (const value of values) counter.add(value);
  return counter.summary();
}

describe("values come to", () => {
  test("a range, a mean and what is missing", () => {
    const values = [1, NaN, null, 5, Infinity];
    const found = summaryOf(values);
    expect(found).toMatchObject({ looked: 5, missing: 2, least: 1, greatest: "Infinity", mean: 3 });
    const fast = new ValuesCounter(3);
    fast.addNumbers([1, NaN, NaN, 5, Infinity]);
    expect(fast.summary()).toEqual({ ...found, first: ["1", "–", "–"] });
  });

  test("exact integers, whatever their size", () => {
    expect(summaryOf([2n ** 60n + 1n, 3n])).toMatchObject({
      least: 3,
      greatest: "1152921504606846977",
    });
  });

  test("the same, however they are taken", () => {
    const bigints = BigInt64Array.of(7n, -(2n ** 62n), 9n, 2n, 5n, 7n);
    const [slow, fast] = [new ValuesCounter(2), new ValuesCounter(2)];
    for (const value of bigints) slow.add(value);
    fast.addBigints(bigints);
    expect(fast.summary()).toEqual(slow.summary());
    const isNine = (value: unknown) => value === 9 || value === 9n;
    const some = new ValuesCounter(1, isNine);
    some.addBigints(bigints);
    expect(some.summary()).toMatchObject({ looked: 6, missing: 1, greatest: 7 });
    const [names, codes] = [new Map([[1, "gear"], [2, "shaft"]]), Int32Array.of(2, 1, 2, 9, 7)];
    const [one, all] = [new ValuesCounter(3, isNine), new ValuesCounter(3, isNine)];
    for (const code of codes) one.add(code === 9 ? null : names.get(code) ?? String(code));
    all.addCodes(codes, names);
    expect(all.summary()).toEqual(one.summary());
  });

  test("times, of which one may be none", () => {
    const found = summaryOf([new Date(86_400_000), new Date(NaN), new Date(0)]);
    expect(found).toMatchObject({ missing: 1, least: "1970-01-01T00:00:00.000Z", mean: null });
    expect(found.first).toEqual(["1970-01-02", "–", "1970-01-01"]);
  });

  test("the most frequent texts, unless there are too many", () => {
    expect(summaryOf(["b", "a", "b", true])).toMatchObject({
      distinct: 3,
      top: [{ value: "b", count: 2 }, { value: "a", count: 1 }, { value: "true", count: 1 }],
    });
    const many = Array.from({ length: 10_002 }, (_, i) => `text ${i}`);
    expect(summaryOf(many)).toMatchObject({ distinct: null, top: [] });
  });

  test("lengths of lists, and what they hold", () => {
    const found = summaryOf([[1.5, 2.5], [], null, new Float32Array([4])]);
    expect(found).toMatchObject({ missing: 1, least: 1.5, greatest: 4 });
    expect(found.lengths).toEqual({ least: 0, greatest: 2, mean: 1 });
    expect(found.first).toEqual(["[1.5,2.5]", "[]", "–"]);
  });

  test("what stands for none is missing", () => {
    expect(summaryOf([-9, 1, 2], (value) => value === -9)).toMatchObject({ missing: 1, least: 1 });
  });

  test("nothing", () => {
    expect(summaryOf([])).toMatchObject({ looked: 0, least: null, mean: null, distinct: null });
  });
});
