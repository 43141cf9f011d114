import { describe, expect, test } from "vitest";
import { classesOfSamples, isCategorical } from "../../../src/dataset/statistics/classes.ts";
import type { KeyColumn, KeyValue } from "../../../src/dataset/query/resolve_key.ts";

function column(values: KeyValue[], names?: string[]): KeyColumn {
  return {
    name: "key",
    from: "infoset",
    group: null,
    values,
    offsets: Float64Array.from({ length: values.length + 1 }, (_, i) => i),
    vocabulary: names === undefined ? null : {
      key: "key",
      names: new Map(names.map((name, id) => [id, name])),
      ids: new Map(names.map((name, id) => [name, id])),
    },
  };
}
const cycle = (count: number, distinct: number) =>
  Array.from({ length: count }, (_, i) => i % distinct);

describe("classes", () => {
  test.each<[string, KeyColumn, boolean]>([
    ["texts", column(["a", "b"]), true],
    ["booleans", column([true, false]), true],
    ["ten integers, however few values there are", column(cycle(12, 10)), true],
    ["integers with hardly two values each", column(cycle(32, 22)), false],
    ["integers with four values each", column(cycle(160, 40)), true],
    ["more than fifty integers", column(cycle(10_000, 51)), false],
    ["reals", column([0.5, 1.5]), false],
    ["ids of a vocabulary", column(cycle(60, 60), ["a", "b"]), true],
    ["integers with missing values", column([1, null, NaN, 2]), true],
    ["nothing", column([]), true],
  ])("%s: %s", (_, values, expected) => {
    expect(isCategorical(values)).toBe(expected);
  });
});

test("measurements become classes of about equally many samples", () => {
  const values = Array.from({ length: 95 }, (_, i) => (i * 37 % 95) / 10);
  const { labels, name, edges } = classesOfSamples(column([...values, null]), null);
  const counts = new Map<string | number, number>();
  for (const label of labels) counts.set(name(label), (counts.get(name(label)) ?? 0) + 1);
  expect(edges).toHaveLength(10);
  expect(counts.get("(missing)")).toBe(1);
  counts.delete("(missing)");
  for (const count of counts.values()) expect(count).toBeCloseTo(95 / 9, -1);
  expect([...counts.keys()]).toContain("[0, 1.044)");
});

test("classes have the vocabulary's names, and stay what they are", () => {
  const { labels, name, edges } = classesOfSamples(column([1, 0, null], ["gear", "shaft"]), null);
  expect(labels).toEqual([1, 0, "(missing)"]);
  expect(labels.map(name)).toEqual(["shaft", "gear", "(missing)"]);
  expect(edges).toBeNull();
});

test("a number of bins puts integers into bins, and leaves texts alone", () => {
  expect(classesOfSamples(column(cycle(40, 4)), 2).edges).toEqual([0, 1.5, 3]);
  expect(classesOfSamples(column(["a", "b"]), 2).labels).toEqual(["a", "b"]);
});
