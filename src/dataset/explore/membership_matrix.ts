/** Which file has values in which bin, as a matrix. @module */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { NdArray } from "../../storage/array.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { binOf } from "../statistics/bins.ts";
import { distributionOf, type DistributionOptions } from "../statistics/distribution.ts";

/** What is counted. */
export interface MembershipOptions extends DistributionOptions {
  /**
   * Whether the matrix has counts: how many values a file has in a bin, not only whether.
   *
   * @default {false}
   */
  asCounts?: boolean;
}

const OPTIONS: OptionNames<MembershipOptions> = {
  key: true,
  group: true,
  bins: true,
  asCounts: true,
};

/** Which file has values in which bin. */
export interface MembershipMatrix {
  /** A row a file, a column a bin: 1 or 0 (uint8), or counts (int32). */
  readonly matrix: NdArray;
  /** The `file_id` of each row, ascending. */
  readonly fileIds: readonly number[];
  /** The name of each column: of a class, or of an interval. */
  readonly labels: readonly string[];
  /** The edges of intervals, one more than there are columns; empty for classes. */
  readonly edges: readonly number[];
}

/**
 * Counts the values of a key by file and bin.
 *
 * @throws {UsageError} when the key is unknown, or the bins cannot be
 */
export async function membershipMatrix(
  reader: DatasetReader,
  options: MembershipOptions,
): Promise<MembershipMatrix> {
  requireKnownOptions("count values by file and bin", options, OPTIONS);
  const { asCounts = false, ...asked } = options;
  const { bins, edges } = await distributionOf(reader, asked);
  const { values, offsets } = await resolveKey(reader, asked.key, asked.group);
  const files = await reader.fileIds();
  const fileIds = [...new Set(files)].sort((a, b) => a - b);
  const rowOf = new Map(fileIds.map((id, row) => [id, row]));
  const classes = new Map(bins.map(({ value }, bin) => [value, bin]));
  const find = (value: unknown) =>
    edges.length > 0
      ? typeof value === "number" ? binOf(value, edges) : -1
      : classes.get(value as number) ?? -1;
  const data = new (asCounts ? Int32Array : Uint8Array)(fileIds.length * bins.length);
  for (let s = 0; s + 1 < offsets.length; s++) {
    const start = rowOf.get(files[s])! * bins.length;
    for (let row = offsets[s]; row < offsets[s + 1]; row++) {
      const bin = find(values[row]);
      if (bin >= 0) data[start + bin] = asCounts ? data[start + bin] + 1 : 1;
    }
  }
  return {
    matrix: { data, shape: [fileIds.length, bins.length] },
    fileIds,
    labels: bins.map(({ label }) => label),
    edges,
  };
}
