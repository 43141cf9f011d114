/** A pool of Web Workers in this process. @module */
import { UsageError } from "../flow/errors.ts";
import { PoolRun } from "./pool_run.ts";
import { PooledWorker } from "./pooled_worker.ts";
import type { LogMessage } from "./protocol.ts";
import type { PoolItem, PoolRunOptions, TaskPool, WorkerActivity } from "./task_pool.ts";

/** Settings of a pool. */
export interface WorkerPoolOptions {
  /** The most workers at once; they are started as they are needed, and kept. */
  readonly size: number;
  /** URL of a module that exports `createRunner`. */
  readonly runner: string;
  /** Plain data for `createRunner`. */
  readonly config: unknown;
  /** Hears what tasks log and print. */
  readonly onLog?: (line: LogMessage) => void;
  /**
   * Milliseconds that items in work are given to end after a cancellation, and workers to close.
   *
   * @default {5000}
   */
  readonly graceMs?: number;
  /**
   * Milliseconds that a worker is given to start.
   *
   * @default {60000}
   */
  readonly bootTimeoutMs?: number;
}

/** Web Workers that take items in batches and stay warm between the runs of the pool. */
export class WorkerPool implements TaskPool {
  readonly #options: WorkerPoolOptions;
  readonly #workers = new Set<PooledWorker>();
  readonly #idle: PooledWorker[] = [];
  /** Ends when the run before has: runs of one pool follow each other. */
  #turn: Promise<unknown> = Promise.resolve();
  #spawned = 0;
  #runs = 0;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    if (!Number.isInteger(options.size) || options.size < 1) {
      throw new UsageError(
        `Cannot make a pool: its size must be a whole number from 1, and it is ${options.size}.`,
        { data: { size: options.size } },
      );
    }
    this.#options = options;
  }

  run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    options: PoolRunOptions,
  ): Promise<void> {
    const { size, graceMs = 5000 } = this.#options;
    const run = this.#turn.then(() =>
      new PoolRun(items, {
        ...options,
        graceMs,
        concurrency: Math.min(size, options.concurrency ?? size),
        sharedId: this.#runs++,
        workers: {
          takeIdle: () => this.#takeIdle(),
          spawn: () => this.#spawn(),
          giveBack: (worker) => void this.#idle.push(worker),
          drop: (worker) => void this.#workers.delete(worker),
        },
      }).execute()
    );
    this.#turn = run.catch(() => {});
    return run;
  }

  activity(): readonly WorkerActivity[] {
    const since = performance.now();
    return [...this.#workers].map(({ number }) => (
      { worker: number, pid: Deno.pid, item: null, pending: 0, since }
    ));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const workers = [...this.#workers];
    this.#workers.clear();
    this.#idle.length = 0;
    await Promise.all(workers.map((worker) => worker.close(this.#options.graceMs ?? 5000)));
  }

  #takeIdle(): PooledWorker | undefined {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      if (worker.alive) return worker;
      this.#workers.delete(worker); // it ended between two batches, and no item is to blame
    }
    return undefined;
  }

  async #spawn(): Promise<PooledWorker> {
    const { runner, config, onLog = () => {}, bootTimeoutMs = 60_000 } = this.#options;
    if (this.#closed) throw new UsageError("Cannot run items: the pool is closed. Make a new one.");
    const worker = new PooledWorker(this.#spawned++, onLog);
    this.#workers.add(worker);
    try {
      await worker.boot({ runner, config }, bootTimeoutMs);
      return worker;
    } catch (error) {
      this.#workers.delete(worker);
      worker.kill("it could not start");
      throw error;
    }
  }
}
