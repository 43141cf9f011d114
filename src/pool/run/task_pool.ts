/**
 * What every kind of pool offers: workers in this process, in processes of their own, or none.
 *
 * @module
 */
import type { ErrorRow } from "../../flow/record/error_row.ts";
import type { BatchItem } from "../channel/protocol.ts";
import type { MemoryUse } from "../channel/memory_use.ts";

/** One item for a pool. Its `index` is the caller's number for it, unique in the run. */
export interface PoolItem extends BatchItem {
  /**
   * How careful to be with it: `"batch"` gives it to a worker without others, so that it
   * alone is to blame for a crash; `"process"` gives it a new process, in which it is the only item
   * ever.
   *
   * @default {together with others}
   */
  readonly alone?: "batch" | "process";
  /**
   * Whether it is much work: it is handed out without others, so that the next worker gets the
   * next one. It is trusted as others are.
   *
   * @default {false}
   */
  readonly large?: boolean;
}

/** How one item ended. */
export type Outcome =
  & {
    /** The caller's number for the item. */
    readonly index: number;
    /** The item as the pool was given it. */
    readonly payload: unknown;
    /** The worker that did it. */
    readonly worker: number;
    /** The process that it was done in; null where that is none of this machine. */
    readonly pid: number | null;
    readonly durationMs: number;
    /** How often it was handed to a worker, this time included. */
    readonly handed: number;
    /** Whether it was done in a process of its own. */
    readonly quarantined: boolean;
  }
  & (
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: ErrorRow; readonly logs: readonly string[] }
  );

/** An item whose worker ended, and which is tried once more. */
export interface Suspect {
  /** The caller's number for the item. */
  readonly index: number;
  /** The item as the pool was given it. */
  readonly payload: unknown;
  /** How it is tried now. */
  readonly alone: "batch" | "process";
  /** How the worker ended. */
  readonly error: ErrorRow;
}

/** What a worker does now. */
export interface WorkerActivity {
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** Null where it is in no process of this machine. */
  readonly pid: number | null;
  /** The first item that it has not answered; null while it starts, or waits. */
  readonly item: PoolItem | null;
  /** How many items it has not answered. */
  readonly pending: number;
  /** When it was given them: a time of `performance.now()`. */
  readonly since: number;
}

/** Work of another kind that comes up while a pool goes over items. */
export interface AsideWork {
  /** Which of the pool's kinds of work it is. */
  readonly kind: string;
  /** The next piece of it; undefined where there is none now. */
  take(): PoolItem | undefined;
  /** Called when a piece has ended. What it throws ends the run. */
  onOutcome(outcome: Outcome): void;
  /** Takes a piece back that a worker did not end. */
  giveBack(item: PoolItem): void;
}

/** How a pool goes over items. */
export interface PoolRunOptions {
  /**
   * Which of the pool's kinds of work the items are.
   *
   * @default {the first}
   */
  readonly kind?: string;
  /** Plain data that all items share. */
  readonly shared?: unknown;
  /**
   * The most workers to use at once.
   *
   * @default {the pool's size}
   */
  readonly concurrency?: number;
  /** When it is aborted, no further item is handed out; those in work get some time to end. */
  readonly signal: AbortSignal;
  /**
   * Milliseconds that items which were told to stop need to end.
   *
   * @default {the pool's, which is the least}
   */
  readonly graceMs?: number;
  /**
   * What workers may do meanwhile, a piece before the next items. A pool need not do any of it, and
   * the run ends with its items.
   */
  readonly aside?: AsideWork;
  /** Called before items are handed to a worker: each then gets an outcome, or is a suspect. */
  onHanded?(items: readonly PoolItem[], worker: number): void;
  /**
   * Called now and then with the most main memory that a worker took since the last call; not at
   * all by a pool that does not know it.
   */
  onMemory?(worker: number, use: MemoryUse): void;
  /** Called when a worker has ended and its items are tried again. */
  onSuspects?(suspects: readonly Suspect[]): void;
  /**
   * Called once for outcomes that came together, in the order in which the items end. What it
   * throws ends the run.
   */
  onOutcomes(outcomes: readonly Outcome[]): void;
}

/** Goes over items. */
export interface TaskPool {
  /** The most items in work at once; null where they are done by this very thread. */
  readonly size: number | null;
  /**
   * Runs all items and resolves when each has had its outcome.
   *
   * @throws the signal's reason when it was aborted, after the items in work have ended
   * @throws WorkerBootError when no worker can start
   */
  run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    options: PoolRunOptions,
  ): Promise<void>;
  /** What the workers do now, by number. */
  activity(): readonly WorkerActivity[];
  /** Ends the workers and what they have started. Safe to call twice. */
  close(): Promise<void>;
}
