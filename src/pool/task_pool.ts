/**
 * What every kind of pool offers: workers of this process now, other processes and machines later.
 *
 * @module
 */
import type { ErrorRow } from "../flow/error_row.ts";

/** How one item ended. */
export type Outcome =
  & {
    /** Position in the source, from 0. */
    readonly index: number;
    readonly payload: unknown;
    /** The worker that did it. */
    readonly worker: number;
    readonly durationMs: number;
  }
  & (
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: ErrorRow; readonly logs: readonly string[] }
  );

/** How a pool goes over items. */
export interface PoolRunOptions {
  /** Plain data that all items share. */
  readonly shared?: unknown;
  /**
   * The most workers to use at once.
   *
   * @default {the pool's size}
   */
  readonly concurrency?: number;
  readonly signal: AbortSignal;
  /** Called once an item, in the order in which they end. What it throws ends the run. */
  onOutcome(outcome: Outcome): void;
}

/** Goes over items. */
export interface TaskPool {
  /**
   * Runs all items and resolves when each has had its outcome.
   *
   * @throws the signal's reason when it was aborted, after the items in work have ended
   * @throws WorkerBootError when no worker can start
   */
  run(
    items: Iterable<unknown> | AsyncIterable<unknown>,
    options: PoolRunOptions,
  ): Promise<void>;
  /** Ends the workers and what they have started. Safe to call twice. */
  close(): Promise<void>;
}
