/**
 * The one error model: an error is a class with plain `data` and a `cause`.
 *
 * Errors cross worker borders and end up as rows, so everything that matters about one is in
 * fields that survive JSON.
 *
 * @module
 */

/** What every error of Trunnion carries beside its message. */
export interface TrunnionErrorOptions {
  /** Plain, JSON-safe facts about the failure, such as the value found. */
  data?: Record<string, unknown>;
  /** The error that led to this one. */
  cause?: unknown;
}

/**
 * The base of all errors that Trunnion throws on purpose.
 *
 * Its `name` is what the error table has as `error_class`, so each subclass sets its own.
 *
 * @example Telling Trunnion's errors from others
 * ```ts
 * import { TrunnionError } from "trunnion";
 *
 * try {
 *   throw new TrunnionError("Cannot split: the shares must sum to 1, found 1.2");
 * } catch (error) {
 *   if (!(error instanceof TrunnionError)) throw error;
 *   console.log(error.message);
 * }
 * ```
 */
export class TrunnionError extends Error {
  /** The class, as tables of errors name it. */
  override name = "TrunnionError";
  /** Plain facts about the failure. */
  readonly data: Record<string, unknown>;

  /** An error whose message says what was attempted, the rule, the value found, what to do next. */
  constructor(message: string, options: TrunnionErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.data = options.data ?? {};
  }
}

/** A call that cannot work as it was written: wrong arguments, names or settings. */
export class UsageError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "UsageError";
}
