import { expect, test } from "vitest";
import { npyBytes } from "../../../src/dataset/export/npy.ts";

test("the header is text to its line's end, the data begin at a multiple of 64", () => {
  for (const shape of [[3], [1, 3], [3, 1, 1], [0, 7]]) {
    const data = new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(1.5);
    const bytes = npyBytes("float32", shape, data);
    const begin = bytes.length - data.byteLength;
    expect(begin % 64).toBe(0);
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
    expect(new DataView(bytes.buffer).getUint16(8, true)).toBe(begin - 10);
    expect(new TextDecoder().decode(bytes.subarray(10, begin))).toMatch(/^\{.*\} *\n$/);
    expect([...new Float32Array(bytes.slice(begin).buffer)]).toEqual([...data]);
  }
});

test("one dimension is a tuple of one", () => {
  const text = new TextDecoder().decode(npyBytes("int64", [2], BigInt64Array.of(1n, -1n)));
  expect(text).toContain("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }");
});
