/** One doing of a job, and what stops it. @module */
import type { Attempt, Stoppable } from "./attempt.ts";
import type { AnyJob } from "../job.ts";
import type { JobNode } from "./job_node.ts";
import type { Need } from "./limits.ts";

/** One doing of a job. */
export interface Call {
  readonly node: JobNode;
  readonly job: AnyJob;
  inputs: unknown;
  readonly needs: readonly Need[];
  readonly parent: Attempt | null;
  /** What stops it: the try that called it, or the run. */
  readonly above: Stoppable;
  start: number;
}

/** Whether a job was told to stop, by itself or with what is above it. */
export function isStopped({ node, above }: Call): boolean {
  return node.told || above.aborted;
}

/** What stops a job that waits for its turn. */
export function stoppable(call: Call): Pick<Stoppable, "aborted" | "reason"> {
  const { node, above } = call;
  if (!node.alone) return above;
  return {
    get aborted() {
      return isStopped(call);
    },
    get reason() {
      return node.told ? node.stopReason : above.reason;
    },
  };
}
