/** The error of runs that were stopped from outside. @module */
import { TrunnionError } from "./errors.ts";

/** A run was stopped by its AbortSignal or by `cancel()`; `cause` is the reason that was given. */
export class RunCancelled extends TrunnionError {
  override name = "RunCancelled";
}
