/** Arrays of numbers that loops are fast with. @module */

/** Numbers without null, as most arrays have them. */
export type PlainNumbers = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Whether values are such. */
export function isPlain(values: unknown): values is PlainNumbers {
  return values instanceof Float32Array || values instanceof Float64Array ||
    values instanceof Int32Array || values instanceof Uint8Array;
}
