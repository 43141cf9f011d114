/** What those are told who wait for submissions that failed. @module */
import { messageOf } from "../../base/message_of.ts";
import { FlowTimeoutError, RunCancelled, secondsText } from "../record/flow_errors.ts";
import type { PlacedGraph } from "./placed_graph.ts";
import { type SubmissionError, SubmissionFailed } from "./submission_result.ts";

/** What failed, a line each. */
export function failuresText(errors: readonly SubmissionError[]): string {
  const lines = errors.slice(0, 10).map(({ fqName, job, error }) => {
    const parts = fqName.split("$$");
    const name = job === null ? fqName : `${parts[0]}$$${parts[1]}$$${job}$$`;
    return `${name}: ${messageOf(error)}`;
  });
  const more = errors.length > lines.length ? [`and ${errors.length - lines.length} more`] : [];
  return ["Errors occurred during job execution:", ...lines, ...more].join("\n");
}

/** What who waits for a submission is told. */
export function failureOf(
  error: SubmissionError,
  { fqName }: PlacedGraph,
  timeout?: number,
): Error {
  const { error: thrown } = error;
  if (thrown instanceof RunCancelled) return thrown;
  if (thrown instanceof FlowTimeoutError && error.job === null && timeout !== undefined) {
    return new FlowTimeoutError(
      `Timed out waiting for tasks to complete after ${secondsText(timeout)}: '${fqName}' was ` +
        "stopped",
      { data: { timeout, fqName }, cause: thrown },
    );
  }
  return new SubmissionFailed(failuresText([error]), [error]);
}
