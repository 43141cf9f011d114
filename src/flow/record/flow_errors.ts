/** The errors of runs and jobs. @module */
import { TrunnionError } from "../../base/errors.ts";

/** Something went wrong with a run or one of its jobs; the subclasses say what. */
export class FlowError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "FlowError";
}

/** A run was stopped by its AbortSignal or by `cancel()`; `cause` is the reason that was given. */
export class RunCancelled extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "RunCancelled";
}

/** A job, its inputs or a run took longer than was allowed. */
export class FlowTimeoutError extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "FlowTimeoutError";
}

/** A job failed as often as it was allowed to. */
export class FlowRetryError extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "FlowRetryError";
  /** What the last attempt threw; the same as `cause`. */
  readonly originalError: unknown;

  /** Made by the engine, of what the last attempt threw. */
  constructor(message: string, originalError: unknown, data: Record<string, unknown>) {
    super(message, { cause: originalError, data });
    this.originalError = originalError;
  }
}

/** A job could not start, because one that it requires had failed; `cause` is that failure. */
export class DependencyError extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "DependencyError";
}

/** Milliseconds as seconds, for messages: `0.1 seconds`. */
export function secondsText(ms: number): string {
  return `${Number((ms / 1000).toPrecision(6))} seconds`;
}

/**
 * What work that took too long has failed with.
 *
 * @param data facts beside the `timeout`
 */
export function timeoutError(
  task: string,
  timeout: number,
  data: Readonly<Record<string, unknown>> = {},
): FlowTimeoutError {
  return new FlowTimeoutError(`Task ${task} timed out after ${secondsText(timeout)}`, {
    data: { ...data, timeout },
  });
}
