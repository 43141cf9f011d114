/** The errors of pools. @module */
import { TrunnionError } from "../base/errors.ts";

/** No item can be done, whichever it is: the run ends at once, with this one error. */
export class RunEnding extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "RunEnding";
}

/** No worker could start. */
export class WorkerBootError extends RunEnding {
  /** The class, as tables of errors name it. */
  override name = "WorkerBootError";
}

/** A worker ended in the middle of an item. */
export class WorkerCrash extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "WorkerCrash";
}

/** A task tried to end the process, or its own worker. */
export class ExitRefused extends TrunnionError {
  override name = "ExitRefused";
}

/**
 * The process of a job ended in the middle of it: the job left it, its memory was used up, or it
 * was killed. `data` holds the `job`, and of the process `pid`, exit `code` or `signal` and the
 * `lastLines` that it wrote to standard error.
 */
export class ProcessCrash extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "ProcessCrash";
}
