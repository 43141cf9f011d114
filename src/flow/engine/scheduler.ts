/**
 * Runs a graph: a job starts as soon as its inputs are there.
 *
 * @module
 */
import { messageOf } from "../../base/message_of.ts";
import { DependencyError, FlowTimeoutError, secondsText } from "../record/flow_errors.ts";
import { startTimer, type Timer } from "../policy/time_limit.ts";
import type { Graph } from "./graph.ts";
import type { GraphEdge } from "../graph_edge.ts";
import { type GraphAddition, GraphRun } from "./graph_run.ts";
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
  /**
   * Makes what a job is called with of the outputs that reach it; what that throws, the job fails
   * with, without an attempt.
   *
   * @default {the outputs by the names of their jobs}
   */
  readonly inputsFor?: (job: string, outputs: Readonly<Record<string, unknown>>) => unknown;
}

/**
 * Starts a graph and returns its record at once.
 *
 * Jobs that require a failed one fail too, without having started, and so on down the graph.
 *
 * @throws UsageError for a job that could never start
 */
export function startGraph(graph: Graph, options: StartOptions): GraphRun {
  const { run, begin } = readyGraph(graph, options);
  begin();
  return run;
}

/** A run of which nothing has begun yet. */
export interface ReadyGraph {
  readonly run: GraphRun;
  /** Starts the first jobs. */
  begin(): void;
}

/**
 * Makes ready what `startGraph` starts, for those who have to know the run before its first jobs.
 *
 * @throws UsageError for a job that could never start
 */
export function readyGraph(graph: Graph, options: StartOptions): ReadyGraph {
  const run = new GraphRun(options, graph);
  const scheduler = new Scheduler(graph, run, options);
  run.scheduledBy(scheduler);
  return { run, begin: () => scheduler.execute() };
}

const NONE: readonly string[] = [];
/** What is known of the outputs of most graphs. */
const NOTHING: Readonly<Record<string, unknown>> = {};

class Scheduler {
  readonly #graph: Graph;
  readonly #run: GraphRun;
  readonly #stopsAll: boolean;
  readonly #known: Readonly<Record<string, unknown>>;
  readonly #inputsFor: StartOptions["inputsFor"];
  /** What came while the graph ran; most graphs stay as they are. */
  #late: LateParts | null = null;
  /** Who waits for the end of single jobs; mostly nobody. */
  #waiters: Map<string, PromiseWithResolvers<void>> | null = null;
  #inputTimers: Map<string, Timer> | null = null;
  #running = 0;
  #finished: JobNode[] = [];
  /** How many of those that have finished are dealt with. */
  #drained = 0;
  #draining = false;

  constructor(
    graph: Graph,
    run: GraphRun,
    { onFailure, known = NOTHING, inputsFor }: StartOptions,
  ) {
    this.#graph = graph;
    this.#run = run;
    this.#stopsAll = onFailure !== "finish-independent";
    this.#known = known;
    this.#inputsFor = inputsFor;
    for (const { name } of graph.jobs) run.node(name).waitsFor = graph.incoming(name).length;
  }

