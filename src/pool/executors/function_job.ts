/** A job on its way to where its function is called, and what may keep it from there. @module */
import { messageOf } from "../../base/message_of.ts";
import type { JobContext, ModuleJob } from "../../flow/job.ts";
import { FlowError } from "../../flow/record/flow_errors.ts";
import type { FunctionCall } from "../inside/function_handler.ts";

/** The call that does a job. */
export function functionCall(
  job: ModuleJob<unknown, unknown>,
  inputs: unknown,
  context: JobContext,
): FunctionCall {
  return {
    module: job.module,
    export: job.export ?? "default",
    job: context.job,
    runId: context.runId,
    attempt: context.attempt,
    inputs,
  };
}

/** Says that nothing is done any more. */
export function executorClosed(
  job: string,
  place: "thread" | "process",
  cause?: unknown,
): FlowError {
  return new FlowError(
    `Cannot run the job '${job}' in a ${place}: the executor is closed. Make a new one.`,
    { cause, data: { job } },
  );
}

/** Says that the inputs of a job cannot leave this thread. */
export function cannotSend(job: string, place: "thread" | "process", cause: unknown): FlowError {
  const whom = place === "thread" ? "a worker" : "one";
  return new FlowError(
    `Cannot run the job '${job}' in a ${place}: its inputs cannot be sent to ${whom} ` +
      `(${messageOf(cause)}). Hand on plain data, or make it inline.`,
    { cause, data: { job } },
  );
}
