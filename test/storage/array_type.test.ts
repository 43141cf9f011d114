import { expect, test } from "vitest";
import { arrayBytes, dtypeOf, typedFrom } from "../../src/storage/array_type.ts";

test("numbers come back from bytes that lie anywhere", () => {
  const numbers = Float64Array.of(1.5, -2, 1e300);
  for (const shift of [0, 1, 8]) {
    const around = new Uint8Array(numbers.byteLength + 16);
    around.set(arrayBytes(numbers), shift);
    const bytes = around.subarray(shift, shift + numbers.byteLength);
    expect(typedFrom("float64", bytes)).toEqual(numbers);
  }
});

test("types that no dataset has are told from those it has", () => {
  expect(dtypeOf(Uint16Array.of())).toBe("uint16");
  expect(dtypeOf(BigInt64Array.of())).toBe("int64");
  for (const other of [new Uint8ClampedArray(), new BigUint64Array(), [1], null]) {
    expect(dtypeOf(other)).toBeNull();
  }
});
