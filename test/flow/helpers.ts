import type { GraphEdge } from "../../src/flow/graph_edge.ts";
import { Graph } from "../../src/flow/engine/graph.ts";
import type { InlineJob, JobContext } from "../../src/flow/job.ts";

export type Work = (inputs: Readonly<Record<string, unknown>>, context: JobContext) => unknown;

/** A graph of functions, or of jobs without their names; edges as "a > b" or "a ? b" (optional). */
export function graphOf(
  jobs: Record<string, Work | Omit<InlineJob, "name">>,
  ...edges: string[]
): Graph {
  return new Graph(
    Object.entries(jobs).map(([name, job]): InlineJob =>
      typeof job === "function" ? { name, run: job } : { ...job, name }
    ),
    edges.map((text): GraphEdge => {
      const [from, arrow, to] = text.split(" ");
      return { from, to, kind: arrow === "?" ? "optional" : "required" };
    }),
  );
}

/** Ends when the signal is aborted, with its reason. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
  );
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function boom(): never {
  throw new Error("boom");
}
