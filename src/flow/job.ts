/**
 * A job: one piece of work, and how it is to be done.
 *
 * @module
 */
import type { ErrorRule } from "./policy/error_ending.ts";
import type { WorkPolicy } from "./policy/work_policy.ts";
import type { StandardSchema } from "./standard_schema.ts";

/** How grave a log line is. */
export type LogLevel = "DEBUG" | "INFO" | "WARNING" | "ERROR";

/** The executor that does a job: of threads, of processes, or one of your own under its name. */
export type ExecutorName = "thread" | "process" | (string & Record<never, never>);

/** Where a job does its work: here, or where an executor does it. */
export type JobType = "inline" | ExecutorName;

/** Something that a job made and wants to be found with the run: a file, a link, a table. */
export interface Artifact {
  /** What it is found by. */
  readonly key: string;
  /** What it is, in words. */
  readonly description: string;
  /** What kind of thing it is, in the user's words. */
  readonly type: string;
  /** The thing itself, or what leads to it. */
  readonly data: unknown;
}

/** A value that a job found worth noting. */
export interface RunResult {
  /** What it is found by. */
  readonly key: string;
  /** What it is, in words. */
  readonly description: string;
  /** The value itself. */
  readonly data: unknown;
}

/** What a job is given beside its inputs. */
export interface JobContext {
  /** The name of the job in its run. */
  readonly job: string;
  /** The identifier of the run. */
  readonly runId: string;
  /** Which try this is, from 1. */
  readonly attempt: number;
  /** Aborted when the job's time is over, or its run is to stop: stop, then throw or return. */
  readonly signal: AbortSignal;
  /** Puts a line into the run's log and event stream. */
  log(level: LogLevel, message: string): void;
  /** Says how far the job is; `total` where it is known. */
  progress(done: number, total: number | null, errors: number): void;
  /** Keeps something with the run. */
  addArtifact(artifact: Artifact): void;
  /** Notes a value with the run. */
  addResult(result: RunResult): void;
}

/**
 * What a failure means: the job has failed; it is skipped, with all that requires it; or a
 * function's value stands in for its output (what that throws, the job fails with).
 */
export type OnError = ErrorRule<JobContext>;

/** Where outputs are kept by keys: a Map will do, and so will what asks a database. */
export interface OutputCache {
  /** The output of a key; undefined where there is none. */
  get(key: string): unknown;
  /** Keeps an output. */
  set(key: string, output: unknown): unknown;
}

/** How outputs of a job are found again. */
export interface JobCache<I> {
  /** What an output is kept by, made of the inputs; null keeps and finds nothing. */
  key(inputs: I): string | null;
  /** Where outputs are kept, over jobs and runs: jobs with one store share its keys. */
  readonly store: OutputCache;
}

/** How a job is done; `I` is what it is called with, `O` what it puts out. */
export interface JobOptions<I = Readonly<Record<string, unknown>>, O = unknown> extends WorkPolicy {
  /**
   * Milliseconds from the start of the run within which the job's inputs must be there.
   *
   * @default {none}
   */
  readonly inputTimeout?: number;
  /**
   * What it means that the last attempt has failed.
   *
   * @default {"fail"}
   */
  readonly onError?: OnError;
  /**
   * Among jobs that could start, those with the higher number go first.
   *
   * @default {0}
   */
  readonly priority?: number;
  /**
   * How many calls of this job (by its name) may run at once in one run.
   *
   * @default {any number}
   */
  readonly concurrency?: number;
  /** How much of the run's `resources` the job holds while it works. */
  readonly resources?: Readonly<Record<string, number>>;
  /** Finds outputs of earlier calls again, which then stand in for a call. */
  readonly cache?: JobCache<I>;
  /** Checks the inputs before the first attempt; the job gets what the schema makes of them. */
  readonly input?: StandardSchema<unknown, I>;
  /** Checks the output; it becomes what the schema makes of it. */
  readonly output?: StandardSchema<unknown, O>;
}

/** A job that runs here. */
export interface InlineJob<I = Readonly<Record<string, unknown>>, O = unknown>
  extends JobOptions<I, O> {
  /** Unique in a graph. */
  readonly name: string;
  /** Done here, by its function. */
  readonly type?: "inline";
  /**
   * Does the work.
   *
   * @param inputs in a graph the outputs of the jobs that have an edge to this one, by their
   * names (a job behind an optional edge is absent when it failed); in a call its arguments
   * @returns the job's output, handed to its successors
   */
  run(inputs: I, context: JobContext): O | Promise<O>;
  /**
   * Told that the output was found in the cache, and `run` will not be called.
   *
   * @internal
   * @param job the name of the job in its run
   */
  found?(job: string): void;
}

/**
 * A job that an executor does: a function that a module exports, as functions cannot be sent.
 *
 * The run must be given the executor under the name that is the job's `type`.
 */
export interface ModuleJob<I = Readonly<Record<string, unknown>>, O = unknown>
  extends JobOptions<I, O> {
  /** Unique in a graph. */
  readonly name: string;
  /** The name under which the run was given the executor. */
  readonly type: ExecutorName;
  /** URL of the module, e.g. `import.meta.resolve("./work.ts")`. */
  readonly module: string;
  /**
   * What the function is called there.
   *
   * @default {"default"}
   */
  readonly export?: string;
}

/** One piece of work in a graph, or in a call. */
export type Job<I = Readonly<Record<string, unknown>>, O = unknown> =
  | InlineJob<I, O>
  | ModuleJob<I, O>;

/** A job with any inputs: the engine hands on what it was given. */
export type AnyJob = Job<unknown, unknown>;

/**
 * States a job so that its inputs and output are inferred from its schemas or its function.
 *
 * @example
 * ```ts
 * import { defineJob } from "./job.ts";
 *
 * const double = defineJob({ name: "double", run: ({ n }: { n: number }) => n * 2, retries: 2 });
 * ```
 */
export function defineJob<I, O>(job: InlineJob<I, O>): InlineJob<I, O> {
  return job;
}

/**
 * Does jobs elsewhere; `executors` of a run says under which name. It is asked once for each
 * attempt: turns, time limits, further attempts and the record are the engine's.
 */
export interface JobExecutor {
  /**
   * Does a job.
   *
   * @param job what to call: `module` and `export`
   * @param inputs what it is called with
   * @param context its signal, which ends it, and where its log lines and progress go
   * @returns the job's output
   * @throws whatever the job throws; the signal's reason when it was aborted
   */
  run(job: ModuleJob<unknown, unknown>, inputs: unknown, context: JobContext): Promise<unknown>;
}
