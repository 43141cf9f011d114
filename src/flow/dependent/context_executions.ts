/** The executions of a context's flows: begun, found again, stopped. @module */
import { requireKnownOptions } from "../../base/known_options.ts";
import type { Graph } from "../engine/graph.ts";
import type { SharedResources } from "../engine/shared_resources.ts";
import type { AnyJob } from "../job.ts";
import { FlowError } from "../record/flow_errors.ts";
import { ContextExecutors } from "./context_executors.ts";
import type { ContextOptions } from "./context_options.ts";
import { EXECUTE_OPTIONS, type ExecuteOptions } from "./execute_options.ts";
import { type ExecutionHost, FlowExecution } from "./execution.ts";
import { heldOutputs, sameInput } from "./execution_record.ts";
import { flowJob } from "./flow_job.ts";
import type { FlowMonitor } from "./flow_monitor.ts";
import { type FlowPlan, planFlow, planGraph } from "./flow_plan.ts";
import type { FlowRegistry } from "./flow_registry.ts";
import type { FlowResult } from "./flow_result.ts";
import { streamsOf } from "./flow_stream.ts";
import type { FlowState } from "./flow_state.ts";
import type { ExecutableFlow } from "./processor.ts";

/** The most executions that are found again by their keys. */
const MOST_KEYS = 10_000;

/** A plan, as long as nothing is registered. */
interface KeptPlan {
  readonly version: number;
  readonly plan: FlowPlan;
  graph: Graph | null;
}

/** An execution that is known by a key. */
interface KeyedExecution {
  readonly input: Given;
  readonly result: Promise<FlowResult>;
}

type Given = Readonly<Record<string, unknown>>;

/** Begins executions, and keeps those that go on. */
export class ContextExecutions {
  readonly #registry: FlowRegistry;
  readonly #executors: ContextExecutors;
  readonly #host: ExecutionHost;
  readonly #limited: ReadonlySet<string>;
  readonly #active = new Map<string, FlowExecution>();
  readonly #plans = new WeakMap<FlowState, KeptPlan>();
  /** The very errors of results that tell of one. */
  readonly #thrown = new WeakMap<FlowResult, unknown>();
  readonly #keyed = new Map<string, KeyedExecution>();

