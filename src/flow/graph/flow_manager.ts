import { requireKnownOptions } from "../../base/known_options.ts";
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { type Component, isComponent } from "./component.ts";
import { GraphRegistry } from "./graph_registry.ts";
import { isPlainObject } from "./is_plain_object.ts";
import {
  EXECUTE_TARGET,
  type ExecuteTarget,
  type FlowManagerOptions,
  type GraphsByName,
  MANAGER_OPTIONS,
  STREAM_OPTIONS,
  type StreamOptions,
} from "./manager_options.ts";
import { ResultStream } from "./result_stream.ts";
import { type PlacedGraph, wrapOutput } from "./placed_graph.ts";
import type { GraphRun } from "../engine/graph_run.ts";
import { Submission, type Submitted } from "./submission.ts";
import {
  type CallbackError,
  type PoppedResults,
  type SubmissionCounts,
  type SubmissionError,
  SubmissionFailed,
  type SubmissionResult,
} from "./submission_result.ts";
import {
  runInTurn,
  runKept,
  startSubmission,
  type SubmissionEnd,
  type SubmissionStart,
} from "./start_submission.ts";
import { Starts } from "./starts.ts";
import { failureOf, failuresText } from "./submission_failure.ts";
import { asComponent } from "./wrap.ts";

/** How one submission is run. */
interface RunHow {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Whether its result is kept to be popped. */
  readonly isKept: boolean;
}

/** The one that `instance()` gives. */
let shared: FlowManager | null = null;

/**
 * Has job graphs, and sends through them what is submitted: each submission is a run of its own on
 * the one engine, and none waits for another.
 *
 * @example
 * ```ts
 * import { FlowManager, parallel, serial, wrap } from "trunnion/graph";
 *
 * const { times, add, square, join } = wrap({
 *   times: (x: number) => x * 2,
 *   add: (y: number) => y + 1,
 *   square: (y: number) => y * y,
 *   join: () => "joined",
 * });
 * const manager = new FlowManager();
 * const fqName = manager.addGraph(serial(times, parallel(add, square), join), "sums");
 * manager.submit([{ "times.x": 1, "add.y": 2, "square.y": 3 }], fqName);
 * await manager.waitForCompletion();
 * const { completed, errors } = manager.popResults();
 * console.log(completed[fqName][0].output, errors); // { result: "joined" } []
 * ```
 */
export class FlowManager {
  /** What all jobs find in their context as `global`. */
  readonly globalContext: Readonly<Record<string, unknown>>;
  readonly #options: FlowManagerOptions;
  readonly #graphs = new GraphRegistry();
  readonly #starts = new Starts();
  readonly #waiters = new Set<() => void>();
  #completed: { readonly result: SubmissionResult; readonly order: number }[] = [];
  #errors: SubmissionError[] = [];
  #callbackErrors: CallbackError[] = [];
  #submitted = 0;
  #pending = 0;
  readonly #counts = { completed: 0, errors: 0, callbackErrors: 0 };

  /** A manager of its own. */
  constructor(options: FlowManagerOptions = {}) {
    requireKnownOptions("make a manager of job graphs", options, MANAGER_OPTIONS);
    this.#options = options;
    this.globalContext = options.globalContext ?? {};
    const { graphs } = options;
    if (graphs === undefined) return;
    if (Array.isArray(graphs)) {
      if (graphs.length === 0) {
        throw new UsageError("Cannot add graphs: the list of them is empty.");
      }
      for (const one of graphs) this.addGraph(asComponent(one));
    } else if (isPlainObject(graphs) && !isComponent(graphs)) {
      this.addGraphs(graphs as GraphsByName);
    } else this.addGraph(asComponent(graphs));
  }

  /**
   * The manager that the whole program shares; the first call makes it, and its options stay.
   *
   * @param options What it is made with, by the first call.
   */
  static instance(options: FlowManagerOptions = {}): FlowManager {
    return shared ??= new FlowManager(options);
  }

  /** Lets the next `instance()` make another. */
  static resetInstance(): void {
    shared = null;
  }

  /**
   * Adds a graph. The jobs stay what they are, and may be in other graphs; the same graph added
   * again has the name that it has.
   *
   * @param component The graph.
   * @param graphName Its name; by default that of its first job.
   * @param variant Tells graphs of one name apart. One that is taken gets a number.
   * @returns the qualified name, by which it is submitted to
   * @throws UsageError for a graph that cannot run
   */
  addGraph(component: Component, graphName?: string, variant = ""): string {
    if (!isComponent(component)) {
      throw new UsageError(
        "Cannot add a graph: it must be composed of jobs, by serial, parallel or graph`...`, " +
          `found ${component === null ? "null" : typeof component}.`,
      );
    }
    return this.#graphs.add(component, graphName ?? null, variant).fqName;
  }

