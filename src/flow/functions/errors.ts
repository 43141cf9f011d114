/** The errors of function flows. @module */
import { FlowError } from "../record/flow_errors.ts";

/**
 * A task failed, and its `raiseOnError` is true; `cause` is what the task threw.
 *
 * `data` has `taskName`, `taskId`, `flowName` and `flowId`.
 */
export class TaskError extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "TaskError";
}

/**
 * A flow failed, and its `raiseFlowError` is true; `cause` is what ended it: a
 * {@linkcode TaskError}, or what its function threw.
 *
 * `data` has `flowName` and `flowId`.
 */
export class FlowFailed extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "FlowFailed";
}

/** A task was called, or a context asked for, where no flow runs. */
export class NoFlow extends FlowError {
  /** The class, as tables of errors name it. */
  override name = "NoFlow";
}
