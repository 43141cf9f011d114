/** Forgets a split. @module */
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT, splitNames, unknownSplit } from "../read/subsets_of_split.ts";

/**
 * Forgets a split: its file goes, and of `default` the subsets in the infoset. What was measured on
 * its test set cannot be measured again on the same samples, unless it is made again with the same
 * options and the same dataset.
 *
 * @throws {UsageError} when there is no split of that name
 */
export async function resetSplit(reader: DatasetReader, name: string): Promise<void> {
  const names = await splitNames(reader);
  if (!names.includes(name) && name !== DEFAULT_SPLIT) throw unknownSplit(reader, name, names);
  if (name === DEFAULT_SPLIT && reader.infoset?.has("subset")) {
    await reader.writeInfoColumn("subset", new Array(reader.sampleCount).fill(null));
  }
  await reader.splits?.remove(name);
}
