/** Which subset of a split each sample is in. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { DatasetError } from "../errors.ts";
import { ParquetTable } from "./parquet_table.ts";
import type { DatasetReader } from "./reader.ts";

/** The split whose subsets stand in the infoset. */
export const DEFAULT_SPLIT = "default";

/**
 * The subset of each sample, in their order; null for one that is in none. Before the first split
 * nothing is in any.
 *
 * @param split the split's name
 * @throws {UsageError} when there is no such split, with what there is
 * @throws {DatasetError} when the split is of another version of the dataset, or damaged
 */
export async function subsetsOfSplit(
  reader: DatasetReader,
  split: string = DEFAULT_SPLIT,
): Promise<(string | null)[]> {
  if (split === DEFAULT_SPLIT) return await defaultSubsets(reader);
  const file = await reader.splits?.table(split) ?? null;
  if (file === null) throw unknownSplit(reader, split, await splitNames(reader));
  const table = await ParquetTable.open(file);
  const [subsets, present, files, hashes, bodies] = await Promise.all(
    ["subset", "present", "file", "file_hash", "body_index"].map((name) => table.column(name)),
  );
  const count = present.filter((one) => one === true).length;
  const [own, ownHashes, ownBodies] = await Promise.all(
    ["file", "file_hash", "body_index"].map(async (name) =>
      reader.infoset?.has(name) ? await reader.infoColumn(name) : null
    ),
  );
  // Samples of the dataset come first in the file, in their order; what has left comes behind.
  const same = count === reader.sampleCount &&
    subsets.slice(0, count).every((_, s) =>
      present[s] === true && (own?.[s] ?? files[s]) === files[s] &&
      (ownHashes?.[s] ?? hashes[s]) === hashes[s] && Number(ownBodies?.[s] ?? 0) === bodies[s]
    );
  if (!same) {
    throw new DatasetError(
      `Cannot read the split '${split}' of '${reader.location}': it must be of this version of ` +
        "the dataset, and has other samples. Run the flow again, which applies it, or split with " +
        "`replace: true`",
      { data: { split, found: count, samples: reader.sampleCount } },
    );
  }
  return subsets.slice(0, count).map((one) => one === null ? null : String(one));
}

/** How many samples each subset of a split has; those that have left the dataset do not count. */
export async function splitSizes(
  reader: DatasetReader,
  split: string,
): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  const count = (subset: unknown) => {
    if (typeof subset === "string" && subset !== "") sizes[subset] = (sizes[subset] ?? 0) + 1;
  };
  if (split === DEFAULT_SPLIT) {
    for (const subset of await defaultSubsets(reader)) count(subset);
    return sizes;
  }
  const file = await reader.splits?.table(split) ?? null;
  if (file === null) throw unknownSplit(reader, split, await splitNames(reader));
  const table = await ParquetTable.open(file);
  const [subsets, present] = await Promise.all(["subset", "present"].map((n) => table.column(n)));
  subsets.forEach((subset, i) => present[i] === true && count(subset));
  return sizes;
}

/** The names of the splits, `default` first. */
export async function splitNames(reader: DatasetReader): Promise<string[]> {
  const names = new Set(await reader.splits?.names() ?? []);
  const isSplit = names.has(DEFAULT_SPLIT) ||
    reader.infoset?.has("subset") && (await defaultSubsets(reader)).some((one) => one !== null);
  names.delete(DEFAULT_SPLIT);
  return [...isSplit ? [DEFAULT_SPLIT] : [], ...names];
}

async function defaultSubsets(reader: DatasetReader): Promise<(string | null)[]> {
  if (reader.infoset === null) throw reader.missingInfoset("read the split 'default'");
  if (!reader.infoset.has("subset")) return new Array(reader.sampleCount).fill(null);
  return (await reader.infoColumn("subset")).map((one) =>
    one === null || one === "" ? null : String(one)
  );
}

/** The error for a split that is not there, with what there is. */
export function unknownSplit(
  reader: DatasetReader,
  split: string,
  names: readonly string[],
): UsageError {
  return new UsageError(
    `Cannot find the split '${split}' of '${reader.location}': ` +
      (names.length === 0
        ? "it has not been split yet. Call split() first, or 'trunnion split' on the command line"
        : suggestNames(split, names)),
    { data: { split, names } },
  );
}
