/**
 * The rows of some samples, array by array: what a batch, and an item, is made of.
 *
 * @module
 */
import type { NdArray, TypedArray } from "../../storage/array.ts";
import { createTyped } from "../../storage/array_type.ts";
import type { Block } from "./block.ts";
import type { LoadedArray } from "./loaded_array.ts";

/** A sample in the block that it was read with. */
export interface PlacedSample {
  readonly block: Block;
  readonly place: number;
}

/** One array of some samples: a copy of its rows, in the samples' order. */
export interface Gathered {
  readonly array: LoadedArray;
  readonly data: TypedArray;
  /** The rows of the i-th sample are `ptr[i]` to `ptr[i + 1]`. */
  readonly ptr: Int32Array;
}

/** Copies the rows of some samples out of their blocks. */
export function gather(
  samples: readonly PlacedSample[],
  arrays: readonly LoadedArray[],
): Gathered[] {
  const ptrs = new Map<Float64Array, Int32Array>();
  return arrays.map((array) => {
    const { key, offsets, rowSize, dtype } = array;
    let ptr = ptrs.get(offsets);
    if (ptr === undefined) ptrs.set(offsets, ptr = rowPtr(samples, offsets));
    const data = createTyped(dtype, ptr[samples.length] * rowSize);
    for (let i = 0; i < samples.length; i++) {
      const { block, place } = samples[i];
      const { data: all, starts } = block.rows.get(key)!;
      if (ptr[i] === ptr[i + 1]) continue;
      const rows = all.subarray(starts[place] * rowSize, starts[place + 1] * rowSize);
      data.set(rows as never, ptr[i] * rowSize); // of one type, which the compiler cannot know
    }
    return { array, data, ptr };
  });
}

/** The gathered arrays by their keys, without those that only helped. */
export function plainArrays(gathered: readonly Gathered[]): Record<string, NdArray> {
  return Object.fromEntries(
    gathered.filter(({ array }) => !array.helper).map(({ array, data, ptr }) => [
      array.key,
      { data, shape: [ptr[ptr.length - 1], ...array.width] },
    ]),
  );
}

/** Where the rows of each sample begin. */
function rowPtr(samples: readonly PlacedSample[], offsets: Float64Array): Int32Array {
  const ptr = new Int32Array(samples.length + 1);
  samples.forEach(({ block, place }, i) => {
    const sample = block.samples[place];
    ptr[i + 1] = ptr[i] + offsets[sample + 1] - offsets[sample];
  });
  return ptr;
}
