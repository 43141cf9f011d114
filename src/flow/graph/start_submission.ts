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
  const { listeners = [], executors, resources } = options;
  const state: SubmissionState = { submission, global, outputs: null };
  const keeping = kept === null ? null : new Keeping(kept);
  const run = startGraph(placed.graph, {
    name: placed.fqName,
    timeout,
    signal,
    listeners: keeping === null ? listeners : [...listeners, keeping.hear],
    executors,
    resources,
    known: kept?.known,
    inputsFor: (job, outputs) => placed.inputsFor(job, outputs, state),
  });
  state.outputs = run.outputs;
  keeping?.begin(run);
  return run;
}

/** Keeps what jobs give. The first may have ended before the run is known here. */
class Keeping {
  readonly #kept: KeptSubmission;
  readonly #early: string[] = [];
  #run: GraphRun | null = null;

  constructor(kept: KeptSubmission) {
    this.#kept = kept;
  }

  readonly hear = (event: RunEvent): void => {
    if (event.type !== "job_completed") return;
    if (this.#run === null) this.#early.push(event.job);
    else this.#keep(event.job, this.#run);
  };

  begin(run: GraphRun): void {
    this.#run = run;
    for (const job of this.#early) this.#keep(job, run);
  }

  #keep(job: string, run: GraphRun): void {
    this.#kept.keep(job, run.node(job).output);
  }
}

/** Waits for a submission; one that has not begun begins when there is a place for it. */
export async function runInTurn(
  starts: Starts,
  begun: GraphRun | null,
  start: SubmissionStart,
): Promise<SubmissionEnd> {
  try {
    if (begun === null) await starts.later();
    const run = begun ?? startSubmission(start);
    await run.whenDone();
    return { run };
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
