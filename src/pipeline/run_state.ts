/** How a run has ended. @module */
import { RunCancelled } from "../flow/record/flow_errors.ts";
import { NoItems } from "./errors.ts";
import type { FlowSummary } from "./outputs/flow_summary.ts";

/** The state of a run, by what has failed; null for nothing. */
export function stateOf(failure: unknown): FlowSummary["state"] {
  if (failure === null) return "completed";
  return failure instanceof RunCancelled ? "cancelled" : "failed";
}

/** Whether a run had nothing to do, as none of its sources could be found. */
export function isNoSource(failure: unknown): boolean {
  return failure instanceof NoItems && failure.cause instanceof Error &&
    failure.cause.name === "SourceError";
}
