/** Numbers of any type as such of 64 bits. @module */
import type { TypedArray } from "../array.ts";
import { blocksOf } from "./blocks_of.ts";

/**
 * The numbers of an array, as near as can be. Integers of 64 bits are read by their halves: as
 * BigInts each would be an object, which takes 100 times as long.
 */
export function numbersOf(data: TypedArray): Float64Array<ArrayBuffer> {
  if (!(data instanceof BigInt64Array)) return Float64Array.from(data);
  const { buffer, byteOffset, length } = data;
  const low = new Uint32Array(buffer, byteOffset, 2 * length);
  const high = new Int32Array(buffer, byteOffset, 2 * length);
  const numbers = new Float64Array(length);
  for (const [first, behind] of blocksOf(length)) joinHalves(low, high, first, behind, numbers);
  return numbers;
}

function joinHalves(
  low: Uint32Array,
  high: Int32Array,
  first: number,
  behind: number,
  numbers: Float64Array,
): void {
  // The sum is rounded once, as Number(bigint) is.
  for (let i = first; i < behind; i++) numbers[i] = high[2 * i + 1] * 2 ** 32 + low[2 * i];
}
