/**
 * The tasks of a merge on a pool's workers.
 *
 * @module
 */
import { breathe } from "../../base/breath.ts";
import { together } from "../../flow/policy/together.ts";
import { type ErrorRow, RemoteError } from "../../flow/record/error_row.ts";
import type { PoolItem, PoolRunOptions, TaskPool } from "../../pool/run/task_pool.ts";
import { MergeError } from "./merge_error.ts";
import type { MergeExecutor } from "./merge_executor.ts";
import type { ShardTask, ShardWork } from "./shard_task.ts";
import type { ShardResult } from "./write_shards.ts";

/** Bytes of one array of one file, before compression, with which this thread has to do. */
const HERE_BYTES = 16 << 20;

/** How the tasks of a merge are run on a pool. */
interface MergeOnPoolOptions {
  /** Told what the workers take of the main memory. */
  readonly onMemory?: PoolRunOptions["onMemory"];
  /**
   * The processors there are. Where the pool has started fewer workers, this thread writes shards
   * too, and pauses between two files to see to all else.
   *
   * @default {navigator.hardwareConcurrency}
   */
  readonly cores?: number;
  /**
   * Bytes of an array of one file that this thread may have to hold. From the first task on that
   * has more of it, all are left to the workers.
   *
   * @default {16 MiB}
   */
  readonly mostBytes?: number;
}

/**
 * Runs tasks on a pool. Among its kinds of work must be {@linkcode SHARD_WORK}.
 *
 * @param workers How many workers the pool has.
 */
export function mergeOnPool(
  pool: TaskPool,
  workers: number,
  options: MergeOnPoolOptions = {},
): MergeExecutor {
  const { onMemory, cores = navigator.hardwareConcurrency, mostBytes = HERE_BYTES } = options;
  return async (given, { batchSize, signal, onDone }) => {
    const shared: ShardWork = { merge: crypto.randomUUID(), batchSize };
    const tasks = new SharedTasks(given);
    const source = new PacedItems(tasks, workers);
    const there = (signal: AbortSignal) =>
      pool.run(source, {
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
    const here = async (signal: AbortSignal) => {
      await breathe(); // workers get theirs first: the first tasks are the largest
      const { mergeHere } = await import("./merge_executor.ts");
      await mergeHere(tasks.upTo(mostBytes), { batchSize, signal, onDone });
    };
    const isSpare = pool.size !== null && pool.activity().length < cores;
    await together(signal, isSpare ? [there, here] : [there]);
  };
}

/** Tasks of which workers and this thread take the next one. */
class SharedTasks implements Iterable<ShardTask> {
  readonly #tasks: Iterator<ShardTask>;
  #next: IteratorResult<ShardTask> | null = null;

  constructor(tasks: Iterable<ShardTask>) {
    this.#tasks = tasks[Symbol.iterator]();
  }

  /** Those that are left. Whoever breaks off leaves the others theirs. */
  [Symbol.iterator](): Iterator<ShardTask> {
    return { next: () => this.#take() };
  }

  /** Those before the first one for which so many bytes of one array of a file are too few. */
  *upTo(bytes: number): Generator<ShardTask> {
    while (true) {
      const next = this.#next ??= this.#tasks.next();
      if (next.done || largestArray(next.value) > bytes) return;
      yield this.#take().value;
    }
  }

  #take(): IteratorResult<ShardTask> {
    const next = this.#next ?? this.#tasks.next();
    this.#next = null;
    return next;
  }
}

/** The most bytes that a task needs of an array of one file. */
function largestArray({ arrays, files }: ShardTask): number {
  const rows = files.map(({ rowsPerBody }) => rowsPerBody.reduce((sum, own) => sum + own, 0));
  const widest = arrays.reduce((most, { rowBytes }) => Math.max(most, rowBytes), 0);
  return rows.reduce((most, own) => Math.max(most, own), 0) * widest;
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
