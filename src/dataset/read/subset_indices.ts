/** The samples of a subset that a split made. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { DatasetError } from "../errors.ts";
import type { DatasetReader } from "./reader.ts";
import { DEFAULT_SPLIT, subsetsOfSplit } from "./subsets_of_split.ts";

/**
 * The positions of the samples of a subset, ascending.
 *
 * @param name `"train"`, `"validation"`, `"test"`, or a fold such as `"fold_0"`
 * @throws {DatasetError} when the dataset has not been split
 * @throws {UsageError} when there is no such split or subset, with what there is
 */
export async function subsetIndices(
  reader: DatasetReader,
  name: string,
  split: string = DEFAULT_SPLIT,
): Promise<number[]> {
  if (reader.infoset === null) throw reader.missingInfoset(`get the subset '${name}'`);
  const subsets = await subsetsOfSplit(reader, split);
  const known = [...new Set(subsets)].filter((one) => one !== null);
  if (known.length === 0) {
    throw new DatasetError(
      `Cannot get the subset '${name}' of '${reader.location}': it has not been split yet. ` +
        `Call split() first, or 'trunnion split' on the command line`,
      { data: { subset: name, split } },
    );
  }
  const usual = known.some((one) => one.startsWith("fold_")) ? [] : ["train", "validation", "test"];
  if (!known.includes(name) && !usual.includes(name)) {
    throw new UsageError(
      `Cannot get the subset '${name}' of the split '${split}'. ${
        suggestNames(name, [...new Set([...usual, ...known.sort()])])
      }`,
      { data: { subset: name, split } },
    );
  }
  return subsets.flatMap((one, index) => one === name ? [index] : []);
}
