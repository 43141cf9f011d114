/** Which job runs this code, and for which submission. @module */
import { AsyncLocalStorage } from "node:async_hooks";
import { UsageError } from "../../base/errors.ts";
import type { JobContext as EngineContext } from "../job.ts";
import type { Submission } from "./submission.ts";

/** What a running job can ask for. */
export interface JobContext<I = Readonly<Record<string, unknown>>> {
  /** What was submitted. */
  readonly task: Submission;
  /** What the jobs right before this one gave, by their names. */
  readonly inputs: I;
  /** What the manager gives to all jobs. */
  readonly global: Readonly<Record<string, unknown>>;
  /** What jobs with `saveResult` have given so far in this submission, by their names. */
  readonly savedResults: Readonly<Record<string, unknown>>;
  /** The name of the job with that of its graph: `graph$$variant$$job$$`. */
  readonly fqName: string;
  /** The parameters that the submission has for this job, by their names. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Aborted when the job's time is over, or the submission is to stop. */
  readonly signal: AbortSignal;
  /** The engine's: the log, progress, artifacts, which attempt this is. */
  readonly engine: EngineContext;
}

/** Found through the asynchronous context, never through a variable that two jobs could share. */
export const jobScope: AsyncLocalStorage<JobContext> = new AsyncLocalStorage();

/**
 * What the running job can ask for.
 *
 * @throws UsageError where no job runs this code
 *
 * @example
 * ```ts
 * import { FlowManager, jobContext, serial, wrap } from "trunnion/graph";
 *
 * const { load, count } = wrap({
 *   load: (name: string) => ({ name, faces: [6, 3] }),
 *   count: () => jobContext<{ load: { faces: number[] } }>().inputs.load.faces.length,
 * });
 * const manager = new FlowManager({ graphs: { survey: serial(load, count) } });
 * const { output } = await manager.submit({ "load.name": "gear" });
 * console.log(output); // { result: 2 }
 * ```
 */
export function jobContext<I = Readonly<Record<string, unknown>>>(): JobContext<I> {
  return currentJob("get the context of a job") as JobContext<I>;
}

/**
 * What the running job can ask for.
 *
 * @param attempted what was attempted, for the message
 * @param job of which job, where it is known
 * @throws UsageError where no job runs this code
 */
export function currentJob(attempted: string, job: string | null = null): JobContext {
  const found = jobScope.getStore();
  if (found !== undefined) return found;
  const attempt = job === null ? attempted : `${attempted} '${job}'`;
  throw new UsageError(
    `Cannot ${attempt}: no job runs this code. Ask for it inside of the function of a job, ` +
      "before it has returned.",
  );
}
