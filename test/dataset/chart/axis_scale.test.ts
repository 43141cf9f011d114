import { expect, test } from "vitest";
import { axisScale } from "../../../src/dataset/chart/axis_scale.ts";

const tail = Float64Array.from({ length: 200 }, (_, i) => 1 + i % 10).fill(5000, 198);

test("values without a long tail have equally wide bins", () => {
  const { kind, edges } = axisScale(Float64Array.from({ length: 100 }, (_, i) => i));
  expect(kind).toBe("linear");
  expect(edges[1] - edges[0]).toBeCloseTo(edges[2] - edges[1]);
});

test("positive values with a long tail have bins of equal ratio, from end to end", () => {
  const { kind, edges } = axisScale(tail, 10);
  expect(kind).toBe("log");
  expect(edges).toHaveLength(11);
  expect([edges[0], edges[10]]).toEqual([1, 5000]);
  expect(edges[2] / edges[1]).toBeCloseTo(edges[1] / edges[0]);
});

test("values with a long tail that have no logarithm are binned by quantiles", () => {
  const { kind, edges } = axisScale(tail.map((value) => value - 1), 5);
  expect(kind).toBe("quantile");
  expect(edges[0]).toBe(0);
  expect(edges.at(-1)).toBe(4999);
});
