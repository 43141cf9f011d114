/** What a worker of a thread executor runs: functions that modules export. @module */
import { UsageError } from "../../base/errors.ts";
import type { JobContext } from "../../flow/job.ts";
import type { Handler, HandlerContext, WorkKinds } from "../channel/handler.ts";

/** The one kind of work of an executor's workers. */
export const FUNCTIONS: WorkKinds = { functions: { module: import.meta.url } };

/** One call of an exported function. */
export interface FunctionCall {
  readonly module: string;
  readonly export: string;
  readonly job: string;
  readonly runId: string;
  readonly attempt: number;
  readonly inputs: unknown;
}

/** What a function that runs as a job in a worker is given beside its inputs. */
export type WorkerJobContext = Omit<JobContext, "progress" | "addArtifact" | "addResult">;

/** Makes the handler; modules are imported when they are first called for. */
export function createHandler(): Handler {
  return { run: (payload, _, context) => callExport(payload as FunctionCall, context) };
}

async function callExport(call: FunctionCall, context: HandlerContext): Promise<unknown> {
  const exports: Record<string, unknown> = await import(call.module);
  const fn = exports[call.export];
  if (typeof fn !== "function") {
    throw new UsageError(
      `Cannot run the job '${call.job}': ${call.module} exports no function '${call.export}'; it ` +
        `exports ${Object.keys(exports).join(", ") || "nothing"}.`,
      { data: { job: call.job, module: call.module, export: call.export } },
    );
  }
  const { job, runId, attempt } = call;
  const { signal, log } = context;
  const own: WorkerJobContext = { job, runId, attempt, signal, log };
  return await fn(call.inputs, own);
}
