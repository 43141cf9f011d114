import { expect, test } from "vitest";
import { firstNotFinite } from "../../../src/storage/schema/first_not_finite.ts";

test.each([NaN, Infinity, -Infinity])("finds %s in all types that can hold it", (odd) => {
  const values = [1, odd, 0, odd];
  for (const data of [values, Float32Array.from(values), Float64Array.from(values)]) {
    expect([0, 1, 2, 4].map((from) => firstNotFinite(data, from))).toEqual([1, 1, 3, 4]);
  }
});

test("integers are finite", () => {
  expect(firstNotFinite(Int32Array.of(1, 2))).toBe(2);
  expect(firstNotFinite(BigInt64Array.of(1n, 2n))).toBe(2);
});
