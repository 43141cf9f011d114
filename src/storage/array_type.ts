/**
 * Number types and the typed arrays behind them.
 *
 * @module
 */
import type { DType, TypedArray } from "./array.ts";

const CONSTRUCTORS = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
} as const;

const TYPES = Object.entries(CONSTRUCTORS) as [DType, typeof CONSTRUCTORS[DType]][];

/** Bytes of one number. */
export function bytesPerElement(dtype: DType): number {
  return CONSTRUCTORS[dtype].BYTES_PER_ELEMENT;
}

/** A new array of zeros. */
export function createTyped(dtype: DType, length: number): TypedArray {
  return new CONSTRUCTORS[dtype](length);
}

/** The type of a typed array's numbers; null where it is none that a dataset can hold. */
export function dtypeOf(data: unknown): DType | null {
  for (const [dtype, type] of TYPES) if (data instanceof type) return dtype;
  return null;
}

/** The bytes of a typed array, shared. */
export function arrayBytes(data: TypedArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Numbers from bytes: shared where they lie where the type may lie, else copied. */
export function typedFrom(dtype: DType, bytes: Uint8Array): TypedArray {
  const type = CONSTRUCTORS[dtype];
  const size = type.BYTES_PER_ELEMENT;
  const own = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new type(own.buffer as ArrayBuffer, own.byteOffset, own.byteLength / size);
}

/** The number of elements of a shape. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
