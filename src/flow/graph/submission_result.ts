/** What became of a submission. @module */
import { TrunnionError } from "../../base/errors.ts";
import type { FlowRun } from "../engine/flow_run.ts";
import type { Submission } from "./submission.ts";

/** A submission that has gone through its graph. */
// deno-lint-ignore no-explicit-any
export interface SubmissionResult<O = any> {
  /** The graph. */
  readonly fqName: string;
  /** What was submitted. */
  readonly submission: Submission;
  /** What the last job gave: an object as it is, anything else as `{ result }`. */
  readonly output: O;
  /** The qualified name of the last job. */
  readonly returnJob: string;
  /** What jobs with `saveResult` gave, by their names. */
  readonly savedResults: Readonly<Record<string, unknown>>;
  /** The record of it. */
  readonly run: FlowRun;
}

/** A submission that failed. */
export interface SubmissionError {
  /** The graph. */
  readonly fqName: string;
  /** The job that failed first; null where the submission was cancelled, or took too long. */
  readonly job: string | null;
  /** What it failed with. */
  readonly error: unknown;
  /** What was submitted. */
  readonly task: Submission;
  /** The record of it; null where it could not begin. */
  readonly run: FlowRun | null;
}

/** A callback that threw. */
export interface CallbackError {
  /** What it was called with. */
  readonly result: SubmissionResult;
  /** What it threw. */
  readonly error: unknown;
}

/** What has been collected since it was last asked for. */
export interface PoppedResults {
  /** By the name of the graph. */
  readonly completed: Readonly<Record<string, readonly SubmissionResult[]>>;
  /** In the order in which they failed. */
  readonly errors: readonly SubmissionError[];
  /** Of `onComplete`. */
  readonly callbackErrors: readonly CallbackError[];
}

/** How many submissions there were, popped ones too. */
export interface SubmissionCounts {
  /** All that were taken. */
  readonly submitted: number;
  /** Those that went through. */
  readonly completed: number;
  /** Those that failed. */
  readonly errors: number;
  /** How often `onComplete` threw. */
  readonly callbackErrors: number;
}

/** One or several submissions failed. */
export class SubmissionFailed extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "SubmissionFailed";
  /** All that failed. */
  readonly errors: readonly SubmissionError[];

  /** Made of what failed; the `cause` is the first error. */
  constructor(message: string, errors: readonly SubmissionError[]) {
    super(message, {
      cause: errors[0]?.error,
      data: { errors: errors.map(({ fqName, job }) => ({ fqName, job })) },
    });
    this.errors = errors;
  }
}
