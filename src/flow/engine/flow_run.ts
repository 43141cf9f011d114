/**
 * One execution: its record, and how it is waited for, cancelled and added to.
 *
 * @module
 */
import type { Stoppable } from "./attempt.ts";
import { toErrorRow } from "../record/error_row.ts";
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { notebookInterrupt } from "../../base/notebook/notebook_interrupt.ts";
import { FlowError, FlowTimeoutError, RunCancelled, secondsText } from "../record/flow_errors.ts";
import type { Graph } from "./graph.ts";
import type { AnyJob, Job } from "../job.ts";
import { JobNode } from "./job_node.ts";
import { JobRunner } from "./job_runner.ts";
import { NeedsOfJobs } from "./job_needs.ts";
import { Limits } from "./limits.ts";
import { type CallOptions, checkCall, RUN_OPTIONS, type RunOptions } from "./run_options.ts";
import { startTimer } from "../policy/time_limit.ts";
import { RunRecord, type RunState } from "../record/run_record.ts";

/** One execution. The engine writes it, everyone may read it. */
export class FlowRun extends RunRecord implements Stoppable {
  /** The graph that is run; null where jobs are called one by one. */
  readonly graph: Graph | null;
  /** @internal */
  protected override readonly nodes: Map<string, JobNode> = new Map();
  /** How often jobs of one name were called; made by the first call. */
  #counts: Map<string, number> | null = null;
  /** Made when somebody asks for the signal: most quick runs never do. */
  #controller: AbortController | null = null;
  readonly #limits: Limits;
  readonly #needs: NeedsOfJobs;
  /** @internal */
  protected readonly runner: JobRunner;
  readonly #keepOutputs: boolean;
  /** Made by the first who waits before the end. */
  #ended: PromiseWithResolvers<void> | null = null;
  readonly #start: number = performance.now();
  /** What is undone at the end; mostly nothing. */
  #cleanup: (() => void)[] | null = null;
  #calls = 0;
  #idle: PromiseWithResolvers<void> | null = null;
  #state: RunState = "running";
  #durationMs: number | null = null;
  #error: unknown = null;
  #closing = false;
  #stop: { readonly reason: unknown } | null = null;

