/**
 * Runs a graph: a job starts as soon as its inputs are there.
 *
 * @module
 */
import { toErrorRow } from "./error_row.ts";
import { FlowRun } from "./flow_run.ts";
import type { Graph, Job } from "./graph.ts";
import { RunCancelled } from "./run_cancelled.ts";
import type { RunListener } from "./events.ts";

/** How a graph is run. */
export interface StartOptions {
  /** The name of the run, for messages. */
  readonly name: string;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Subscribed before anything happens. */
  readonly listeners?: readonly RunListener[];
}

/**
 * Starts a graph and returns its record at once.
 *
 * The first job that fails, unless only optional edges leave it, ends the run: no further job
 * starts, the signal of the others is aborted, and the run ends when they have.
 */
export function startGraph(graph: Graph, options: StartOptions): FlowRun {
  const run = new FlowRun(graph, options.name);
  for (const listener of options.listeners ?? []) run.events.subscribe(listener);
  void new Scheduler(run).execute(options.signal);
  return run;
}

class Scheduler {
  readonly #run: FlowRun;
  /** By job: how many of its predecessors have not ended. */
  readonly #waiting: Map<string, number>;
  readonly #jobs: Map<string, Job>;
  #running = 0;
  #settled = Promise.withResolvers<void>();

  constructor(run: FlowRun) {
    this.#run = run;
    this.#jobs = new Map(run.graph.jobs.map((job) => [job.name, job]));
    this.#waiting = new Map(
      run.graph.jobs.map(({ name }) => [name, run.graph.incoming(name).length]),
    );
  }

  async execute(signal: AbortSignal | undefined): Promise<void> {
    const run = this.#run;
    const onAbort = () => run.cancel(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    const start = performance.now();
    run.startedAt = Date.now();
    run.state = "running";
    run.events.emit({ type: "run_started", name: run.name, jobs: [...run.jobs.keys()] });
    if (signal?.aborted) onAbort();

    for (const [name, count] of this.#waiting) if (count === 0) this.#start(name);
    if (this.#running > 0) await this.#settled.promise;

    signal?.removeEventListener("abort", onAbort);
    for (const { name, state } of run.jobs.values()) {
      if (state === "pending") this.#skip(name, "the run ended before it could start");
    }
    run.durationMs = performance.now() - start;
    run.state = run.error === null
      ? "completed"
      : run.error instanceof RunCancelled
      ? "cancelled"
      : "failed";
    run.events.emit({
      type: "run_finished",
      state: run.state,
      error: run.error === null ? null : toErrorRow(run.error),
    });
    run.end();
  }

  #start(name: string): void {
    if (this.#run.signal.aborted) return;
    this.#running++;
    // #work settles every outcome itself, so nothing is left to catch here.
    void this.#work(this.#jobs.get(name)!).then(() => {
      this.#running--;
      this.#release(name);
      if (this.#running === 0) this.#settled.resolve();
    });
  }

  async #work(job: Job): Promise<void> {
    const run = this.#run;
    const { name } = job;
    const start = performance.now();
    run.update(name, { state: "running", attempts: 1, startedAt: Date.now() });
    run.events.emit({ type: "job_started", job: name });
    try {
      const output = await job.run(this.#inputsOf(name), {
        job: name,
        runId: run.id,
        signal: run.signal,
        log: (level, message) => run.events.emit({ type: "log", job: name, level, message }),
        progress: (done, total, errors) =>
          run.events.emit({ type: "job_progress", job: name, done, total, errors }),
      });
      const durationMs = performance.now() - start;
      run.outputs.set(name, output);
      run.update(name, { state: "completed", durationMs });
      run.events.emit({ type: "job_completed", job: name, durationMs });
    } catch (thrown) {
      const durationMs = performance.now() - start;
      const error = toErrorRow(thrown);
      run.update(name, { state: "failed", durationMs, error });
      run.events.emit({ type: "job_failed", job: name, durationMs, error });
      const outgoing = run.graph.outgoing(name);
      const spared = outgoing.length > 0 && outgoing.every((edge) => edge.kind === "optional");
      if (!spared) run.stop(thrown);
    }
  }

  #inputsOf(name: string): Record<string, unknown> {
    const inputs: Record<string, unknown> = {};
    for (const { from } of this.#run.graph.incoming(name)) {
      if (this.#run.outputs.has(from)) inputs[from] = this.#run.outputs.get(from);
    }
    return inputs;
  }

  /** Counts a job that has ended down in all that waited for it. */
  #release(name: string): void {
    for (const { to } of this.#run.graph.outgoing(name)) {
      const left = this.#waiting.get(to)! - 1;
      this.#waiting.set(to, left);
      if (left === 0) this.#start(to);
    }
  }

  #skip(name: string, reason: string): void {
    this.#run.update(name, { state: "skipped" });
    this.#run.events.emit({ type: "job_skipped", job: name, reason });
  }
}
