import { expect, test } from "vitest";
import { numbersOf } from "../../../src/storage/column/numbers_of.ts";

test("integers of 64 bits are the numbers that Number makes of them", () => {
  const edges = [0n, 1n, -1n, 2n ** 31n, -(2n ** 31n), 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n];
  const values = BigInt64Array.from([
    ...edges,
    -(2n ** 63n),
    -(2n ** 53n) - 3n,
    ...Array.from({ length: 500 }, (_, i) => BigInt.asIntN(64, 0x9e3779b97f4a7c15n * BigInt(i))),
  ]);
  expect([...numbersOf(values)]).toEqual(Array.from(values, Number));
  expect([...numbersOf(values.subarray(3, 9))]).toEqual(Array.from(values.subarray(3, 9), Number));
});

test("other numbers stay as they are", () => {
  expect([...numbersOf(Float32Array.of(0.5, NaN))]).toEqual([0.5, NaN]);
});