  /** Made by `openRun` and `startGraph`. */
  constructor(options: RunOptions, graph: Graph | null = null) {
    super(options, graph?.edges ?? []);
    this.graph = graph;
    this.#keepOutputs = options.keepOutputs ?? true;
    this.#limits = options.shared?.limits ?? new Limits();
    this.#needs = new NeedsOfJobs(options);
    this.runner = new JobRunner(this, this.#limits, options.executors);
    for (const job of graph?.jobs ?? []) {
      this.check(job);
      this.place(job.name, job, null, true); // a graph's names are unique
    }
    for (const listener of options.listeners ?? []) this.events.subscribe(listener);
    if (this.events.heard) {
      this.events.emit({ type: "run_started", name: this.name, jobs: [...this.nodes.keys()] });
    }
    this.#obey(options);
  }

  /** Where the run is, now. */
  get state(): RunState {
    return this.#state;
  }

  /** Milliseconds from the start to the end; null until the run has ended. */
  get durationMs(): number | null {
    return this.#durationMs;
  }

  /** What ended a run that failed or was cancelled: the very error; else null. */
  get error(): unknown {
    return this.#error;
  }

  /** Aborted as soon as the run is to stop. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#stop !== null) this.#controller.abort(this.#stop.reason);
    }
    return this.#controller.signal;
  }

  /** Whether the run was told to stop. */
  get aborted(): boolean {
    return this.#stop !== null;
  }

  /** Why the run was told to stop; else undefined. */
  get reason(): unknown {
    return this.#stop?.reason;
  }

  /** How many jobs are under way, or wait for their turn. */
  get active(): number {
    return this.#calls;
  }

  /**
   * Runs a job now, as a part of this run. Its function has begun when this returns, unless it has
   * to wait for its turn.
   *
   * A failure is the caller's to deal with: it does not end the run.
   *
   * @returns its output; undefined when its error was skipped
   * @throws what the job failed with; RunCancelled when the run was stopped
   * @throws UsageError when the run has ended, or cannot do such a job
   */
  call<I, O>(job: Job<I, O>, options: CallOptions<I> = {}): Promise<O | undefined> {
    checkCall(job, options);
    const called = this.#call(job, options);
    // The error of a call that nobody waits for is in the record. It must not end the process.
    called.catch(() => {});
    return called;
  }

  /**
   * As {@linkcode call}, but at once where that can be: a job whose function returns no promise and
   * that has nothing to wait for (no turn, no schema, no second try) has ended when this returns.
   */
  invoke<I, O>(
    job: Job<I, O>,
    options: CallOptions<I> = {},
  ): O | undefined | Promise<O | undefined> {
    const node = this.#admit(job, options);
    const done = this.execute(node, job, options.args ?? {});
    // The job, or its schema, vouches for the type.
    if (done === undefined) return this.#outcome(node) as O | undefined;
    const called = done.then(() => this.#outcome(node) as O | undefined);
    called.catch(() => {});
    return called;
  }

  /**
   * Ends a run whose jobs are called one by one. With an error, or after a cancellation, what is
   * still under way is stopped first; else it is waited for.
   */
  async close(end: { readonly error?: unknown } = {}): Promise<this> {
    requireKnownOptions<{ error?: unknown }>("end the run", end, { error: true });
    if (this.#closing) return await this.wait();
    this.#closing = true;
    if ("error" in end && end.error !== undefined) this.stop(end.error);
    if (this.#calls > 0) {
      this.#idle = Promise.withResolvers();
      await this.#idle.promise;
    }
    if (this.#cleanup !== null) { for (const undo of this.#cleanup) undo(); }
    this.#durationMs = performance.now() - this.#start;
    if (this.#state === "running") this.#state = "completed";
    if (this.events.heard) {
      const error = this.#error === null ? null : toErrorRow(this.#error);
      // Only these three are left.
      const state = this.#state as "completed" | "failed" | "cancelled";
      this.events.emit({ type: "run_finished", state, error });
    }
    this.events.close();
    this.atEnd();
    this.#ended?.resolve();
    return this;
  }

  /** Stops the run: no further job starts, and the signals of those that run are aborted. */
  cancel(reason?: unknown): void {
    if (this.#durationMs !== null || this.#stop !== null) return;
    const completed = [...this.nodes.values()].filter(({ state }) => state === "completed");
    this.stop(
      new RunCancelled(
        `The run of '${this.name}' was cancelled: ${completed.length} of ${this.nodes.size} jobs ` +
          "had completed. Run it again to get a complete result.",
        { cause: reason, data: { completed: completed.length, jobs: this.nodes.size } },
      ),
    );
  }

  /**
   * Waits until every job has ended, however. Never rejects: ask `state` and `error`.
   *
   * @param options `timeout`: milliseconds after which it returns all the same
   */
  async wait(options: { readonly timeout?: number } = {}): Promise<this> {
    requireKnownOptions("wait for the run", options, { timeout: true });
    if (options.timeout === undefined || this.#durationMs !== null) {
      await this.whenDone();
      return this;
    }
    const late = Promise.withResolvers<void>();
    const timer = startTimer(options.timeout, late.resolve);
    await Promise.race([this.whenDone(), late.promise]);
    clearTimeout(timer);
    return this;
  }

  /**
   * As {@linkcode wait}, without the run. For the doors.
   *
   * @internal
   */
  whenDone(): Promise<void> {
    if (this.#durationMs !== null) return Promise.resolve();
    return (this.#ended ??= Promise.withResolvers()).promise;
  }

  /**
   * Waits as {@linkcode wait} does, and throws what ended the run if it did not complete.
   *
   * @throws `error`
   */
  async waitOrThrow(): Promise<this> {
    await this.wait();
    if (this.#error !== null) throw this.#error;
    return this;
  }

  /**
   * Keeps the first reason to stop and aborts all signals with it. For the engine.
   *
   * @internal
   */
  stop(reason: unknown): void {
    if (this.#stop !== null || this.#durationMs !== null) return;
    this.#stop = { reason };
    // A run that goes on after a failure may still be cancelled; its failures are in its jobs.
    if (reason instanceof RunCancelled) this.#error = null;
    this.fail(reason);
    this.#controller?.abort(reason);
    this.#limits.dropStopped();
    this.runner.abort(reason);
  }

  /**
   * Keeps the first reason for which the run will have failed. For the engine.
   *
   * @internal
   */
  fail(error: unknown): void {
    if (this.#error !== null || this.#durationMs !== null) return;
    this.#error = error ?? new FlowError("The run failed with nothing: undefined was thrown.");
    this.#state = error instanceof RunCancelled ? "cancelled" : "failed";
  }

  /**
   * A pause for timers and signals, when it is time for one. For the engine.
   *
   * @internal
   */
  breathe(): Promise<void> | undefined {
    return this.runner.breathe();
  }

  async #call<I, O>(job: Job<I, O>, options: CallOptions<I>): Promise<O | undefined> {
    const node = this.#admit(job, options);
    await this.execute(node, job, options.args ?? {});
    await this.runner.breathe();
    return this.#outcome(node) as O | undefined; // the job, or its schema, vouches for the type
  }

  /** Gives a called job its node. */
  #admit(job: AnyJob, { parent }: CallOptions<unknown>): JobNode {
    if (this.#stop !== null) throw this.#stop.reason;
    if (this.#durationMs !== null) {
      throw new UsageError(
        `Cannot run the job '${job.name}': the run of '${this.name}' has ended. Await all calls ` +
          "before the flow returns.",
        { data: { job: job.name } },
      );
    }
    this.check(job);
    return this.#add(job, parent !== undefined && this.nodes.has(parent) ? parent : null);
  }

  /** @internal */
  protected check(job: AnyJob): void {
    this.runner.check(job);
    this.#needs.check(job);
  }

  #outcome(node: JobNode): unknown {
    const { state, output } = node;
    if (!this.#keepOutputs) node.output = undefined;
    if (state === "completed" || (state === "skipped" && node.hasFailed)) return output;
    throw node.hasFailed ? node.thrown : node.stopReason;
  }

  /** @internal */
  protected execute(node: JobNode, job: AnyJob, inputs: unknown): Promise<void> | undefined {
    const parent = node.parent === null ? null : this.nodes.get(node.parent)!;
    this.#calls++;
    const needs = this.#needs.of(node, job, parent);
    const done = this.runner.execute(node, job, inputs, needs, parent?.attempt ?? null);
    if (done !== undefined) return done.then(() => this.#left(node));
    this.#left(node);
  }

  #left(node: JobNode): void {
    if (node.state === "completed" && (this.graph !== null || this.#keepOutputs)) {
      this.outputs.set(node.name, node.output);
    }
    this.#calls--;
    if (this.#calls === 0) this.#idle?.resolve();
  }

  /** Adds a called job under a name of its own. */
  #add(job: AnyJob, parent: string | null): JobNode {
    const { name } = job;
    const counts = this.#counts ??= new Map();
    let count = counts.get(name) ?? 0;
    let unique = name;
    do {
      count++;
      unique = count === 1 ? name : `${name}#${count}`;
    } while (this.nodes.has(unique));
    counts.set(name, count);
    return this.place(unique, job, parent);
  }

  /**
   * Called when the run has ended.
   *
   * @internal
   */
  protected atEnd(): void {}

  /** @internal */
  protected place(name: string, job: AnyJob, parent: string | null, alone = false): JobNode {
    const node = new JobNode(name, job.name, parent, job.type ?? "inline", alone);
    this.nodes.set(name, node);
    return node;
  }

  #obey({ signal: given, timeout }: RunOptions): void {
    const signal = notebookInterrupt(given);
    if (signal !== undefined) {
      const onAbort = () => this.cancel(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
      this.#atEnd(() => signal.removeEventListener("abort", onAbort));
      if (signal.aborted) onAbort();
    }
    if (timeout !== undefined) {
      const timer = startTimer(timeout, () => {
        const message = `The run of '${this.name}' timed out after ${secondsText(timeout)}`;
        this.stop(new FlowTimeoutError(message, { data: { timeout } }));
      });
      this.#atEnd(() => clearTimeout(timer));
    }
  }

  #atEnd(undo: () => void): void {
    (this.#cleanup ??= []).push(undo);
  }
}

/**
 * Starts a run without a graph: its jobs are called one by one, and `close` ends it.
 *
 * @example
 * ```ts
 * import { openRun } from "trunnion";
 *
 * const run = openRun({ name: "sums" });
 * const sum = await run.call({ name: "add", run: ({ a, b }: Record<string, number>) => a + b }, {
 *   args: { a: 1, b: 2 },
 * });
 * await run.close();
 * console.log(sum, run.state); // 3 completed
 * ```
 */
export function openRun(options: RunOptions): FlowRun {
  requireKnownOptions("open a run", options, RUN_OPTIONS);
  return new FlowRun(options);
}