  constructor(
    registry: FlowRegistry,
    monitor: FlowMonitor,
    options: ContextOptions & { readonly shared: SharedResources | undefined },
  ) {
    const { shared, concurrency, listeners = [], limits = {} } = options;
    this.#registry = registry;
    this.#limited = new Set(Object.keys(limits));
    this.#executors = new ContextExecutors(options, (runId) => this.#active.get(runId)!);
    this.#host = {
      ...{ monitor, shared, concurrency, listeners },
      executors: this.#executors.executors,
      thrown: this.#thrown,
      planOf: (state) => this.planOf(state),
      jobOf: (state) => this.#jobOf(state),
    };
  }

  /** Executes a flow to its end. Never rejects. */
  async execute(state: FlowState, given: unknown, options: ExecuteOptions): Promise<FlowResult> {
    const { key } = options;
    const input = requireInput(state, given);
    if (key !== undefined) return await this.#executeOnce(state, input, key, options);
    if (state.executing) return alreadyRunning(state);
    return await this.start(state, input, options).result();
  }

  /** @throws FlowError where it is executed already */
  start(state: FlowState, given: unknown, options: ExecuteOptions): FlowExecution {
    requireKnownOptions(`execute the flow '${state.id}'`, options, EXECUTE_OPTIONS);
    const input = requireInput(state, given);
    if (state.executing) throw new FlowError(alreadyRunning(state).error!);
    const { plan, graph } = this.#prepared(state, options.failQuickly ?? false);
    const { signal, listeners = [] } = options;
    const known = this.#known(state, input, plan, options);
    const execution = new FlowExecution(this.#host, {
      ...{ root: state, input, plan, graph, known, signal, listeners },
    });
    state.executing = true;
    state.status = "pending"; // until its processor begins
    this.#active.set(execution.id, execution);
    return execution.begin(() => {
      state.executing = false;
      this.#active.delete(execution.id);
    });
  }

  /** What a result that is no completion came of. */
  thrownOf(result: FlowResult): unknown {
    return this.#thrown.get(result);
  }

  /** Stops a flow: an execution of it as a whole, and its part in those of others. */
  async cancel(state: FlowState, reason: unknown): Promise<void> {
    const stopped = [...this.#active.values()].filter((execution) => execution.holds(state.id))
      .map((execution) =>
        execution.root === state.id
          ? execution.cancel(reason)
          : execution.cancelFlow(state.id, new FlowError("Flow cancelled", { cause: reason }))
      );
    await Promise.all(stopped);
  }

  /** Has all that requires a flow failed with it. */
  fail(state: FlowState, message: string): void {
    const failed = [{ state, error: message }];
    const seen = new Set([state.id]);
    for (const { state, error } of failed) {
      const time = new Date();
      state.settle({
        ...{ processId: state.id, status: "failed", startTime: time, endTime: time },
        ...{ output: null, error, traceback: null },
        metadata: {
          ...{ runId: null, attempts: 0, durationMs: 0, version: state.config.version },
          ...{ errorType: "FlowError", reason: error },
        },
      });
      for (const id of state.after) {
        const dependent = this.#registry.states.get(id)!;
        if (seen.has(id) || dependent.dependencies.get(state.id) !== "required") continue;
        seen.add(id);
        failed.push({ state: dependent, error: `Required dependency ${state.id} failed` });
      }
    }
  }

  /** Stops all, and ends what does flows elsewhere. */
  async shutdown(): Promise<void> {
    const reason = "the context was shut down";
    await Promise.all([...this.#active.values()].map((execution) => execution.cancel(reason)));
    this.#keyed.clear();
    await this.#executors.close();
  }

  /** What a flow and all that it waits for consist of, now. */
  planOf(state: FlowState): FlowPlan {
    return this.#kept(state).plan;
  }

  #kept(state: FlowState): KeptPlan {
    const { version } = this.#registry;
    let kept = this.#plans.get(state);
    if (kept === undefined || kept.version !== version) {
      kept = { version, plan: planFlow(this.#registry, state), graph: null };
      this.#plans.set(state, kept);
    }
    return kept;
  }

  #prepared(state: FlowState, failQuickly: boolean): { plan: FlowPlan; graph: Graph } {
    const kept = this.#kept(state);
    const { plan } = kept;
    if (failQuickly) {
      return { plan, graph: planGraph(plan, (one) => ({ ...this.#jobOf(one), retries: 0 })) };
    }
    return { plan, graph: kept.graph ??= planGraph(plan, (one) => this.#jobOf(one)) };
  }

  #jobOf(state: FlowState): AnyJob {
    return state.job ??= flowJob(state, {
      executionOf: (runId) => this.#active.get(runId)!,
      stateOf: (flow) => this.#stateOf(flow),
      limited: this.#limited,
    });
  }

  #stateOf({ processId }: ExecutableFlow): FlowState {
    const state = this.#registry.states.get(processId);
    if (state !== undefined) return state;
    throw new FlowError(
      `Cannot execute '${processId}' here: this context has no such flow. Make it with the same ` +
        "`context`.",
      { data: { processId } },
    );
  }

  #known(root: FlowState, input: Given, plan: FlowPlan, options: ExecuteOptions): Given {
    const { resume, reuse } = options;
    if (resume !== undefined) return heldOutputs(resume, root.id, input, plan);
    if (!reuse) return {};
    const known: Record<string, unknown> = {};
    for (const [id, { state, sources }] of plan.flows) { // what it waits for comes first
      const { result } = state;
      if (state === root || result?.status !== "completed") continue;
      if (streamsOf(result.output).length > 0) continue; // it has been read
      if (result.metadata.version !== state.config.version) continue;
      if (!sources.every((source) => Object.hasOwn(known, source))) continue;
      if (sameInput(state.input, input)) known[id] = result.output;
    }
    return known;
  }

  async #executeOnce(
    state: FlowState,
    input: Given,
    key: string,
    options: ExecuteOptions,
  ): Promise<FlowResult> {
    const whole = `${state.id}\n${key}`;
    const earlier = this.#keyed.get(whole);
    if (earlier !== undefined) {
      if (sameInput(earlier.input, input)) return await earlier.result;
      throw new FlowError(
        `Cannot execute '${state.id}' by the key '${key}': that stands for an execution with ` +
          "another input. Use another key.",
        { data: { processId: state.id, key } },
      );
    }
    const result = state.executing
      ? Promise.resolve(alreadyRunning(state))
      : this.start(state, input, options).result();
    this.#keyed.set(whole, { input, result });
    if (this.#keyed.size > MOST_KEYS) this.#keyed.delete(this.#keyed.keys().next().value!);
    const ended = await result;
    if (ended.status !== "completed") this.#keyed.delete(whole);
    return ended;
  }
}

/** @throws FlowError for what has no fields */
function requireInput({ id }: FlowState, input: unknown): Given {
  if (input === undefined || input === null) return {};
  if (typeof input === "object" && !Array.isArray(input)) return input as Given;
  throw new FlowError(
    `Cannot execute the flow '${id}': its input must be an object with fields; found ` +
      `${Array.isArray(input) ? "a list" : `${typeof input} ${String(input)}`}.`,
    { data: { processId: id } },
  );
}

function alreadyRunning({ id, config }: FlowState): FlowResult {
  const time = new Date();
  return {
    ...{ processId: id, status: "failed", startTime: time, endTime: time, output: null },
    ...{ error: `Task ${id} already running`, traceback: null },
    metadata: {
      ...{ runId: null, attempts: 0, durationMs: 0, version: config.version },
      ...{ errorType: "FlowError", reason: "it was executed already" },
    },
  };
}
