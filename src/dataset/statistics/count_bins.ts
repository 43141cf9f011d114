/** Counts numbers by bin, and who has them, as fast as millions can be. @module */
import { blocksOf } from "../../storage/column/blocks_of.ts";
import type { PlainNumbers } from "../read/plain_numbers.ts";
import { binOf } from "./bins.ts";
import { listBits } from "./sample_set.ts";

/** Bytes that it may take to know who has a value in which bin. */
const MOST_BYTES = 2 ** 25;

/** What was counted. */
interface BinCounts {
  readonly counts: Float64Array;
  /** Values that are NaN. */
  readonly missing: number;
  /** The samples with a value in a bin, ascending. */
  samplesIn(bin: number): number[];
}

/**
 * Counts numbers by bin: the half-open intervals between edges, the last one closed.
 *
 * @param offsets where the rows of each sample are
 * @param equal whether the bins are equally wide
 * @returns null where it would take much memory to know who has a value in which bin
 */
export function countBins(
  values: PlainNumbers,
  offsets: Float64Array,
  edges: Float64Array,
  equal: boolean,
): BinCounts | null {
  const bins = Math.max(0, edges.length - 1), samples = offsets.length - 1;
  // A bit for each sample in each bin: lists of those would be as long as the values.
  const words = Math.ceil(samples / 32);
  if (4 * words * bins > MOST_BYTES) return null;
  const has = new Uint32Array(words * bins);
  const counts = new Float64Array(bins), perWidth = bins / (edges[bins] - edges[0]);
  const byDivision = equal && Number.isFinite(perWidth);
  let missing = 0;
  for (const [first, end] of blocksOf(samples)) {
    missing += countBlock(
      { values, offsets, edges, counts, has, words, perWidth, byDivision },
      first,
      end,
    );
  }
  return {
    counts,
    missing,
    samplesIn: (bin) => listBits(has.subarray(bin * words, (bin + 1) * words)),
  };
}

/** What is counted, and where. */
interface Counting {
  readonly values: PlainNumbers;
  readonly offsets: Float64Array;
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** A bit for each sample, in so many words a bin. */
  readonly has: Uint32Array;
  readonly words: number;
  readonly perWidth: number;
  /** Whether a bin is found by dividing. */
  readonly byDivision: boolean;
}

/** Counts the values of some samples, and gives how many are missing. */
function countBlock(counting: Counting, first: number, behind: number): number {
  const { values, offsets, edges, counts, has, words, perWidth, byDivision } = counting;
  const bins = edges.length - 1, last = bins - 1;
  const low = edges[0], high = edges[bins];
  let missing = 0;
  for (let s = first; s < behind; s++) {
    const word = s >>> 5, bit = 1 << (s & 31), end = offsets[s + 1];
    for (let row = offsets[s]; row < end; row++) {
      const value = values[row];
      if (!(value >= low && value <= high)) {
        if (value !== value) missing++;
        continue;
      }
      let bin: number;
      if (byDivision) {
        // Rounding leaves it at most one bin beside the right one.
        bin = (value - low) * perWidth | 0;
        if (bin > last) bin = last;
        if (value < edges[bin]) bin--;
        else if (bin < last && value >= edges[bin + 1]) bin++;
      } else {
        bin = binOf(value, edges);
      }
      counts[bin]++;
      has[bin * words + word] |= bit;
    }
  }
  return missing;
}
