/**
 * The tasks of a merge: one for each shard of each group, so that no two write the same file.
 *
 * @module
 */
import type { WorkKinds } from "../../pool/channel/handler.ts";
import type { ArrayPlan, GroupPlan, MergePlan } from "./merge_plan.ts";

/** What all tasks of a merge share on their way to workers. It is plain data. */
export interface ShardWork {
  /** Unlike that of any other merge. */
  readonly merge: string;
  readonly batchSize?: number;
}

/** The kind of work, for the pools that are to do it: their workers load what does it. */
export const SHARD_WORK: WorkKinds = {
  shards: { module: new URL("./shard_handler.ts", import.meta.url).href },
};

/** A file that has rows in a shard. */
export interface ShardFile {
  /** The encoded file. */
  readonly path: string;
  /** What it looked like when the merge was planned: its bytes, and milliseconds since 1970. */
  readonly facts: { readonly size: number; readonly mtimeMs: number };
  /** Its `file_id` in the infoset. */
  readonly fileId: number;
  /** The id of its first sample. */
  readonly firstSample: number;
  /** The row of the group, over all files, that is its first. */
  readonly firstRow: number;
  /** Rows of the group for each of its samples. */
  readonly rowsPerBody: readonly number[];
}

/** All that is needed to write one shard of every array of a group. It is plain data. */
export interface ShardTask {
  /** The folder of the dataset. */
  readonly folder: string;
  /** The group of the arrays. */
  readonly group: string;
  /** Whether the arrays have one row a body, beside the group's other rows. */
  readonly perBody: boolean;
  /** Position of the shard along the first dimension. */
  readonly shard: number;
  /** Rows of a full shard. */
  readonly shardRows: number;
  /** The first row of the shard. */
  readonly from: number;
  /** The row behind its last. */
  readonly to: number;
  /** The arrays: each has this shard. */
  readonly arrays: readonly ArrayPlan[];
  /** The files with rows in the shard, in the order of the rows. */
  readonly files: readonly ShardFile[];
}

/**
 * The tasks of a plan, made one at a time: a large dataset has more than should be kept. Those of
 * the largest groups come first, so that whoever takes the last one has little to do.
 */
export function* shardTasks(plan: MergePlan, folder: string): Generator<ShardTask> {
  const groups = [...plan.groups].sort((a, b) => bytesOf(b) - bytesOf(a));
  for (const { name, perBody, rows, sampleRows, shardRows, arrays } of groups) {
    let file = 0, firstRow = 0;
    for (let shard = 0; shard * shardRows < rows; shard++) {
      const from = shard * shardRows;
      const to = Math.min(rows, from + shardRows);
      const files: ShardFile[] = [];
      for (; file < plan.files.length; file++) {
        const firstSample = plan.firstSample[file];
        const rowsPerBody = sampleRows.slice(firstSample, plan.firstSample[file + 1]);
        const count = rowsPerBody.reduce((sum, own) => sum + own, 0);
        const path = plan.files[file], facts = plan.facts[file];
        if (count > 0) {
          files.push({ path, facts, fileId: file, firstSample, firstRow, rowsPerBody });
        }
        // A file that goes on behind this shard is the next one's first.
        if (firstRow + count > to) break;
        firstRow += count;
        if (firstRow === to) {
          file++;
          break;
        }
      }
      yield { folder, group: name, perBody, shard, shardRows, from, to, arrays, files };
    }
  }
}

function bytesOf({ rows, arrays }: GroupPlan): number {
  return arrays.reduce((sum, { rowBytes }) => sum + rows * rowBytes, 0);
}

/** How many tasks a plan has. */
export function countShards(plan: MergePlan): number {
  return plan.groups.reduce((sum, { rows, shardRows }) => sum + Math.ceil(rows / shardRows), 0);
}
