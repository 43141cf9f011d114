/**
 * Where values may be missing: at faces that could not be measured, and were kept.
 *
 * @module
 */
import type { SampleBlock } from "./sample_block.ts";

/** Whether a row of an array may be NaN. */
export type MayBeMissing = (key: string, sample: number, row: number) => boolean;

/**
 * Reads `faces/face_valid`: rows of faces may be NaN where it is 0; those of edges, pairs and
 * bodies in samples that have such a face. In datasets without the array nothing may be missing.
 */
export async function missingValues(block: SampleBlock): Promise<MayBeMissing> {
  const valid = await block.read("faces/face_valid");
  if (valid === null) return () => false;
  const { data, starts } = valid;
  const hasBad = starts.slice(0, -1).map((start, s) => {
    for (let row = start; row < starts[s + 1]; row++) if (data[row] === 0) return true;
    return false;
  });
  return (key, sample, row) => {
    const s = sample - block.first;
    if (!hasBad[s]) return false;
    return !key.startsWith("faces/") || data[starts[s] + row] === 0;
  };
}
