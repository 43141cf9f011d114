/** How a run is to go. @module */
import type { ListenerFailure, RunListener } from "../record/events.ts";
import type { JobExecutor } from "./job.ts";

/** What every run may be started with. */
export interface RunOptions {
  /** The name of the run, for messages. */
  readonly name: string;
  /** @default {a random UUID} */
  readonly id?: string;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Subscribed before anything happens. */
  readonly listeners?: readonly RunListener[];
  /** Told once of each listener that throws. */
  readonly onListenerFailure?: (failure: ListenerFailure) => void;
  /**
   * Milliseconds for the whole run; past them it has failed with a FlowTimeoutError.
   *
   * @default {none}
   */
  readonly timeout?: number;
  /**
   * How many jobs may run at once.
   *
   * @default {any number}
   */
  readonly concurrency?: number;
  /** How much there is of what jobs hold while they work, e.g. `{ kernel: 2 }`. */
  readonly resources?: Readonly<Record<string, number>>;
  /** What does the jobs of other types than inline; without it they are refused. */
  readonly executors?: { readonly thread?: JobExecutor; readonly process?: JobExecutor };
  /**
   * How many log lines the record keeps, the last ones.
   *
   * @default {10000}
   */
  readonly logLimit?: number;
  /**
   * Whether the record keeps the outputs of called jobs (those of a graph's jobs are always kept).
   *
   * @default {true}
   */
  readonly keepOutputs?: boolean;
}

/** How a job is called. */
export interface CallOptions<I> {
  /** The job that calls this one, by its name in the run: it stops when that one is stopped. */
  readonly parent?: string;
  /**
   * What the job is called with.
   *
   * @default {{}}
   */
  readonly args?: I;
}
