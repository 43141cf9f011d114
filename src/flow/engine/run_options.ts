/** How a run is to go. @module */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { RunListener } from "../record/events.ts";
import type { Resources } from "../resources.ts";
import type { SharedResources } from "./shared_resources.ts";
import type { RecordOptions } from "../record/run_record.ts";
import { checkJobOptions } from "../job_rules.ts";
import { WORK_POLICY } from "../policy/work_policy.ts";
import type { AnyJob, ExecutorName, InlineJob, JobExecutor, ModuleJob } from "../job.ts";

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
  /**
   * How much there is of what jobs hold while they work, e.g. `{ kernel: 2 }`; or within a time,
   * e.g. `{ api: { count: 10, per: 1000 } }`.
   */
  readonly resources?: Resources;
  /** What there is for the jobs of this run and of others together. */
  readonly shared?: SharedResources;
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

/** The names of {@linkcode RunOptions}. */
export const RUN_OPTIONS: OptionNames<RunOptions> = {
  name: true,
  id: true,
  onListenerFailure: true,
  logLimit: true,
  signal: true,
  listeners: true,
  timeout: true,
  concurrency: true,
  resources: true,
  shared: true,
  executors: true,
  keepOutputs: true,
};

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

const CALL: OptionNames<CallOptions<unknown>> = { parent: true, args: true };
/** The names of what a job is made of, of either kind. */
const JOB_OPTIONS: OptionNames<
  Omit<InlineJob, "type"> & ModuleJob
> = {
  ...WORK_POLICY,
  inputTimeout: true,
  onError: true,
  priority: true,
  concurrency: true,
  resources: true,
  cache: true,
  input: true,
  output: true,
  name: true,
  type: true,
  run: true,
  found: true,
  module: true,
  export: true,
};

/** @throws UsageError for options that neither a job nor its call has */
export function checkCall(job: AnyJob, options: CallOptions<unknown>): void {
  const attempt = `call the job '${job.name}'`;
  requireKnownOptions(attempt, options, CALL);
  // A job of a class may hold more, which is its own.
  if (Object.getPrototypeOf(job) === Object.prototype) {
    requireKnownOptions<object>(attempt, job, JOB_OPTIONS);
    checkJobOptions(attempt, job);
  }
}
