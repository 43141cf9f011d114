/** How one submission is run: at once, or with what an earlier program has kept. @module */
import type { GraphRun } from "../engine/graph_run.ts";
import { startGraph } from "../engine/scheduler.ts";
import type { RunEvent } from "../record/events.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import { KeptSubmission } from "./kept_submission.ts";
import type { FlowManagerOptions } from "./manager_options.ts";
import type { PlacedGraph, SubmissionState } from "./placed_graph.ts";
import type { Starts } from "./starts.ts";
import type { Submission } from "./submission.ts";

/** What is run, and how. */
export interface SubmissionStart {
  readonly submission: Submission;
  readonly placed: PlacedGraph;
  readonly global: Readonly<Record<string, unknown>>;
  readonly options: FlowManagerOptions;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** How a submission ended: its run, and why it has failed where that is not the run's. */
export interface SubmissionEnd {
  readonly run: GraphRun | null;
  readonly failure?: { readonly error: unknown };
}

/**
 * Starts a run.
 *
 * @throws UsageError for jobs that could never start
 */
export function startSubmission(
  start: SubmissionStart,
  kept: KeptSubmission | null = null,
): GraphRun {
  const { submission, placed, global, options } = start;
  const { timeout = options.timeout, signal } = start;
  const { executors, resources } = options;
  const state: SubmissionState = { submission, global, outputs: null };
  /** The run, as soon as it is known here: its first jobs may have ended before. */
  const known: { run: GraphRun | null } = { run: null };
  /** Jobs that had ended before the run was known here. */
  const early: string[] = [];
  const hear = (event: RunEvent) => {
    if (event.type !== "job_completed") return;
    if (known.run === null) early.push(event.job);
    else kept!.keep(event.job, known.run.node(event.job).output);
  };
  const listeners = [...options.listeners ?? [], ...(kept === null ? [] : [hear])];
  const run = startGraph(placed.graph, {
    ...{ name: placed.fqName, timeout, signal, listeners, executors, resources },
    known: kept?.known,
    inputsFor: (job, outputs) => {
      state.outputs ??= known.run?.outputs ?? null;
      return placed.inputsFor(job, outputs, state);
    },
  });
  known.run = run;
  for (const job of early) kept!.keep(job, run.node(job).output);
  state.outputs = run.outputs;
  return run;
}

/** Runs a submission when there is a place for it. */
export async function runLater(starts: Starts, start: SubmissionStart): Promise<SubmissionEnd> {
  await starts.later();
  try {
    return { run: await startSubmission(start).wait() };
  } catch (error) {
    return { run: null, failure: { error } };
  }
}

/** Goes on with what an earlier program has kept, and keeps what jobs give. */
export async function runKept(
  results: ResultsManager,
  start: SubmissionStart,
): Promise<SubmissionEnd> {
  let run: GraphRun | null = null;
  try {
    const kept = await KeptSubmission.load(results, start.placed.fqName, start.submission);
    run = startSubmission(start, kept);
    await run.wait();
    await kept.settled();
    return { run };
  } catch (error) {
    return { run, failure: { error } };
  }
}
