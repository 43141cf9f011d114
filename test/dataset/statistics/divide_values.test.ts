import { describe, expect, test } from "vitest";
import { binOf } from "../../../src/dataset/statistics/bins.ts";
import { divideValues, scaleText } from "../../../src/dataset/statistics/divide_values.ts";

/** The numbers of a linear congruential generator, from 0 up to 1. */
let state = 7;
const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
const normal = Float64Array.from(
  { length: 2000 },
  () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
);
const longTail = normal.map((value) => Math.exp(3 * value));

function counts(values: ArrayLike<number>, edges: Float64Array): number[] {
  const found = new Array(edges.length - 1).fill(0);
  for (const value of Array.from(values)) found[binOf(value, edges)]++;
  return found;
}

describe("by itself", () => {
  test("what has no tail is divided evenly", () => {
    expect(divideValues("x", normal, "auto").scale).toBe("linear");
    expect(divideValues("x", [1, 2, 3, 4, 5, 6], null).scale).toBe("linear");
  });

  test("a long tail by equal ratios, and nothing lies outside", () => {
    const { scale, edges } = divideValues("x", longTail, "auto");
    expect(scale).toBe("log");
    const found = counts(longTail, edges);
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(2000);
    expect(Math.max(...found) / 2000).toBeLessThan(0.2);
    // Equally wide bins would have nearly all of them in the first.
    expect(counts(longTail, divideValues("x", longTail, 30).edges)[0]).toBeGreaterThan(1800);
  });

  test("zeros before a long tail have a bin of their own", () => {
    const { scale, edges } = divideValues("x", longTail.map((v, i) => i < 300 ? 0 : v), "auto");
    expect(scale).toBe("log");
    expect(counts(longTail.map((v, i) => i < 300 ? 0 : v), edges)[0]).toBe(300);
  });

  test("a long tail to both sides by quantiles", () => {
    const { scale, edges } = divideValues("x", longTail.map((v, i) => i % 2 ? v : -v), "auto");
    expect(scale).toBe("quantile");
    expect(edges).toHaveLength(21);
  });

  test("few distinct values, of which one is the most frequent, gain nothing", () => {
    const loops = Float64Array.from({ length: 1000 }, (_, i) => i % 8 ? 1 : 1 + i % 3);
    expect(divideValues("x", loops, "auto").scale).toBe("linear");
  });
});

test("bins of integers by ratio are never narrower than 1", () => {
  const values = Float64Array.from({ length: 500 }, (_, i) => 1 + Math.floor(i * i / 500));
  const { edges } = divideValues("x", values, "log");
  expect(edges.every((edge, i) => Number.isInteger(edge) && (i === 0 || edge - edges[i - 1] >= 1)))
    .toBe(true);
  expect(counts(values, edges).reduce((sum, count) => sum + count, 0)).toBe(500);
});

test.each(["auto", "log", "quantile"] as const)("'%s' of nothing, and of one value", (wanted) => {
  expect(divideValues("x", [], wanted).edges).toHaveLength(0);
  expect(counts([4, 4], divideValues("x", [4, 4], wanted).edges)).toEqual([2]);
  expect(counts([0, 0], divideValues("x", [0, 0], wanted).edges)).toEqual([2]);
});

test("what divides them is said where it is not the usual", () => {
  expect([scaleText("linear"), scaleText(null)]).toEqual(["", ""]);
  expect(scaleText("quantile")).toContain("equally many");
});
