/** How a flow is executed. @module */
import type { OptionNames } from "../../base/known_options.ts";
import type { RunListener } from "../record/events.ts";
import type { ExecutionRecord } from "./execution_record.ts";

/** How a flow is executed. */
export interface ExecuteOptions {
  /** Cancels the execution. */
  readonly signal?: AbortSignal;
  /**
   * Whether nothing is tried again, whatever `retries` say.
   *
   * @default {false}
   */
  readonly failQuickly?: boolean;
  /**
   * What this execution is known by: asked for twice with one key, it is done once, and both get
   * the same result. One that did not complete is forgotten.
   */
  readonly key?: string;
  /**
   * The record of an earlier execution with the same input: what completed there is not done again,
   * unless its version, its dependencies or one of those have changed.
   */
  readonly resume?: ExecutionRecord;
  /**
   * Whether flows that it waits for, and that have completed in this context with the same input
   * and version, are not done again.
   *
   * @default {false}
   */
  readonly reuse?: boolean;
  /** Subscribed to the engine's events of this execution before anything happens. */
  readonly listeners?: readonly RunListener[];
}

/** The names of {@linkcode ExecuteOptions}. */
export const EXECUTE_OPTIONS: OptionNames<ExecuteOptions> = {
  signal: true,
  failQuickly: true,
  key: true,
  resume: true,
  reuse: true,
  listeners: true,
};
