/**
 * What goes between a pool and its workers: two calls over comlink, and plain messages.
 *
 * Comlink carries `boot` and `runBatch` only. Everything that happens meanwhile comes as bytes that
 * hold a list of the messages below, told apart by `kind`; a host passes them on unread. Nothing
 * here knows what the items are.
 *
 * @module
 */
import type { ErrorRow } from "../../flow/record/error_row.ts";
import type { LogLevel } from "../../flow/job.ts";
import type { Hung } from "./pulse.ts";

/** What a worker needs to start. */
export interface BootConfig {
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** The WorkKinds of the pool, as bytes; see handler.ts. */
  readonly kinds: Uint8Array;
  /** What `Deno.exit()` and the like do: fail the item, or end the worker's process. */
  readonly exits: "refuse" | "leave";
  /**
   * Milliseconds for which the worker may give no sign of life between two of its items.
   *
   * @default {60000}
   */
  readonly silentMs?: number;
}

/** How a boot ended. An error comes as a row, because comlink drops its class and its cause. */
export type BootReply = { readonly ok: true } | { readonly ok: false; readonly error: ErrorRow };

/** One item on its way. */
export interface BatchItem {
  /** The caller's number for it. */
  readonly index: number;
  /** The item: plain data. */
  readonly payload: unknown;
}

/** Items that a worker takes one after the other. */
export interface Batch {
  /** Which of the pool's kinds of work it is. */
  readonly kind: string;
  /** A list of BatchItem, as bytes. */
  readonly items: Uint8Array;
  /** Data that all items of a run share; `bytes` go once to each worker, then the id alone. */
  readonly shared: { readonly id: number; readonly bytes?: Uint8Array };
}

/** The two calls. Neither rejects for a reason that lies in an item. */
export interface WorkerCalls {
  /** @param pulse where the worker says what it does; see pulse.ts */
  boot(config: BootConfig, pulse: SharedArrayBuffer): Promise<BootReply>;
  /** Resolves when each item has been answered by a message, or the batch was stopped. */
  runBatch(batch: Batch): Promise<void>;
}

/** A worker's answer to one item. */
export type ItemMessage =
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
    /**
     * Whether the worker can do no item at all. Then the run ends, and the item is not to blame.
     */
    readonly unfit?: boolean;
  };

/** What a worker tells, in lists. */
export type WorkerMessage =
  | ItemMessage
  | LogMessage
  /** It has heard `cancel`, so that its thread is free. */
  | { readonly kind: "heard" }
  /** What processes of the handler's own took at most since this was last told. */
  | { readonly kind: "memory"; readonly bytes: number }
  | { readonly kind: "closed" };

/** A line that a task logged or printed. */
export interface LogMessage {
  /** Tells it from other messages. */
  readonly kind: "log";
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** The item in work, or null. */
  readonly index: number | null;
  /** How grave it is. */
  readonly level: LogLevel;
  /** The line. */
  readonly message: string;
  /** Whether it was printed to the console, rather than logged. */
  readonly printed: boolean;
}

/** What a worker is told beside the two calls. */
export type WorkerCommand =
  /** Take no further item. */
  | { readonly kind: "stop" }
  /** Take no further item, and abort the signal of the one in work. */
  | { readonly kind: "cancel" }
  /** Load modules that will be needed. What fails, fails again where it is needed. */
  | { readonly kind: "preload"; readonly modules: readonly string[] }
  /** Close the handler and answer `closed`. */
  | { readonly kind: "close" };

/** What a worker asks of the thread that owns it: to end the process. */
export interface LeaveMessage {
  readonly kind: "leave";
  readonly code: number;
}

/** What a host is told: the two calls, and what it passes on. */
export type ToHost =
  | { readonly kind: "boot"; readonly config: BootConfig }
  | { readonly kind: "batch"; readonly batch: Batch }
  /** Is it there? */
  | { readonly kind: "ask" }
  | WorkerCommand;

/** What a host tells. */
export type FromHost =
  | { readonly kind: "booted"; readonly reply: BootReply }
  /** It has the batch. */
  | { readonly kind: "accepted" }
  /** A list of WorkerMessage, unread. */
  | {
    readonly kind: "messages";
    readonly bytes: Uint8Array;
    /** Bytes of memory that the process took at most; said now and then. */
    readonly peakBytes?: number;
  }
  /** It is there. */
  | { readonly kind: "here" }
  /** The call `runBatch` has ended. */
  | { readonly kind: "finished"; readonly peakBytes: number }
  /** An item holds the thread past its time. */
  | { readonly kind: "hung"; readonly hung: Hung };
