/**
 * Runs a graph: a job starts as soon as its inputs are there.
 *
 * @module
 */
import { messageOf } from "../../base/message_of.ts";
import { DependencyError, FlowTimeoutError, secondsText } from "../record/flow_errors.ts";
import { startTimer, type Timer } from "../policy/time_limit.ts";
import { FlowRun } from "./flow_run.ts";
import type { Graph } from "./graph.ts";
import type { JobNode } from "./job_node.ts";
import type { AnyJob } from "../job.ts";
import type { RunOptions } from "./run_options.ts";

/** How a graph is run. */
interface StartOptions extends RunOptions {
  /**
   * What becomes of the others when a job fails: all of them are stopped, or those that do not
   * depend on it go on. Either way the run has failed, unless only optional edges lead on.
   *
   * @default {"stop"}
   */
  readonly onFailure?: "stop" | "finish-independent";
  /** Outputs that are known already, by name of the job: those jobs do not run again. */
  readonly known?: Readonly<Record<string, unknown>>;
}

/**
 * Starts a graph and returns its record at once.
 *
 * Jobs that require a failed one fail too, without having started, and so on down the graph.
 *
 * @throws UsageError for a job that could never start
 */
export function startGraph(graph: Graph, options: StartOptions): FlowRun {
  const run = new FlowRun(options, graph);
  void new Scheduler(graph, run, options).execute();
  return run;
}

class Scheduler {
  readonly #graph: Graph;
  readonly #run: FlowRun;
  readonly #stopsAll: boolean;
  readonly #known: Readonly<Record<string, unknown>>;
  /** By job: how many of its predecessors have not ended. A job that has ended is not there. */
  readonly #waiting: Map<string, number>;
  readonly #jobs: Map<string, AnyJob>;
  readonly #inputTimers = new Map<string, Timer>();
  readonly #settled = Promise.withResolvers<void>();
  #running = 0;
  #finished: JobNode[] = [];
  #draining = false;

  constructor(graph: Graph, run: FlowRun, { onFailure, known = {} }: StartOptions) {
    this.#graph = graph;
    this.#run = run;
    this.#stopsAll = onFailure !== "finish-independent";
    this.#known = known;
    this.#jobs = new Map(graph.jobs.map((job) => [job.name, job]));
    this.#waiting = new Map(graph.jobs.map(({ name }) => [name, graph.incoming(name).length]));
  }

