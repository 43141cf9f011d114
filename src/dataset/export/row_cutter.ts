/** Cuts the rows of one sample after the other out of a block. @module */
import type { TypedArray } from "../../storage/array.ts";
import { elementCount } from "../../storage/array_type.ts";
import type { Block } from "./read_block.ts";

/** What gives the rows of the next sample at each call; they share memory with the block. */
export function rowCutter({ data, shape, counts }: Block): () => {
  data: TypedArray;
  shape: number[];
} {
  const inner = shape.slice(1);
  const width = elementCount(inner);
  let [sample, row] = [0, 0];
  return () => {
    const count = counts[sample++];
    const own = data.subarray(row * width, (row + count) * width);
    row += count;
    return { data: own, shape: [count, ...inner] };
  };
}
