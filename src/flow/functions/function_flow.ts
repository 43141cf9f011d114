/** A configured flow: what it will call, with what; and what its last execution gave. @module */
import { requireKnownOptions } from "../../base/known_options.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { messageOf } from "../../base/message_of.ts";
import { UsageError } from "../../base/errors.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import type { FlowRun } from "../engine/flow_run.ts";
import { captureConsole } from "./console_capture.ts";
import { FlowFailed } from "./errors.ts";
import { type FlowConfig, fullConfig } from "./flow_config.ts";
import type { FlowListener } from "./flow_event.ts";
import { FlowExecution } from "./flow_execution.ts";
import { newFlowId } from "./flow_id.ts";
import { ANONYMOUS, callTarget, type FlowTarget } from "./flow_target.ts";
import type { FlowStatus } from "./flow_status.ts";
import { type FlowListenerFailure, FlowListeners } from "./flow_listeners.ts";
import {
  ARTIFACT_OPTIONS,
  type ArtifactOptions,
  EXECUTE_OPTIONS,
  type ExecuteOptions,
  FLOW_OPTIONS,
  type FlowOptions,
} from "./flow_options.ts";
import {
  type FlowDurations,
  flowDurations,
  type FlowDurationsWithStatus,
  flowDurationsWithStatus,
  type FlowOutput,
  flowOutput,
  type FlowRecord,
  flowRecord,
  type FlowStats,
  flowStats,
} from "./flow_record.ts";
import { keepFlow } from "./keep_flow.ts";
import { KeptCalls } from "./kept_calls.ts";
import { outsideOf, type Scope, scopeOf, scopes } from "./scope.ts";
import type { TaskCall } from "./task_call.ts";

/**
 * A flow that is ready to run; calling what {@linkcode flow} returns makes one.
 *
 * Each execution is a record of its own. What is asked of the flow, its status, data, value,
 * tasks or messages, is that of the execution that was started last. `R` is what it gives.
 *
 * @example A flow as a class
 * ```ts
 * import { FunctionFlow, task, taskContext } from "trunnion/functions";
 *
 * const where = task(() => taskContext<{ db: string }>().db);
 *
 * class Import extends FunctionFlow<string> {
 *   override taskDependencies() {
 *     return { db: "parts.db" };
 *   }
 *   override main() {
 *     return `into ${where()}`;
 *   }
 * }
 * const run = await new Import().setup().execute();
 * console.log(run.flowReturnValue); // "into parts.db"
 * ```
 */
export class FunctionFlow<R = unknown> {
  /** Unique: what was given, or `flow_id__` and eight random letters and digits. */
  flowId: string;
  /** All switches, with their defaults filled in. */
  readonly flowConfig: Required<FlowConfig>;
  readonly #options: FlowOptions;
  readonly #listeners = new FlowListeners();
  readonly #data: Record<string, unknown>;
  #target: FlowTarget | null = null;
  #execution: FlowExecution | null = null;

  /** Makes a flow that has yet to be told what to call. */
  constructor(options: FlowOptions = {}) {
    requireKnownOptions("make a flow", options, FLOW_OPTIONS);
    this.#options = options;
    this.flowId = options.flowId ?? newFlowId();
    this.flowConfig = fullConfig(options);
    this.#data = { ...options.data };
    for (const listener of options.listeners ?? []) this.#listeners.subscribe(listener);
  }

  /** Says what `execute()` calls: this flow's {@linkcode main}. */
  setup(): this;
  /** Says what `execute()` calls, and with what. */
  setup<A extends readonly unknown[], V>(
    target: (...args: A) => V,
    ...args: A
  ): this & FunctionFlow<Awaited<V>>;
  setup(target?: (...args: unknown[]) => unknown, ...args: unknown[]): this {
    this.#target = target === undefined
      ? { name: "main", args, call: () => this.main() }
      : { name: target.name || ANONYMOUS, args, call: (given) => target(...given) };
    scopes.getStore()?.execution.inner.made(this);
    return this;
  }

  /** What a flow does that was set up without a function: nothing, until it is overridden. */
  main(): R | Promise<R> {
    return null as R; // an R of its own has only who overrides it
  }

  /** What contexts give beside the flow and its data. Override it, or give `dependencies`. */
  taskDependencies(): object {
    return this.#options.dependencies ?? {};
  }