  execute(): void {
    const run = this.#run;
    const ready: string[] = [];
    const known = this.#known === NOTHING
      ? NONE
      : Object.keys(this.#known).filter((name) => this.#graph.job(name) !== undefined);
    for (const name of known) {
      this.#leave(run.node(name));
      run.know(name, this.#known[name]);
    }
    for (const { name, inputTimeout } of this.#graph.jobs) {
      const { waitsFor } = run.node(name);
      if (waitsFor === 0) ready.push(name);
      if (inputTimeout !== undefined && waitsFor !== null) this.#limitInputs(name, inputTimeout);
    }
    for (const name of known) ready.push(...this.#countDown(name));
    this.#startAll(ready);
    if (this.#running === 0) this.#conclude();
  }

  /** Nothing is under way, and nothing more can start. */
  #conclude(): void {
    if (this.#inputTimers !== null) {
      for (const timer of this.#inputTimers.values()) clearTimeout(timer);
    }
    for (const { name, state } of this.#run.jobs.values()) {
      if (state !== "pending") continue;
      this.#run.skip(name, "the run ended before it could start");
      this.#settle(name);
    }
    void this.#run.close();
  }

  /** Takes in jobs that were placed while the graph runs. */
  add({ jobs, edges }: GraphAddition): void {
    const run = this.#run;
    const late = this.#late ??= { jobs: new Map(), incoming: new Map(), outgoing: new Map() };
    for (const job of jobs) {
      late.jobs.set(job.name, job);
      run.node(job.name).waitsFor = 0;
      if (job.inputTimeout !== undefined) this.#limitInputs(job.name, job.inputTimeout);
    }
    const lost = new Map<string, string>();
    for (const edge of edges) {
      const { from, to, kind } = edge;
      append(late.incoming, to, edge);
      append(late.outgoing, from, edge);
      const before = run.node(from);
      if (before.waitsFor !== null || before.isUnderWay) run.node(to).waitsFor!++;
      else if (kind !== "optional" && !run.outputs.has(from)) lost.set(to, from);
    }
    for (const [name, dependency] of lost) {
      const node = run.node(name);
      if (node.waitsFor === null) continue; // it requires another one that was lost
      this.#leave(node);
      const { thrown, reason } = run.node(dependency);
      const message = messageOf(thrown ?? reason ?? "it did not run");
      const failure = `Required dependency ${dependency} failed`;
      const error = new DependencyError(`${failure}: ${message}`, {
        cause: thrown,
        data: { job: name, dependency },
      });
      run.refuse(name, failure, error);
      this.#fail(name, error);
      this.#settle(name);
    }
    this.#startAll(jobs.map(({ name }) => name).filter((name) => run.node(name).waitsFor === 0));
  }

  /** Ends a job that has not started, while the run goes on. */
  cancelJob(name: string, reason: unknown): void {
    const node = this.#run.node(name);
    if (node.waitsFor === null) return this.#run.stopJob(name, reason); // it waits for its turn
    this.#leave(node);
    this.#run.cancelUnstarted(name, reason);
    this.#fail(name, reason);
    this.#settle(name);
  }

  /** Resolves when a job has ended, however. */
  whenEnded(name: string): Promise<void> {
    const waiters = this.#waiters ??= new Map();
    let waiter = waiters.get(name);
    if (waiter === undefined) waiters.set(name, waiter = Promise.withResolvers<void>());
    return waiter.promise;
  }

  #settle(name: string): void {
    if (this.#waiters === null) return;
    this.#waiters.get(name)?.resolve();
    this.#waiters.delete(name);
  }

  #incoming(name: string): readonly GraphEdge[] {
    return this.#late?.incoming.get(name) ?? this.#graph.incoming(name);
  }

  #outgoing(name: string): readonly GraphEdge[] {
    const late = this.#late?.outgoing.get(name);
    const known = this.#graph.outgoing(name);
    return late === undefined ? known : [...known, ...late];
  }

  #job(name: string): AnyJob {
    return this.#graph.job(name) ?? this.#late!.jobs.get(name)!;
  }

  #startAll(names: readonly string[]): void {
    const sorted = names.length > 1 ? this.#byPriority(names) : names;
    for (let i = 0; i < sorted.length; i++) this.#start(sorted[i]);
  }

