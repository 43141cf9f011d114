/** What a merge is told. @module */
import type { MergeExecutor } from "./merge_executor.ts";
import type { MergeSizes } from "./merge_plan.ts";

/** Where a merge reads and writes. */
export interface DatasetMergerOptions {
  /** The encoded files: the order of the samples is theirs. */
  readonly dataFiles: readonly string[];
  /** The folder of the arrays: `<name>.dataset`. */
  readonly datasetPath: string;
  /** The table of the samples: `<name>.infoset`. */
  readonly infosetPath: string;
  /** The table of the vocabularies: `<name>.attribset`. */
  readonly attribsetPath: string;
  /** The name of the flow, as the infoset and the arrays have it. */
  readonly flowName: string;
  /**
   * The folders that the files' sources were found in: `file` in the infoset is told from there.
   *
   * @default {the folders of the dataset's earlier version, else the deepest that all are in}
   */
  readonly sourceFolders?: readonly string[];
}

/** How far a merge is. */
export interface MergeProgress {
  /** `plan`: files read; `write`: shards written. */
  readonly stage: "plan" | "write";
  /** Files or shards so far. */
  readonly done: number;
  /** Files or shards in all. */
  readonly total: number;
}

/** Settings of a merge. */
export interface MergeOptions extends MergeSizes {
  /**
   * Files read before the event loop gets a turn, so that progress is drawn and the signal heard.
   * Files are open one at a time, whatever this is.
   *
   * @default {100}
   */
  readonly batchSize?: number;
  /** Told after each batch of files and after each shard. */
  readonly onProgress?: (progress: MergeProgress) => void;
  /** Ends the merge; what was there before stays. */
  readonly signal?: AbortSignal;
  /**
   * Whether the dataset is made again although nothing has changed since it was made.
   *
   * @default {false}
   */
  readonly fresh?: boolean;
  /**
   * Where shards are written: on a pool, say. The bytes are the same wherever it is.
   *
   * @default {here, one after the other}
   */
  readonly executor?: MergeExecutor;
}
