/** A pool without workers: items run here, one after the other, for debugging. @module */
import { Breath } from "../../base/breath.ts";
import { messageOf } from "../../base/message_of.ts";
import { toErrorRow } from "../../flow/record/error_row.ts";
import type { LogLevel } from "../../flow/job.ts";
import { RunEnding, WorkerBootError } from "../errors.ts";
import type { LogMessage } from "../channel/protocol.ts";
import type { Handler } from "../channel/handler.ts";
import type { Outcome, PoolItem, PoolRunOptions, TaskPool, WorkerActivity } from "./task_pool.ts";

/** Runs items in this process, in order. */
export class InlinePool implements TaskPool {
  readonly #create: () => Promise<Handler>;
  readonly #onLog: (line: LogMessage) => void;
  #handler: Promise<Handler> | null = null;
  #current: { readonly item: PoolItem; readonly since: number } | null = null;

  /** @param create makes the handler, at the first item */
  constructor(create: () => Promise<Handler>, onLog: (line: LogMessage) => void = () => {}) {
    this.#create = create;
    this.#onLog = onLog;
  }

  async run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    { shared, signal, onHanded, onOutcomes }: PoolRunOptions,
  ): Promise<void> {
    signal.throwIfAborted();
    const handler = await this.#boot();
    const breath = new Breath();
    for await (const item of items) {
      signal.throwIfAborted();
      onHanded?.([item], 0);
      this.#current = { item, since: performance.now() };
      const outcome = await this.#runItem(handler, item, shared, signal);
      this.#current = null;
      // What fails because it was told to stop is no error of the item.
      if (!outcome.ok) signal.throwIfAborted();
      onOutcomes([outcome]);
      if (breath.due()) await breath.take();
    }
    signal.throwIfAborted();
  }

  activity(): readonly WorkerActivity[] {
    const { item, since } = this.#current ?? { item: null, since: performance.now() };
    return [{ worker: 0, pid: Deno.pid, item, pending: item === null ? 0 : 1, since }];
  }

  async close(): Promise<void> {
    const handler = await this.#handler?.catch(() => null);
    this.#handler = null;
    await handler?.close?.();
  }

  async #runItem(
    handler: Handler,
    { index, payload }: PoolItem,
    shared: unknown,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const logs: string[] = [];
    const log = (level: LogLevel, message: string) => {
      logs.push(message);
      this.#onLog({ kind: "log", worker: 0, index, level, message, printed: false });
    };
    const base = { index, payload, worker: 0, pid: Deno.pid, handed: 1, quarantined: false };
    const start = performance.now();
    try {
      const value = await handler.run(payload, shared, {
        index,
        worker: 0,
        signal,
        log,
        limit: () => {}, // nobody is there to look
      });
      return { ...base, durationMs: performance.now() - start, ok: true, value };
    } catch (thrown) {
      if (thrown instanceof RunEnding) throw thrown;
      const error = toErrorRow(thrown);
      return { ...base, durationMs: performance.now() - start, ok: false, error, logs };
    }
  }

  async #boot(): Promise<Handler> {
    try {
      return await (this.#handler ??= this.#create());
    } catch (cause) {
      const message = messageOf(cause);
      throw new WorkerBootError(`The task could not start: ${message}`, { cause });
    }
  }
}
