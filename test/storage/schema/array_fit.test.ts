import { describe, expect, test } from "vitest";
import type { DType, TypedArray } from "../../../src/storage/array.ts";
import { fitTo } from "../../../src/storage/schema/array_fit.ts";
import { SchemaViolation } from "../../../src/storage/storage_errors.ts";

const place = { group: "g", array: "a" };

describe("values that stay what they are", () => {
  test.each<[DType, TypedArray | number[], TypedArray]>([
    ["int32", [1, -2], Int32Array.of(1, -2)],
    ["int32", Float64Array.of(3, -7), Int32Array.of(3, -7)],
    ["uint8", [0, 255], Uint8Array.of(0, 255)],
    ["int64", [2 ** 53 - 1, -1], BigInt64Array.of(9007199254740991n, -1n)],
    ["int64", Int32Array.of(-5), BigInt64Array.of(-5n)],
    ["int32", BigInt64Array.of(-5n), Int32Array.of(-5)],
    ["float64", BigInt64Array.of(2n ** 60n), Float64Array.of(2 ** 60)],
    ["float32", [0.1], Float32Array.of(0.1)],
    ["float32", Int32Array.of(2 ** 24), Float32Array.of(2 ** 24)],
    ["float64", Float32Array.of(0.5), Float64Array.of(0.5)],
  ])("%s from %s", (dtype, data, expected) => {
    expect(fitTo(dtype, data, place)).toEqual(expected);
  });

  test("are a copy", () => {
    const data = Float32Array.of(1, 2);
    const out = fitTo("float32", data, place);
    data[0] = 9;
    expect(out).toEqual(Float32Array.of(1, 2));
  });
});

describe("values that would change are refused", () => {
  test.each<[DType, TypedArray | number[], string]>([
    ["int32", [1, 3.5], "found 3.5 at index 1 (it has a fraction)"],
    ["int32", [2 ** 31], "found 2147483648 at index 0 (out of range)"],
    ["uint8", Int8Array.of(0, -1), "found -1 at index 1 (out of range)"],
    ["uint16", [65536], "out of range"],
    ["int8", [-129], "out of range"],
    ["float32", [1e39], "out of range"],
    ["float32", Int32Array.of(2 ** 24 + 1), "not a float32"],
    ["float64", BigInt64Array.of(2n ** 60n + 1n), "not a float64"],
    ["int64", [2 ** 53], "not an exact integer"],
    ["int64", [0.5], "it has a fraction"],
    ["int32", BigInt64Array.of(2n ** 40n), "out of range"],
    ["float32", [0, NaN], "expected finite numbers, found NaN at index 1"],
    ["float64", Float64Array.of(-Infinity), "found -Infinity at index 0"],
  ])("%s from %s", (dtype, data, message) => {
    expect(() => fitTo(dtype, data, place)).toThrow(SchemaViolation);
    expect(() => fitTo(dtype, data, place)).toThrow(message);
  });
});
