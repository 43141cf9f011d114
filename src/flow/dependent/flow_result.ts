/** How an execution of a flow ended. @module */
import type { FlowStatus } from "./flow_words.ts";

/** What an execution of one flow came to: plain data. */
export interface FlowResult<O = Record<string, unknown>> {
  /** The id of the flow. */
  readonly processId: string;
  /** How it ended. */
  readonly status: FlowStatus;
  /** When its processor began; where it never did, when that was known. */
  readonly startTime: Date;
  /** When it ended. */
  readonly endTime: Date;
  /** What it put out; null where it did not complete. */
  readonly output: O | null;
  /** Why it did not complete, in words; else null. */
  readonly error: string | null;
  /** Where that was thrown; null where nothing is known. */
  readonly traceback: string | null;
  /** What else is known. */
  readonly metadata: FlowResultMetadata;
}

/** What is known of an execution beside its end. */
export interface FlowResultMetadata {
  /** The identifier of the run; null where there was none, as the flow was at work already. */
  readonly runId: string | null;
  /** How often the processor was called. */
  readonly attempts: number;
  /** Milliseconds from start to end, retries and all. */
  readonly durationMs: number;
  /** The version of the flow. */
  readonly version: string | null;
  /** The class of the error; null where there is none. */
  readonly errorType: string | null;
  /** Why it ended without an error of its own: its output was known, its dependency failed. */
  readonly reason: string | null;
}
