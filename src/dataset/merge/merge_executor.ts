/**
 * Where the tasks of a merge are run.
 *
 * @module
 */
import { breathe } from "../../base/breath.ts";
import { FileCache } from "./file_cache.ts";
import type { ShardTask } from "./shard_task.ts";
import { type ShardResult, writeShards } from "./write_shards.ts";

/** How tasks are run. */
export interface MergeExecutorOptions {
  /** Files read before the event loop gets a turn. */
  readonly batchSize?: number;
  /** Ends the work; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Told of each task when its shards are written, in whatever order. What it throws ends all. */
  onDone(task: ShardTask, result: ShardResult): void;
}

/**
 * Runs all tasks, in any order and as many at once as it likes.
 *
 * Tasks are made as they are taken, and are large: not more than are needed should be taken.
 *
 * @throws {MergeError} for the first task that fails
 * @throws the signal's reason when it is aborted, after the tasks in work have ended
 */
export type MergeExecutor = (
  tasks: Iterable<ShardTask>,
  options: MergeExecutorOptions,
) => Promise<void>;

/** Runs tasks in this thread, one after the other. */
export const mergeHere: MergeExecutor = async (tasks, { batchSize, signal, onDone }) => {
  const cache = new FileCache();
  try {
    for (const task of tasks) {
      onDone(task, await writeShards(task, { batchSize, signal, cache }));
      await breathe();
    }
  } finally {
    cache.close();
  }
};
