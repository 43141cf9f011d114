/**
 * Arrays as numpy keeps them: the `.npy` format, version 1.0. It is a header and the bytes; there
 * is no library on npm that writes it and is kept up.
 *
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @module
 */
import type { DType, TypedArray } from "../../storage/array.ts";
import { arrayBytes } from "../../storage/array_type.ts";

const DESCRIPTIONS: Readonly<Record<DType, string>> = {
  float32: "<f4",
  float64: "<f8",
  int8: "|i1",
  uint8: "|u1",
  int16: "<i2",
  uint16: "<u2",
  int32: "<i4",
  uint32: "<u4",
  int64: "<i8",
};

/** What the data begin at a multiple of. */
const ALIGNED = 64;

/** An array as the bytes of a `.npy` file. */
export function npyBytes(dtype: DType, shape: readonly number[], data: TypedArray): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${DESCRIPTIONS[dtype]}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNED) * ALIGNED;
  const out = new Uint8Array(length + data.byteLength).fill(0x20, 10, length);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]); // \x93NUMPY, 1.0
  new DataView(out.buffer).setUint16(8, length - 10, true);
  out.set(new TextEncoder().encode(text), 10);
  out[length - 1] = 0x0a;
  out.set(arrayBytes(data), length);
  return out;
}
