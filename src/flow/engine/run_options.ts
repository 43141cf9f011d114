/** How a run is to go. @module */
import type { RunListener } from "../record/events.ts";
import type { RecordOptions } from "../record/run_record.ts";
import type { ExecutorName, JobExecutor } from "../job.ts";

/** Executors by the type of the jobs that they do. */
export type Executors = Readonly<Partial<Record<ExecutorName, JobExecutor>>>;

/** What every run may be started with. */
export interface RunOptions extends RecordOptions {
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Subscribed before anything happens. */
  readonly listeners?: readonly RunListener[];
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
  /**
   * What does the jobs that are not inline, by their `type`; others are refused. Whoever made an
   * executor closes it: it may serve many runs.
   */
  readonly executors?: Executors;
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
