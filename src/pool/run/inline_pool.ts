/** A pool without workers: items run here, one after the other, for debugging. @module */
import { abortable } from "../../base/abortable.ts";
import { Breath } from "../../base/breath.ts";
import { messageOf } from "../../base/message_of.ts";
import { PeakMemory } from "../../base/peak_memory.ts";
import { toErrorRow } from "../../flow/record/error_row.ts";
import type { LogLevel } from "../../flow/job.ts";
import { RunEnding, WorkerBootError } from "../errors.ts";
import type { LogMessage } from "../channel/protocol.ts";
import type { Handler } from "../channel/handler.ts";
import { type Faultable, orFault, turn } from "../inside/or_fault.ts";
import { BatchSizer, MAX_BATCH } from "./batch_size.ts";
import { ItemQueue } from "./item_queue.ts";
import type { Outcome, PoolItem, PoolRunOptions, TaskPool, WorkerActivity } from "./task_pool.ts";

/** What makes the handler of each kind of work, at the first item of the kind. */
type InlineKinds = Readonly<Record<string, () => Promise<Handler> | Handler>>;

/**
 * The most milliseconds that an outcome waits for others: writing it down by itself costs 20 us.
 */
const COALESCE_MS = 2;

/**
 * Runs items in this process, in order. They are handed out in batches, as a worker's are. Item by
 * item, two transactions of the journal would cost three times as much as a trivial item.
 */
export class InlinePool implements TaskPool {
  readonly size = null;
  readonly #kinds: InlineKinds;
  readonly #onLog: (line: LogMessage) => void;
  readonly #memory = new PeakMemory();
  readonly #handlers = new Map<string, Promise<Handler>>();
  /** The item in work, where a fault from outside of its own calls is to fail it. */
  #faultable: Faultable | null = null;
  #current: Pick<WorkerActivity, "item" | "pending" | "since"> | null = null;

  constructor(kinds: InlineKinds, onLog: (line: LogMessage) => void = () => {}) {
    this.#kinds = kinds;
    this.#onLog = onLog;
  }

  async run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    options: PoolRunOptions,
  ): Promise<void> {
    const { kind = Object.keys(this.#kinds)[0], signal, onHanded } = options;
    signal.throwIfAborted();
    const handler = await this.#boot(kind);
    const sizer = new BatchSizer();
    const breath = new Breath();
    let failure: { readonly error: unknown } | null = null;
    let wake = () => {};
    const queue = new ItemQueue(items, MAX_BATCH, (error) => {
      if (error !== undefined) failure = { error };
      wake();
    });
    const release = this.#catchFaults();
    try {
      while (true) {
        signal.throwIfAborted();
        const count = queue.available();
        if (failure !== null) throw (failure as { error: unknown }).error; // set by the closure
        if (count === 0 && queue.exhausted) break;
        if (count === 0) {
          await abortable(new Promise<void>((resolve) => wake = resolve), signal);
          continue;
        }
        const batch = queue.take(sizer.next(count, 1));
        onHanded?.(batch, 0);
        await this.#runBatch(handler, batch, options, sizer, breath);
      }
    } finally {
      queue.stop();
      release();
    }
  }

  /**
   * While an item is in work, makes a rejection or an error of a timer that nobody handles the
   * item's error, as a worker does. Else it would end the process.
   */
  #catchFaults(): () => void {
    const take = (event: PromiseRejectionEvent | ErrorEvent) => {
      const reject = this.#faultable?.reject ?? null;
      if (reject === null) return; // nothing of this pool
      event.preventDefault();
      reject(event instanceof ErrorEvent ? event.error : event.reason);
    };
    const types = ["unhandledrejection", "error"] as const;
    for (const type of types) globalThis.addEventListener(type, take);
    return () => {
      for (const type of types) globalThis.removeEventListener(type, take);
    };
  }

  activity(): readonly WorkerActivity[] {
    const idle = { item: null, pending: 0, since: performance.now() };
    return [{ worker: 0, pid: Deno.pid, ...this.#current ?? idle }];
  }

  async close(): Promise<void> {
    const handlers = [...this.#handlers.values()];
    this.#handlers.clear();
    for (const made of handlers) await (await made.catch(() => null))?.close?.();
  }

  /** Does items one after the other; outcomes of quick ones are told together. */
  async #runBatch(
    handler: Handler,
    batch: readonly PoolItem[],
    { shared, signal, onOutcomes, onMemory }: PoolRunOptions,
    sizer: BatchSizer,
    breath: Breath,
  ): Promise<void> {
    let outcomes: Outcome[] = [];
    let now = performance.now();
    let told = now;
    const tell = () => {
      const some = outcomes;
      outcomes = [];
      if (some.length > 0) onOutcomes(some);
      now = told = performance.now();
    };
    try {
      for (const [i, item] of batch.entries()) {
        signal.throwIfAborted();
        this.#current = { item, pending: batch.length - i, since: now };
        const outcome = await this.#runItem(handler, item, shared, signal, now);
        now += outcome.durationMs;
        // What fails because it was told to stop is no error of the item.
        if (!outcome.ok) signal.throwIfAborted();
        outcomes.push(outcome);
        sizer.record(outcome.durationMs);
        if (now - told > COALESCE_MS) tell();
        if (breath.due(now)) {
          await breath.take();
          now = performance.now();
        }
      }
    } finally {
      this.#current = null;
      tell();
      onMemory?.(0, {
        peakBytes: this.#memory.take(),
        helperPeakBytes: handler.peakBytes?.() ?? null,
      });
    }
  }

  async #runItem(
    handler: Handler,
    { index, payload }: PoolItem,
    shared: unknown,
    signal: AbortSignal,
    start: number,
  ): Promise<Outcome> {
    const logs: string[] = [];
    const log = (level: LogLevel, message: string) => {
      logs.push(message);
      this.#onLog({ kind: "log", worker: 0, index, level, message, printed: false });
    };
    const base = { index, payload, worker: 0, pid: Deno.pid, handed: 1, quarantined: false };
    try {
      const faultable: Faultable = this.#faultable = { reject: null };
      const work = handler.run(payload, shared, {
        index,
        worker: 0,
        signal,
        log,
        limit: () => {}, // nobody is there to look
      });
      const value = await orFault(work, faultable);
      return { ...base, durationMs: performance.now() - start, ok: true, value };
    } catch (thrown) {
      if (thrown instanceof RunEnding) throw thrown;
      const durationMs = performance.now() - start;
      await turn(); // what it has left undone must not be blamed on the next item
      const error = toErrorRow(thrown);
      return { ...base, durationMs, ok: false, error, logs };
    } finally {
      this.#faultable = null;
    }
  }

  async #boot(kind: string): Promise<Handler> {
    try {
      const made = this.#handlers.get(kind) ?? (async () => await this.#kinds[kind]())();
      this.#handlers.set(kind, made);
      return await made;
    } catch (cause) {
      const message = messageOf(cause);
      throw new WorkerBootError(`The task could not start: ${message}`, { cause });
    }
  }
}
