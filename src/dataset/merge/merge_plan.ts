/**
 * What a merge is going to write, before anything is written.
 *
 * @module
 */
import type { ArraySpec } from "../../storage/array.ts";
import type { FileFacts } from "../../storage/byte_source.ts";
import type { Schema } from "../../storage/schema/schema.ts";

/** Sizes that a user may choose. */
export interface MergeSizes {
  /**
   * Rows of a shard of the group `faces`, rounded up to whole inner chunks.
   *
   * @default {so many that no shard has more than 64 MiB before compression}
   */
  readonly faceChunk?: number;
  /** The same for the group `edges`. */
  readonly edgeChunk?: number;
  /** The same for the group `faceface`. */
  readonly facefaceFlatChunk?: number;
}

/** Where an array's rows come from: the files, or the merge itself. */
export type ArrayOrigin = "files" | "file_id" | "body_id";

/** One array of the dataset. */
export interface ArrayPlan {
  /** Its name in the group. */
  readonly name: string;
  /** Where its rows come from. */
  readonly origin: ArrayOrigin;
  /** Its dimensions, its type and what its values are. */
  readonly spec: ArraySpec;
  /** Sizes of the dimensions behind the first. */
  readonly inner: readonly number[];
  /** Bytes of a row. */
  readonly rowBytes: number;
  /** Rows of an inner chunk. */
  readonly innerRows: number;
}

/** One group of the dataset. */
export interface GroupPlan {
  readonly name: string;
  readonly rows: number;
  /** Rows of each sample, in the order of the samples. */
  readonly sampleRows: readonly number[];
  /**
   * Whether these are arrays with one row a body, beside the rows that the group otherwise has:
   * they have no ids and offsets of their own.
   */
  readonly perBody: boolean;
  readonly shardRows: number;
  readonly arrays: readonly ArrayPlan[];
}

/** The whole dataset. It is plain data. */
export interface MergePlan {
  readonly flowName: string;
  /** The encoded files, in the order of their samples. */
  readonly files: readonly string[];
  /** What each looked like before it was read. */
  readonly facts: readonly FileFacts[];
  /** The first sample of each file; one more at the end: the number of samples. */
  readonly firstSample: readonly number[];
  readonly groups: readonly GroupPlan[];
  readonly profile: string | number | null;
  readonly schema: Schema | null;
  /** What a person should know, a sentence each. */
  readonly warnings: readonly string[];
}
