import type { SplitChanges } from "../split/carry_split.ts";

/** What a merge made. */
export interface MergeReport {
  /** The folder of the arrays. */
  readonly datasetPath: string;
  /** The table of the samples. */
  readonly infosetPath: string;
  /** The table of the vocabularies. */
  readonly attribsetPath: string;
  /** Encoded files that were merged. */
  readonly fileCount: number;
  /** Distinct bodies: rows of the infoset. */
  readonly sampleCount: number;
  /** Rows, shards and arrays of each group. */
  readonly groups: Readonly<
    Record<string, { rows: number; shards: number; arrays: readonly string[] }>
  >;
  /** Bytes of all rows, before compression. */
  readonly rawBytes: number;
  /** Bytes of the shards on disk. */
  readonly writtenBytes: number;
  /** How many tasks, a shard of every array of a group each, an interrupted merge had done. */
  readonly resumedTasks: number;
  /** Whether the dataset of an earlier merge is there still, so that nothing was written. */
  readonly kept: boolean;
  /** What became of each split of the dataset; empty where the dataset was kept. */
  readonly splits: readonly SplitChanges[];
  /** What a person should know, a sentence each. */
  readonly warnings: readonly string[];
}