  #byPriority(names: readonly string[]): readonly string[] {
    if (!names.some((name) => (this.#job(name).priority ?? 0) !== 0)) return names;
    const priority = (name: string) => this.#job(name).priority ?? 0;
    return [...names].sort((a, b) => priority(b) - priority(a));
  }

  #start(name: string): void {
    if (this.#run.aborted) return;
    const node = this.#run.node(name);
    this.#leave(node);
    let inputs: unknown = this.#inputsOf(name);
    if (this.#inputsFor !== undefined) {
      try {
        inputs = this.#inputsFor(name, inputs as Record<string, unknown>); // it was made above
      } catch (error) {
        this.#run.refuse(name, messageOf(error), error);
        this.#fail(name, error);
        return this.#settle(name);
      }
    }
    this.#running++;
    node.isUnderWay = true;
    const done = this.#run.perform(node, this.#job(name), inputs);
    // `done` never rejects, so nothing is left to catch here.
    if (done === undefined) this.#finish(node);
    else this.#finishLater(node, done);
  }

  #finishLater(node: JobNode, done: Promise<void>): void {
    void done.then(() => this.#finish(node));
  }

  /** Notes that a job has ended; what follows from it happens soon, but not within this call. */
  #finish(node: JobNode): void {
    this.#finished.push(node);
    if (this.#draining) return;
    this.#draining = true;
    queueMicrotask(() => this.#drain());
  }

  #drain(): void {
    // The list grows while it is gone through, by jobs that end as soon as they have started.
    while (this.#drained < this.#finished.length) {
      const node = this.#finished[this.#drained++];
      this.#running--;
      this.#ended(node);
      this.#settle(node.name);
      const pause = this.#run.breathe();
      if (pause !== undefined) return void pause.then(() => this.#drain());
    }
    this.#finished = [];
    this.#drained = 0;
    this.#draining = false;
    if (this.#running === 0) this.#conclude();
  }

  /** A job waits no more. */
  #leave(node: JobNode): void {
    node.waitsFor = null;
    if (this.#inputTimers !== null) clearTimeout(this.#inputTimers.get(node.name));
  }

  #inputsOf(name: string): Record<string, unknown> {
    const inputs: Record<string, unknown> = {};
    const { outputs } = this.#run;
    for (const { from } of this.#incoming(name)) {
      if (outputs.has(from)) inputs[from] = outputs.get(from);
    }
    return inputs;
  }

  #ended(node: JobNode): void {
    node.isUnderWay = false;
    const { name, state, thrown, told } = node;
    if (state === "completed") this.#startAll(this.#countDown(name));
    else if (state === "failed" || told) this.#fail(name, thrown);
    else if (state === "skipped" && !this.#run.aborted) {
      this.#endDependents(name, (job, dependency) => {
        this.#run.skip(job, `Required dependency ${dependency} was skipped`);
      });
    }
  }

  /** Counts an ended job down in all that waited for it, and gives those that may start now. */
  #countDown(name: string, kind?: "optional"): readonly string[] {
    let ready: string[] | null = null;
    for (const edge of this.#outgoing(name)) {
      const node = this.#run.node(edge.to);
      if (node.waitsFor === null || (kind !== undefined && edge.kind !== kind)) continue;
      node.waitsFor--;
      if (node.waitsFor > 0) continue;
      if (ready === null) ready = [edge.to];
      else ready.push(edge.to);
    }
    return ready ?? NONE;
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
      for (const { to, kind } of this.#outgoing(dependency)) {
        const node = this.#run.node(to);
        if (node.waitsFor === null) continue;
        if (kind === "optional") {
          goOn(to, dependency);
          continue;
        }
        this.#leave(node);
        end(to, dependency);
        this.#settle(to);
        ended.push(to);
      }
      ready.push(...this.#countDown(dependency, "optional"));
    }
    this.#startAll(ready.filter((job) => this.#run.node(job).waitsFor !== null));
  }

  /** Whether nothing but optional edges leads on from a job, and from all that requires it. */
  #isSpared(name: string): boolean {
    const seen = new Set([name]);
    for (const job of seen) {
      // What was added for another job is that one's to deal with.
      if (this.#run.node(job).parent !== null) continue;
      const outgoing = this.#outgoing(job);
      if (outgoing.length === 0) return false;
      for (const { to, kind } of outgoing) if (kind !== "optional") seen.add(to);
    }
    return true;
  }

  #limitInputs(name: string, timeoutMs: number): void {
    const onTimeout = () => {
      const node = this.#run.node(name);
      if (node.waitsFor === null || this.#run.aborted) return;
      this.#leave(node);
      const expected = this.#incoming(name).map(({ from }) => from);
      const received = Object.keys(this.#inputsOf(name));
      const error = new FlowTimeoutError(
        `Timeout waiting for inputs in ${name}. Expected: ${expected.join(", ")}, Received: ` +
          `${received.join(", ") || "none"} within ${secondsText(timeoutMs)}`,
        { data: { job: name, timeout: timeoutMs, expected, received } },
      );
      this.#run.refuse(name, error.message, error);
      this.#fail(name, error);
    };
    (this.#inputTimers ??= new Map()).set(name, startTimer(timeoutMs, onTimeout));
  }
}

/** Jobs that came while a graph ran, and edges, by the job at either end. */
interface LateParts {
  readonly jobs: Map<string, AnyJob>;
  readonly incoming: Map<string, GraphEdge[]>;
  readonly outgoing: Map<string, GraphEdge[]>;
}

function append(lists: Map<string, GraphEdge[]>, name: string, edge: GraphEdge): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [edge]);
  else list.push(edge);
}
