/** One going over items: hands out batches, collects outcomes. @module */
import { RemoteError, toErrorRow } from "../flow/error_row.ts";
import { UsageError } from "../flow/errors.ts";
import { BatchSizer, MAX_BATCH } from "./batch_size.ts";
import { WorkerBootError } from "./errors.ts";
import { ItemSource } from "./item_source.ts";
import type { ItemMessage, PooledWorker } from "./pooled_worker.ts";
import type { PoolItem, PoolRunOptions } from "./task_pool.ts";

/** Where a run gets its workers from. */
export interface WorkerSupply {
  /** A worker that has booted and does nothing. */
  takeIdle(): PooledWorker | undefined;
  /** Starts another worker. */
  spawn(): Promise<PooledWorker>;
  giveBack(worker: PooledWorker): void;
  /** Forgets a worker that has ended. */
  drop(worker: PooledWorker): void;
}

interface Settings extends PoolRunOptions {
  readonly concurrency: number;
  readonly graceMs: number;
  readonly sharedId: number;
  readonly workers: WorkerSupply;
}

/** One run of a pool. */
export class PoolRun {
  readonly #settings: Settings;
  readonly #source: ItemSource;
  readonly #sizer = new BatchSizer();
  readonly #busy = new Set<PooledWorker>();
  readonly #ended = Promise.withResolvers<void>();
  #booting = 0;
  /** Why the run ends before its items do. */
  #failure: { readonly error: unknown } | null = null;

  constructor(items: Iterable<PoolItem> | AsyncIterable<PoolItem>, settings: Settings) {
    this.#settings = settings;
    this.#source = new ItemSource(items, settings.concurrency * MAX_BATCH, (error) => {
      if (error !== undefined) this.#fail(error);
      this.#pump();
    });
  }

  /** Goes over all items; see `TaskPool.run`. */
  async execute(): Promise<void> {
    const { signal, graceMs } = this.#settings;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAbort = () => {
      this.#fail(signal.reason);
      timer = setTimeout(() => {
        for (const worker of this.#busy) worker.kill("it did not stop when the run was cancelled");
        this.#ended.resolve(); // those still booting are the pool's to close
      }, graceMs);
      this.#pump();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    this.#pump();
    await this.#ended.promise;
    signal.removeEventListener("abort", onAbort);
    clearTimeout(timer);
    if (this.#failure !== null) throw this.#failure.error;
  }

  /** Does all that can be done now. Called whenever something has changed. */
  #pump(): void {
    const { workers, concurrency } = this.#settings;
    if (this.#failure === null) {
      while (this.#busy.size < concurrency && this.#source.available() > 0) {
        const worker = workers.takeIdle();
        if (worker === undefined) break;
        void this.#dispatch(worker);
      }
      // As many workers are on their way as there are items for them.
      const wanted = Math.min(concurrency - this.#busy.size, this.#source.available());
      while (this.#booting < wanted) void this.#spawn();
    }
    if (this.#busy.size > 0 || this.#booting > 0) return;
    if (this.#failure !== null || this.#source.exhausted) this.#ended.resolve();
  }

  async #spawn(): Promise<void> {
    this.#booting++;
    try {
      this.#settings.workers.giveBack(await this.#settings.workers.spawn());
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#booting--;
      this.#pump();
    }
  }

  async #dispatch(worker: PooledWorker): Promise<void> {
    const { workers, concurrency, shared, sharedId, onHanded } = this.#settings;
    const size = this.#sizer.next(this.#source.available(), concurrency);
    const pending = new Map(this.#source.take(size).map((item) => [item.index, item]));
    this.#busy.add(worker);
    const batch = [...pending.values()];
    try {
      onHanded?.(batch, worker.number);
      await worker.runBatch(batch, { id: sharedId, value: shared }, (message) => {
        const item = pending.get(message.index);
        if (item !== undefined && pending.delete(message.index)) {
          this.#report(worker, item, message);
        }
      });
      workers.giveBack(worker);
    } catch (error) {
      if (worker.alive) {
        workers.giveBack(worker); // it is well: the batch has not even left
        this.#fail(cannotSend(error));
      } else {
        workers.drop(worker);
        this.#recover(worker, [...pending.values()], error);
      }
    }
    this.#busy.delete(worker);
    this.#pump();
  }

  /** A worker has ended: its first unanswered item is to blame, the others are done again. */
  #recover(worker: PooledWorker, pending: readonly PoolItem[], error: unknown): void {
    if (this.#failure !== null || pending.length === 0) return;
    const [blamed, ...others] = pending;
    this.#source.putBack(others);
    this.#report(worker, blamed, {
      kind: "failed",
      index: blamed.index,
      error: toErrorRow(error),
      logs: [],
      durationMs: 0,
    });
  }

  #report(worker: PooledWorker, { index, payload }: PoolItem, message: ItemMessage): void {
    if (message.kind === "failed" && message.unfit) {
      const { error } = message;
      const cause = error.cause === null ? undefined : new RemoteError(error.cause);
      return this.#fail(new WorkerBootError(error.message, { cause, data: error.data }));
    }
    const { durationMs } = message;
    this.#sizer.record(durationMs);
    const { number } = worker;
    const known = { worker: number, pid: Deno.pid, durationMs, handed: 1, quarantined: false };
    const base = { index, payload, ...known };
    try {
      this.#settings.onOutcomes([
        message.kind === "done"
          ? { ...base, ok: true, value: message.value }
          : { ...base, ok: false, error: message.error, logs: message.logs },
      ]);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Keeps the first failure and lets the workers stop. */
  #fail(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = { error };
    this.#source.stop();
    for (const worker of this.#busy) worker.cancel();
  }
}

function cannotSend(cause: unknown): UsageError {
  return new UsageError(
    "Cannot send items to workers: items and inputs must survive a structured clone, so no " +
      `functions, streams or class instances with methods; ${toErrorRow(cause).message}. Pass ` +
      "plain data or paths.",
    { cause },
  );
}
