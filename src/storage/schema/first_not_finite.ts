/** Looks for NaN and infinities. @module */
import type { TypedArray } from "../array.ts";

/** Where, from an index on, the first number stands that is not finite; the length for none. */
export function firstNotFinite(data: TypedArray | readonly number[], from = 0): number {
  // One loop for each type: V8 makes a fast one only where it meets one type.
  if (data instanceof Float32Array) return inFloat32(data, from);
  if (data instanceof Float64Array) return inFloat64(data, from);
  return Array.isArray(data) ? inNumbers(data, from) : data.length;
}

// A difference with itself that is not 0: NaN and both infinities, in one operation.

function inFloat32(data: Float32Array, from: number): number {
  let i = from;
  while (i < data.length && data[i] - data[i] === 0) i++;
  return i;
}

function inFloat64(data: Float64Array, from: number): number {
  let i = from;
  while (i < data.length && data[i] - data[i] === 0) i++;
  return i;
}

function inNumbers(data: readonly number[], from: number): number {
  let i = from;
  while (i < data.length && data[i] - data[i] === 0) i++;
  return i;
}
