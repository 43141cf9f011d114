/**
 * What goes between a pool and its workers: two calls over comlink, and plain messages.
 *
 * Comlink carries `boot` and `runBatch` only. Everything that happens meanwhile is a message of
 * the unions below, told apart by `kind`; comlink passes them over because they have no `id` and
 * no `type`. Nothing here knows what the items are.
 *
 * @module
 */
import type { ErrorRow } from "../flow/error_row.ts";
import type { LogLevel } from "../flow/job.ts";

/** What a worker needs to start. */
export interface BootConfig {
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** URL of a module that exports `createRunner` (see runner.ts). */
  readonly runner: string;
  /** Handed to `createRunner`: plain data. */
  readonly config: unknown;
}

/** How a boot ended. An error comes as a row, because comlink drops its class and its cause. */
export type BootReply = { readonly ok: true } | { readonly ok: false; readonly error: ErrorRow };

/** One item on its way. */
export interface BatchItem {
  /** Position in the run's source, from 0. */
  readonly index: number;
  readonly payload: unknown;
}

/** Items that a worker takes one after the other. */
export interface Batch {
  readonly items: readonly BatchItem[];
  /** Data that all items of a run share; `value` is sent once to each worker, then the id alone. */
  readonly shared: { readonly id: number; readonly value?: unknown };
}

/** The two calls. Neither rejects for a reason that lies in an item. */
export interface WorkerCalls {
  boot(config: BootConfig): Promise<BootReply>;
  /** Resolves when each item has been answered by a message, or the batch was cancelled. */
  runBatch(batch: Batch): Promise<void>;
}

/** What a worker tells. */
export type WorkerMessage =
  | { readonly kind: "started"; readonly index: number }
  | {
    readonly kind: "done";
    readonly index: number;
    readonly value: unknown;
    readonly durationMs: number;
  }
  | {
    readonly kind: "failed";
    readonly index: number;
    readonly error: ErrorRow;
    /** What was logged or printed during the item, the last lines of it. */
    readonly logs: readonly string[];
    readonly durationMs: number;
    /** Whether the worker can do no item at all: the run ends, and the item is not to blame. */
    readonly unfit?: boolean;
  }
  | LogMessage
  | { readonly kind: "closed" };

/** A line that a task logged or printed. */
export interface LogMessage {
  readonly kind: "log";
  readonly worker: number;
  /** The item in work, or null. */
  readonly index: number | null;
  readonly level: LogLevel;
  readonly message: string;
  /** Whether it was printed to the console, rather than logged. */
  readonly printed: boolean;
}

/** What a worker is told beside the two calls. */
export type HostMessage =
  /** Take no further item and abort the signal of the one in work. */
  | { readonly kind: "cancel" }
  /** Close the runner and answer `closed`. */
  | { readonly kind: "close" };
