/** Counts numbers by bin, and who has them, as fast as millions can be. @module */
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
  const counts = new Float64Array(bins);
  const low = edges[0], high = edges[bins], last = bins - 1;
  const perWidth = bins / (high - low);
  const byDivision = equal && Number.isFinite(perWidth);
  let missing = 0;
  for (let s = 0; s < samples; s++) {
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
  return {
    counts,
    missing,
    samplesIn: (bin) => listBits(has.subarray(bin * words, (bin + 1) * words)),
  };
}