  async execute(): Promise<void> {
    const run = this.#run;
    for (const { name, inputTimeout } of this.#graph.jobs) {
      if (inputTimeout !== undefined) this.#limitInputs(name, inputTimeout);
    }
    for (const [name, output] of Object.entries(this.#known)) {
      if (!this.#jobs.has(name)) continue;
      this.#leave(name);
      run.know(name, output);
    }
    const ready = new Set(
      [...this.#waiting].filter(([, left]) => left === 0).map(([name]) => name),
    );
    for (const name of Object.keys(this.#known)) {
      for (const to of this.#countDown(name)) ready.add(to);
    }
    this.#startAll([...ready]);
    if (this.#running > 0) await this.#settled.promise;
    for (const timer of this.#inputTimers.values()) clearTimeout(timer);
    for (const { name, state } of run.jobs.values()) {
      if (state === "pending") run.skip(name, "the run ended before it could start");
    }
    await run.close();
  }

  #startAll(names: string[]): void {
    const priority = (name: string) => this.#jobs.get(name)!.priority ?? 0;
    if (names.length > 1) names.sort((a, b) => priority(b) - priority(a));
    for (const name of names) this.#start(name);
  }

  #start(name: string): void {
    if (this.#run.aborted) return;
    this.#leave(name);
    this.#running++;
    const node = this.#run.perform(this.#jobs.get(name)!, this.#inputsOf(name));
    // `done` never rejects, so nothing is left to catch here.
    if (node.done === undefined) this.#finish(node.record);
    else void node.done.then(() => this.#finish(node.record));
  }

  /** Notes that a job has ended; what follows from it happens soon, but not within this call. */
  #finish(node: JobNode): void {
    this.#finished.push(node);
    if (this.#draining) return;
    this.#draining = true;
    queueMicrotask(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    // The list grows while it is gone through, by jobs that end as soon as they have started.
    for (let i = 0; i < this.#finished.length; i++) {
      this.#running--;
      this.#ended(this.#finished[i]);
      const pause = this.#run.breathe();
      if (pause !== undefined) await pause;
    }
    this.#finished = [];
    this.#draining = false;
    if (this.#running === 0) this.#settled.resolve();
  }

  /** A job waits no more. */
  #leave(name: string): void {
    this.#waiting.delete(name);
    clearTimeout(this.#inputTimers.get(name));
  }

  #inputsOf(name: string): Record<string, unknown> {
    const inputs: Record<string, unknown> = {};
    const { outputs } = this.#run;
    for (const { from } of this.#graph.incoming(name)) {
      if (outputs.has(from)) inputs[from] = outputs.get(from);
    }
    return inputs;
  }

  #ended({ name, state, thrown }: JobNode): void {
    if (state === "completed") this.#startAll(this.#countDown(name));
    else if (state === "failed") this.#fail(name, thrown);
    else if (state === "skipped" && !this.#run.aborted) {
      this.#endDependents(name, (job, dependency) => {
        this.#run.skip(job, `Required dependency ${dependency} was skipped`);
      });
    }
  }

  /** Counts an ended job down in all that waited for it, and gives those that may start now. */
  #countDown(name: string, kind?: "optional"): string[] {
    const ready: string[] = [];
    for (const edge of this.#graph.outgoing(name)) {
      const left = this.#waiting.get(edge.to);
      if (left === undefined || (kind !== undefined && edge.kind !== kind)) continue;
      this.#waiting.set(edge.to, left - 1);
      if (left === 1) ready.push(edge.to);
    }
    return ready;
  }

  #fail(name: string, thrown: unknown): void {
    const run = this.#run;
    const spared = this.#isSpared(name);
    const message = messageOf(thrown);
    if (!spared) {
      if (this.#stopsAll) run.stop(thrown);
      else run.fail(thrown);
    }
    this.#endDependents(name, (job, dependency) => {
      const reason = `Required dependency ${dependency} failed`;
      run.refuse(
        job,
        reason,
        new DependencyError(`${reason}: ${message}`, { cause: thrown, data: { job, dependency } }),
      );
    }, (job, dependency) => {
      run.addLog("WARNING", `'${job}' runs without '${dependency}', which failed: ${message}`);
    });
  }

  /** Ends all that requires a job, directly or not; what takes it optionally goes on without. */
  #endDependents(
    name: string,
    end: (job: string, dependency: string) => void,
    goOn: (job: string, dependency: string) => void = () => {},
  ): void {
    const ready: string[] = [];
    const ended = [name];
    for (let dependency = ended.pop(); dependency !== undefined; dependency = ended.pop()) {
      for (const { to, kind } of this.#graph.outgoing(dependency)) {
        if (!this.#waiting.has(to)) continue;
        if (kind === "optional") {
          goOn(to, dependency);
          continue;
        }
        this.#leave(to);
        end(to, dependency);
        ended.push(to);
      }
      ready.push(...this.#countDown(dependency, "optional"));
    }
    this.#startAll(ready.filter((job) => this.#waiting.has(job)));
  }

  /** Whether nothing but optional edges leads on from a job, and from all that requires it. */
  #isSpared(name: string): boolean {
    const seen = new Set([name]);
    for (const job of seen) {
      const outgoing = this.#graph.outgoing(job);
      if (outgoing.length === 0) return false;
      for (const { to, kind } of outgoing) if (kind !== "optional") seen.add(to);
    }
    return true;
  }

  #limitInputs(name: string, timeoutMs: number): void {
    const onTimeout = () => {
      if (!this.#waiting.has(name) || this.#run.aborted) return;
      this.#leave(name);
      const expected = this.#graph.incoming(name).map(({ from }) => from);
      const received = Object.keys(this.#inputsOf(name));
      const error = new FlowTimeoutError(
        `Timeout waiting for inputs in ${name}. Expected: ${expected.join(", ")}, Received: ` +
          `${received.join(", ") || "none"} within ${secondsText(timeoutMs)}`,
        { data: { job: name, timeout: timeoutMs, expected, received } },
      );
      this.#run.refuse(name, error.message, error);
      this.#fail(name, error);
    };
    this.#inputTimers.set(name, startTimer(timeoutMs, onTimeout));
  }
}