  /**
   * Adds graphs by their names, each one or several variants.
   *
   * @returns the qualified names, in order
   */
  addGraphs(graphs: GraphsByName): string[] {
    const entries = Object.entries(graphs ?? {});
    if (entries.length === 0) {
      throw new UsageError(
        "Cannot add graphs: dsl_dict cannot be None or empty: give graphs by their names, as in " +
          "addGraphs({ survey: serial(load, count) }).",
      );
    }
    return entries.flatMap(([name, found]) =>
      isComponent(found)
        ? [this.addGraph(found, name)]
        : Object.entries(found).map(([variant, one]) => this.addGraph(one, name, variant))
    );
  }

  /** The qualified names of all graphs. */
  getFqNames(): string[] {
    return this.#graphs.names();
  }

  /** The qualified names of the graphs that were added under a name and variant. */
  getFqNamesByGraph(name: string, variant = ""): string[] {
    return this.#graphs.namesOf(name, variant);
  }

  /**
   * Sends data through a graph, and returns at once. The results are collected for `popResults`; a
   * promise of each is given too.
   *
   * @param task An object, or several; a text or number becomes `{ task: "..." }`.
   * @param fqName The graph; may be left out where there is one.
   * @throws UsageError where the graph is not known. Then nothing was submitted.
   */
  submit(tasks: readonly Submitted[], fqName?: string): Promise<SubmissionResult>[];
  /** As the other, of one. */
  submit(task: Submitted, fqName?: string): Promise<SubmissionResult>;
  submit(
    tasks: Submitted | readonly Submitted[],
    fqName?: string,
  ): Promise<SubmissionResult> | Promise<SubmissionResult>[] {
    const all = (Array.isArray(tasks) ? tasks : [tasks]).map((task) => Submission.of(task));
    if (all.length === 0) return [];
    const placed = all.map((one) => this.#graphs.find(one.fqName ?? fqName));
    const promises = all.map((one, i) => this.#run(one, placed[i], { isKept: true }));
    return Array.isArray(tasks) ? promises : promises[0];
  }

  /** As {@linkcode submit}, by the name and variant under which the graph was added. */
  submitByGraph(task: Submitted, graphName: string, variant = ""): Promise<SubmissionResult> {
    const placed = this.#graphs.findByName(graphName, variant);
    return this.#run(Submission.of(task), placed, { isKept: true });
  }

  /**
   * Waits until all that was submitted has ended, `onComplete` too.
   *
   * @param options `timeout`: milliseconds after which it returns all the same
   * @returns whether all has ended
   * @throws SubmissionFailed where some failed and the manager has `raiseOnError`
   */
  async waitForCompletion(options: { readonly timeout?: number } = {}): Promise<boolean> {
    requireKnownOptions("wait for completion", options, { timeout: true });
    if (this.#pending > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiters.add(resolve);
      const timer = options.timeout === undefined
        ? undefined
        : setTimeout(resolve, options.timeout);
      await promise;
      clearTimeout(timer);
      this.#waiters.delete(resolve);
    }
    if (this.#options.raiseOnError && this.#errors.length > 0) {
      throw new SubmissionFailed(failuresText(this.#errors), [...this.#errors]);
    }
    return this.#pending === 0;
  }

  /**
   * Takes what has been collected: it is given once.
   *
   * @param options `order`: of the results, that in which they were completed or submitted
   */
  popResults(options: { readonly order?: "completion" | "submission" } = {}): PoppedResults {
    requireKnownOptions("pop results", options, { order: true });
    const all = this.#completed;
    if (options.order === "submission") all.sort((a, b) => a.order - b.order);
    const completed: Record<string, SubmissionResult[]> = {};
    for (const { result } of all) (completed[result.fqName] ??= []).push(result);
    const popped = { completed, errors: this.#errors, callbackErrors: this.#callbackErrors };
    [this.#completed, this.#errors, this.#callbackErrors] = [[], [], []];
    return popped;
  }

  /** How many submissions there were so far, popped ones too. */
  getCounts(): SubmissionCounts {
    return { submitted: this.#submitted, ...this.#counts };
  }

  /**
   * Sends one through a graph and waits for it alone. Its result is not collected.
   *
   * @param target `fqName` of a graph, or a `graph` with its `graphName`, which is added
   * @throws SubmissionFailed where a job failed
   * @throws FlowTimeoutError where it took longer than `timeout`; then it is stopped
   */
  async execute(task: Submitted, target: ExecuteTarget = {}): Promise<SubmissionResult> {
    requireKnownOptions("execute a graph", target, EXECUTE_TARGET);
    const { timeout, signal } = target;
    return await this.#run(Submission.of(task), this.#targetOf(target), {
      ...{ timeout, signal, isKept: false },
    });
  }

  /**
   * Sends many through a graph, as they are wanted: no more than `atOnce` are under way or wait to
   * be taken, however many there are. Results come in the order of completion, each as soon as it
   * is there and asked for, also while the source has nothing.
   *
   * @throws UsageError at once, for options that are none, and where the graph is not known
   * @throws SubmissionFailed with the first that fails; those under way are stopped
   */
  stream(
    tasks: Iterable<Submitted> | AsyncIterable<Submitted>,
    options: StreamOptions = {},
  ): AsyncGenerator<SubmissionResult, void, void> {
    requireKnownOptions("stream through a graph", options, STREAM_OPTIONS);
    const { atOnce = 16, timeout, signal: given } = options;
    if (!(Number.isInteger(atOnce) && atOnce > 0)) {
      throw new UsageError(
        `Cannot stream through a graph: 'atOnce' must be a whole number from 1, found ${
          foundText(atOnce)
        }.`,
      );
    }
    const placed = this.#targetOf(options);
    return new ResultStream({
      tasks,
      atOnce,
      send: (task, stop) => {
        const signal = given === undefined ? stop : AbortSignal.any([stop, given]);
        return this.#run(Submission.of(task), placed, { timeout, signal, isKept: false });
      },
    });
  }

  /**
   * Waits for all, as at the end of a program.
   *
   * @throws SubmissionFailed where some failed and the manager has `raiseOnError`
   */
  async close(): Promise<void> {
    while (this.#pending > 0) {
      await new Promise<void>((resolve) => this.#waiters.add(resolve));
      this.#waiters.clear();
    }
    if (!this.#options.raiseOnError || this.#errors.length === 0) return;
    throw new SubmissionFailed(
      `Flow execution completed with ${this.#errors.length} error(s). Check logs for details.\n` +
        failuresText(this.#errors),
      [...this.#errors],
    );
  }

  #targetOf({ fqName, graph, graphName }: ExecuteTarget): PlacedGraph {
    if (graph !== undefined) {
      if (fqName === undefined) return this.#graphs.add(graph, graphName ?? null, "");
    } else if (fqName !== undefined || this.getFqNames().length === 1) {
      return this.#graphs.find(fqName);
    }
    throw new UsageError(
      "Cannot execute a graph: Either provide both dsl and graph_name or an fq_name, in " +
        "TypeScript `graph` with `graphName`, or `fqName`.",
    );
  }

  /** Runs one submission; what it rejects with is kept, too, so that nobody has to wait for it. */
  #run(submission: Submission, placed: PlacedGraph, how: RunHow): Promise<SubmissionResult> {
    const order = this.#submitted++;
    this.#pending++;
    const { timeout, signal, isKept } = how;
    const global = this.globalContext;
    const start = { submission, placed, global, options: this.#options, timeout, signal };
    let begun: GraphRun | null = null;
    if (this.#options.results === undefined && this.#starts.takesPlace()) {
      try {
        begun = startSubmission(start);
      } catch (error) {
        this.#submitted--;
        this.#leave();
        throw error;
      }
    }
    const done = this.#follow(begun, start, order, isKept);
    done.catch(() => {});
    return done;
  }

  /** Waits for a submission; where it has not begun, it begins when there is a place. */
  async #follow(
    begun: GraphRun | null,
    start: SubmissionStart,
    order: number,
    isKept: boolean,
  ): Promise<SubmissionResult> {
    try {
      const { results } = this.#options;
      const end = results === undefined
        ? await runInTurn(this.#starts, begun, start)
        : await runKept(results, start);
      const result = this.#resultOf(end, start, isKept);
      if (isKept) this.#completed.push({ result, order });
      if (this.#options.onComplete !== undefined) await this.#tell(result);
      return result;
    } finally {
      this.#leave();
    }
  }

  /** @throws SubmissionFailed, or what the run was stopped by */
  #resultOf(
    { run, failure }: SubmissionEnd,
    { submission, placed, timeout }: SubmissionStart,
    isKept: boolean,
  ): SubmissionResult {
    const { fqName } = placed;
    if (run === null || run.state !== "completed" || failure !== undefined) {
      const thrown = run === null || run.state === "completed" ? failure?.error : run.error;
      const failed = run?.errors.find(({ error }) => error === thrown)?.job ?? null;
      const error: SubmissionError = { fqName, job: failed, error: thrown, task: submission, run };
      this.#counts.errors++;
      if (isKept) this.#errors.push(error);
      throw failureOf(error, placed, timeout);
    }
    this.#counts.completed++;
    return {
      fqName,
      submission,
      run,
      returnJob: placed.tailName,
      output: wrapOutput(run.outputs.get(placed.tail)),
      savedResults: placed.savedOf(run.outputs),
    };
  }

  async #tell(result: SubmissionResult): Promise<void> {
    try {
      await this.#options.onComplete?.(result);
    } catch (error) {
      this.#counts.callbackErrors++;
      this.#callbackErrors.push({ result, error });
    }
  }

  #leave(): void {
    if (--this.#pending > 0) return;
    for (const resolve of [...this.#waiters]) resolve();
  }
}
