/** Looks for numbers that name nothing. @module */
import type { Findings } from "./findings.ts";
import type { BlockArray, SampleBlock } from "./sample_block.ts";

/**
 * Tells of values that are no whole numbers from `least` to below the rows that the sample has of
 * what they name.
 *
 * @param of what is named; null where that is not known
 */
export function checkInRange(
  block: SampleBlock,
  array: BlockArray,
  least: number,
  of: Pick<BlockArray, "starts"> | null,
  found: Findings,
): void {
  const { data, size, key } = array;
  block.eachRow(array, (sample, row, from) => {
    const s = sample - block.first;
    const end = of === null ? Infinity : of.starts[s + 1] - of.starts[s];
    for (let at = from; at < from + size; at++) {
      found.checked++;
      const value = data[at];
      if (Number.isInteger(value) && value >= least && value < end) continue;
      const problem = "it names what the sample does not have";
      found.add({ where: key, problem, sample, row, value });
    }
  });
}