  /**
   * Runs the flow.
   *
   * @returns this flow, when its function and all of its tasks have ended
   * @throws UsageError before `setup()`, and while the flow is running
   * @throws FlowFailed when the flow failed, unless its `raiseFlowError` is false
   */
  async execute(options: ExecuteOptions = {}): Promise<this> {
    requireKnownOptions("execute the flow", options, EXECUTE_OPTIONS);
    const target = this.#target;
    if (target === null) {
      throw new UsageError(
        "Error starting Flow, setup has not been called, use .setup(target, ...args) to " +
          "configure it",
      );
    }
    const { results } = options;
    const kept = results === undefined ? null : await KeptCalls.load(results, this.flowId);
    const execution = this.#begin(options, kept);
    const ended = this.#tellOuter(execution);
    const scope = scopeOf(execution);
    let outcome: { readonly value: unknown } | { readonly error: unknown };
    try {
      outcome = {
        value: await scopes.run(scope, () => callTarget(target, this.flowName, this.#options)),
      };
    } catch (error) {
      outcome = { error };
    }
    await execution.end(outcome);
    ended?.();
    if (results !== undefined) await keepFlow(results, execution);
    if (this.flowConfig.printLogs) this.printLogs();
    if (this.flowConfig.raiseFlowError) this.#raise(execution);
    return this;
  }

  /** Stops the execution: no further task starts, and the signals of those that run are aborted. */
  cancel(reason?: unknown): void {
    this.#execution?.run.cancel(reason);
  }

  /**
   * Hears of this flow's events.
   *
   * @returns a function that takes the listener away again
   */
  subscribe(listener: FlowListener): () => void {
    return this.#listeners.subscribe(listener);
  }

  /** What was given, or the name of the function. */
  get flowName(): string {
    return this.#options.flowName ?? this.#target?.name ?? ANONYMOUS;
  }

  /** Where the latest execution is; pending before the first. */
  get status(): FlowStatus {
    return this.#execution?.status ?? "pending";
  }

  /** The engine's record of the execution, or null before the first. */
  get run(): FlowRun | null {
    return this.#execution?.run ?? null;
  }

  /** What the flow's function gave; null for nothing, before the end and after a failure. */
  get flowReturnValue(): R | null {
    // setup() and main() say that the function gives R.
    return (this.#execution?.returnValue ?? null) as R | null;
  }

  /** What ended a flow that failed: the very error; else null. */
  get flowError(): unknown {
    return this.#execution?.error ?? null;
  }

  /** Shared by the tasks of an execution; before the first, what every execution starts with. */
  get data(): Record<string, unknown> {
    return this.#execution?.data ?? this.#data;
  }

  /** The calls of tasks, in the order of their starts. */
  get executedTasks(): readonly TaskCall[] {
    return this.#execution?.tasks ?? [];
  }

  /** The messages since the flow's function began, without colour codes. */
  get capturedExecLogs(): readonly string[] {
    return this.#execution?.capturedLogs ?? [];
  }

  /** The first failure of each listener. */
  get listenerFailures(): readonly FlowListenerFailure[] {
    return this.#execution?.listenerFailures ?? [];
  }

  /** Keeps something with the flow, and tells its listeners. */
  addFlowArtifact(options: ArtifactOptions): void {
    requireKnownOptions("add an artifact", options, ARTIFACT_OPTIONS);
    const { key, description = "", data = null, type = "" } = options;
    this.#running("add an artifact").addArtifact({ key, description, data, type }, this.#task());
  }

  /** Notes something with the flow, and tells its listeners. */
  addFlowResult(options: { readonly key: string; readonly description: string }): void {
    requireKnownOptions("add a result", options, { key: true, description: true });
    const { key, description } = options;
    this.#running("add a result").addResult({ key, description }, this.#task());
  }

  /** Sends a message for those who look for a fault. */
  logDebug(message: string): void {
    this.#running("log").log("DEBUG", message, this.#task());
  }

  /** Sends a message. */
  logInfo(message: string): void {
    this.#running("log").log("INFO", message, this.#task());
  }

  /** Sends a message of something odd. */
  logWarning(message: string): void {
    this.#running("log").log("WARNING", message, this.#task());
  }

  /** Sends a message of something that went wrong. */
  logError(message: string): void {
    this.#running("log").log("ERROR", message, this.#task());
  }

  /** Prints the captured messages. */
  printLogs(): void {
    for (const line of this.capturedExecLogs) console.log(line);
  }

  /**
   * How the execution went.
   *
   * @throws UsageError before the first execution, as do the four below
   */
  stats(): FlowStats {
    return flowStats(this.#executed());
  }

  /** How long the execution took, in seconds, task by task. */
  durations(): FlowDurations {
    return flowDurations(this.#executed());
  }

  /** As {@linkcode durations}, with the state of each task. */
  durationsWithTasksStatus(): FlowDurationsWithStatus {
    return flowDurationsWithStatus(this.#executed());
  }

  /** What the flow's function gave, with the durations. */
  flowOutput(): FlowOutput<R> {
    return flowOutput(this.#executed()) as FlowOutput<R>; // as setup() and main() say
  }

  /** What a notebook shows: the run of the latest execution, as a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    const bundle = this.run?.[JUPYTER_DISPLAY]();
    return bundle ?? pageBundle({
      title: this.flowName,
      badge: { text: "ready", tone: "quiet" },
      lead: ["It has not been executed: await execute()."],
      sections: [],
    });
  }

  /** What `console.log` writes: the run of the latest execution. */
  [INSPECT](): string {
    return this.run?.[INSPECT]() ?? `${this.flowName}: ready, await execute()`;
  }

  /** The record of the execution: it survives JSON unchanged. */
  toJSON(): FlowRecord {
    return flowRecord(this.#executed());
  }

  /**
   * Runs something in an execution of this flow, at once if that takes no time. For tasks.
   *
   * @internal
   */
  runAround(work: (scope: Scope) => unknown): unknown {
    const execution = this.#begin({});
    const scope = scopeOf(execution);
    let value: unknown;
    try {
      value = scopes.run(scope, work, scope);
    } catch (error) {
      execution.endNow({ error });
      throw error;
    }
    if (value instanceof Promise) return endLater(execution, value);
    execution.endNow({ value });
    return value;
  }

  #begin(
    { signal, flowRunParams }: ExecuteOptions,
    kept: KeptCalls | null = null,
  ): FlowExecution {
    if (this.status === "running") {
      throw new UsageError(
        `Cannot execute flow '${this.flowName}': it is running, and a flow has one execution at ` +
          "a time. Call the flow function again to get another flow.",
        { data: { flowName: this.flowName, flowId: this.flowId } },
      );
    }
    const { logLimit, resources, runListeners, onListenerFailure = () => {} } = this.#options;
    this.#execution = new FlowExecution({
      ...{ flow: this, id: this.flowId, name: this.flowName, config: this.flowConfig },
      ...{ logLimit, resources, runListeners, onListenerFailure, signal, captureConsole, kept },
      outside: outsideOf(scopes.getStore()),
      data: { ...this.#data },
      dependencies: { ...this.taskDependencies() },
      listeners: this.#listeners,
    }, flowRunParams);
    return this.#execution;
  }

  /** The flow around, if there is one, keeps this one in its record. */
  #tellOuter(execution: FlowExecution): (() => void) | undefined {
    const outer = scopes.getStore();
    const kept = outer?.execution.config.addTaskToSelf ?? false;
    return outer?.execution.inner.begins(this, execution, outer.task?.taskId ?? null, kept);
  }

  #raise({ error, name, id }: FlowExecution): void {
    if (error === null) return;
    throw new FlowFailed(`Flow '${name}' failed: ${messageOf(error)}`, {
      cause: error,
      data: { flowName: name, flowId: id },
    });
  }

  #executed(): FlowExecution {
    if (this.#execution !== null) return this.#execution;
    throw new UsageError(
      `Cannot tell how flow '${this.flowName}' went: it has not been executed. Await execute().`,
    );
  }

  #running(attempt: string): FlowExecution {
    if (this.#execution?.status === "running") return this.#execution;
    throw new UsageError(
      `Cannot ${attempt}: flow '${this.flowName}' must be running, and is ${this.status}.`,
    );
  }

  /** The task of this flow that asks. */
  #task(): TaskCall | null {
    const scope = scopes.getStore();
    return scope !== undefined && scope.execution === this.#execution ? scope.task : null;
  }
}

async function endLater(execution: FlowExecution, work: Promise<unknown>): Promise<unknown> {
  try {
    const value = await work;
    await execution.end({ value });
    return value;
  } catch (error) {
    if (execution.endTime === null) await execution.end({ error });
    throw error;
  }
}
