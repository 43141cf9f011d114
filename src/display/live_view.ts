/**
 * What is known of work that goes on.
 *
 * @module
 */

/** Work that goes on, or that has ended. */
export interface LiveView extends LiveDetails {
  /** What is being done, e.g. a task's name. */
  readonly label: string;
  /** Items in all; null where that is not known. */
  readonly total: number | null;
  /** Items that have ended: the failed and the reused are among them. */
  readonly done: number;
  /** Items that have failed, in this run or in an earlier one whose failures are kept. */
  readonly errors: number;
  /** Seconds since the start. */
  readonly elapsed: number;
  /** Items a second, without those of earlier runs; null where nothing is known yet. */
  readonly rate: number | null;
  readonly finished: boolean;
}

/** What is asked for at each drawing, and only then. */
export interface LiveDetails {
  /** Items that an earlier run has done or skipped. @default {0} */
  readonly reused?: number;
  /** Of the failed, those of an earlier run that were not tried again. @default {0} */
  readonly keptFailed?: number;
  /** The item that took the longest so far. */
  readonly slowest?: { readonly item: string; readonly durationMs: number } | null;
  /** What each worker does. */
  readonly workers?: readonly LiveWorker[];
  /** Bytes of main memory in use. */
  readonly memory?: LiveMemory | null;
}

/** What one worker does now. */
export interface LiveWorker {
  /** Its number, from 0. */
  readonly worker: number;
  /** The item in work; null while the worker starts, or waits. */
  readonly item: string | null;
  /** Milliseconds since it was given its items. */
  readonly durationMs: number;
  /** Items that it has not answered, that in work included. */
  readonly pending: number;
}

/** Bytes of main memory in use. */
export interface LiveMemory {
  /** By this process. */
  readonly own: number;
  /** By the workers' processes; null where that cannot be known. */
  readonly workers: number | null;
}
