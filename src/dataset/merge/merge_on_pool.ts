/**
 * The tasks of a merge on a pool's workers.
 *
 * @module
 */
import { type ErrorRow, RemoteError } from "../../flow/record/error_row.ts";
import type { PoolItem, PoolRunOptions, TaskPool } from "../../pool/run/task_pool.ts";
import { MergeError } from "./merge_error.ts";
import type { MergeExecutor } from "./merge_executor.ts";
import type { ShardTask, ShardWork } from "./shard_task.ts";
import type { ShardResult } from "./write_shards.ts";

/** Tasks that are made for each worker before it asks: one in work, and one on its way. */
const AHEAD = 2;

/**
 * Runs tasks on a pool. Among its kinds of work must be {@linkcode SHARD_WORK}.
 *
 * @param workers How many workers the pool has.
 * @param onMemory Told what the workers take of the main memory.
 */
export function mergeOnPool(
  pool: TaskPool,
  workers: number,
  onMemory?: PoolRunOptions["onMemory"],
): MergeExecutor {
  return async (tasks, { batchSize, signal = new AbortController().signal, onDone }) => {
    const shared: ShardWork = { merge: crypto.randomUUID(), batchSize };
    const source = new PacedItems(tasks, AHEAD * workers);
    await pool.run(source, {
      kind: "shards",
      shared,
      signal,
      onMemory,
      onOutcomes: (outcomes) => {
        for (const outcome of outcomes) {
          const task = outcome.payload as ShardTask; // as the source gave it
          if (!outcome.ok) throw shardError(task, outcome.error);
          onDone(task, outcome.value as ShardResult); // as the worker's handler gives it
        }
        source.answered(outcomes.length);
      },
    });
  };
}

/** Items that are made only when earlier ones are answered: a task names thousands of files. */
class PacedItems implements AsyncIterable<PoolItem> {
  readonly #tasks: Iterable<ShardTask>;
  readonly #most: number;
  #open = 0;
  #wake = () => {};

  constructor(tasks: Iterable<ShardTask>, most: number) {
    this.#tasks = tasks;
    this.#most = most;
  }

  answered(count: number): void {
    this.#open -= count;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PoolItem> {
    let index = 0;
    for (const payload of this.#tasks) {
      yield { index: index++, payload, large: true };
      this.#open++;
      while (this.#open >= this.#most) {
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    }
  }
}

function shardError({ group, shard }: ShardTask, row: ErrorRow): MergeError {
  const cause = new RemoteError(row);
  if (row.error_class === "MergeError") {
    return new MergeError(row.message, { data: { ...row.data }, cause: cause.cause });
  }
  return new MergeError(`Cannot write shard ${shard} of '${group}': ${row.message}`, {
    data: { ...row.data, group, shard },
    cause,
  });
}
