/** Where flows are registered, and what they have in common. @module */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { pageText } from "../../page/page_text.ts";
import { messageOf } from "../../base/message_of.ts";
import { SharedResources } from "../engine/shared_resources.ts";
import { startTimer } from "../policy/time_limit.ts";
import { FlowError, secondsText } from "../record/flow_errors.ts";
import { CONTEXT_OPTIONS, type ContextOptions } from "./context_options.ts";
import { contextMermaid, contextPage } from "./context_page.ts";
import { ContextExecutions } from "./context_executions.ts";
import type { FlowExecution } from "./execution.ts";
import type { ExecuteOptions } from "./execute_options.ts";
import { type FlowHealth, judgeHealth } from "./flow_health.ts";
import { FlowMonitor, type FlowMonitorEvent, type FlowMonitorListener } from "./flow_monitor.ts";
import { FlowRegistry } from "./flow_registry.ts";
import type { FlowResult } from "./flow_result.ts";
import type { FlowState } from "./flow_state.ts";
import type { FlowStatistics } from "./flow_statistics.ts";
import type { DependencyType } from "./flow_words.ts";
import type { RegisteredFlow } from "./registered_flow.ts";

/** The context of flows that were made without one. */
let shared: FlowContext | null = null;

/**
 * Flows by their ids, the edges between them, their results, and what runs of them share: threads,
 * processes, limits. Flows of two contexts know nothing of each other.
 *
 * @example
 * ```ts
 * import { Flow, FlowContext } from "trunnion/dependent";
 *
 * await using context = new FlowContext({ limits: { database: 2 } });
 * const query = new Flow({
 *   processor: () => ({ rows: 3 }),
 *   config: { name: "query", tags: ["database"] },
 *   context,
 * });
 * console.log((await query.execute()).output); // { rows: 3 }
 * ```
 */
export class FlowContext {
  readonly #registry = new FlowRegistry();
  readonly #flows = new Map<string, RegisteredFlow>();
  readonly #monitor: FlowMonitor;
  readonly #executions: ContextExecutions;

  /** A context of its own, beside the one that flows have by default. */
  constructor(options: ContextOptions = {}) {
    requireKnownOptions("make the context", options, CONTEXT_OPTIONS);
    const { limits, history = 1000, onListenerFailure = () => {} } = options;
    this.#monitor = new FlowMonitor(history, onListenerFailure);
    this.#executions = new ContextExecutions(this.#registry, this.#monitor, {
      ...options,
      shared: limits === undefined ? undefined : new SharedResources(limits),
    });
  }

  /** The context of flows that are made without one: always the same. */
  static getInstance(): FlowContext {
    return shared ??= new FlowContext();
  }

  /** All flows, in the order in which they were registered. */
  get flows(): RegisteredFlow[] {
    return [...this.#flows.values()];
  }

  /** The ids of the flows that are at work now. */
  get activeFlows(): string[] {
    return [...this.#registry.states.values()].filter(({ active }) => active > 0)
      .map(({ id }) => id);
  }

  /** The flow of an id; null where there is none. */
  getFlow(processId: string): RegisteredFlow | null {
    return this.#flows.get(processId) ?? null;
  }

  /** How the last execution of a flow ended; null where there was none. */
  getResult(processId: string): FlowResult | null {
    return this.#registry.states.get(processId)?.result ?? null;
  }

  /** How the last executions of all flows ended, by id. */
  getResults(): Map<string, FlowResult> {
    return new Map(
      [...this.#registry.states.values()].flatMap(({ id, result }) =>
        result === null ? [] : [[id, result]]
      ),
    );
  }

  /**
   * Makes one flow require another, or take it optionally.
   *
   * @param parentId the flow that is done first
   * @param childId the flow that waits for it
   * @throws FlowError for ids that there are not, and for what would make a circle
   */
  registerDependency(parentId: string, childId: string, type: DependencyType = "required"): void {
    this.#registry.addDependency(parentId, childId, type);
  }

  /**
   * Forgets a flow, with its results.
   *
   * @returns whether there was one
   * @throws FlowError where other flows wait for it, or it is at work
   */
  removeFlow(processId: string): boolean {
    const state = this.#registry.states.get(processId);
    if (state !== undefined && (state.active > 0 || state.executing)) {
      throw new FlowError(`Cannot remove the flow '${processId}': it is at work. Cancel it first.`);
    }
    this.#flows.delete(processId);
    return this.#registry.remove(processId);
  }

  /**
   * Waits until flows have completed, failed or been cancelled; at once for those that have.
   *
   * @param options `timeout`: milliseconds after which it throws
   * @throws FlowError for ids that there are not, and when the time is over
   */
  async waitForFlows(
    processIds: Iterable<string>,
    options: { readonly timeout?: number } = {},
  ): Promise<void> {
    requireKnownOptions("wait for flows", options, { timeout: true });
    const states = [...processIds].map((id) => this.#state(id));
    const all = Promise.all(states.map((state) => state.whenSettled()));
    const { timeout } = options;
    if (timeout === undefined) return void await all;
    const late = Promise.withResolvers<"late">();
    const timer = startTimer(timeout, () => late.resolve("late"));
    const first = await Promise.race([all, late.promise]);
    clearTimeout(timer);
    if (first !== "late") return;
    const open = states.filter(({ isSettled }) => !isSettled).map(({ id }) => id);
    throw new FlowError(
      `Timeout waiting for flows: ${open.join(", ")} have not ended within ` +
        `${secondsText(timeout)}. Execute them, or wait longer.`,
      { data: { flows: open, timeout } },
    );
  }

  /**
   * Takes a flow for failed that is not executed here: all that requires it, directly or not, has
   * failed too then; what takes it optionally is left alone.
   */
  handleFlowFailure(processId: string, error: unknown = "it failed"): void {
    this.#executions.fail(this.#state(processId), messageOf(error));
  }

  /** What happened to one flow, or to all, as far as it is kept (`history`). */
  events(processId?: string): FlowMonitorEvent[] {
    return this.#monitor.events(processId);
  }

  /** Hears of what happens to flows from now on; gives a function that ends that. */
  subscribe(listener: FlowMonitorListener): () => void {
    return this.#monitor.subscribe(listener);
  }

  /** Whether a flow does well: its failures, its times, and what it requires. */
  health(processId: string): FlowHealth {
    const found = new Map<string, FlowHealth>();
    const order: FlowState[] = [];
    for (const state of this.#executions.planOf(this.#state(processId)).flows.values()) {
      order.push(state.state); // what it waits for comes first
    }
    for (const state of order) {
      const unhealthy = [...state.dependencies].filter(([id, type]) =>
        type === "required" && found.get(id)?.healthy === false
      );
      found.set(state.id, judgeHealth(state.statistics.sum(), unhealthy.map(([id]) => id)));
    }
    return found.get(processId)!;
  }

  /** What the executions of a flow came to. */
  statistics(processId: string): FlowStatistics {
    return this.#state(processId).statistics.sum();
  }

  /** All flows as a Mermaid flowchart, with their states and the times of their last executions. */
  mermaid(): string {
    return contextMermaid(this.#registry.states.values());
  }

  /** What a notebook shows where a cell ends with the context: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return pageBundle(contextPage(this.#registry.states.values()));
  }

  /** What `console.log` writes. */
  [INSPECT](): string {
    return pageText(contextPage(this.#registry.states.values()), { columns: 100 });
  }

  /** Stops all that goes on, and ends threads and processes. Safe to call twice. */
  async shutdown(): Promise<void> {
    await this.#executions.shutdown();
  }

  /** Stops all that goes on, and forgets all flows and results. */
  async cleanup(): Promise<void> {
    await this.shutdown();
    this.#flows.clear();
    this.#registry.clear();
    this.#monitor.clear();
  }

  /** As {@linkcode cleanup}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.cleanup();
  }

  /** @internal */
  register(flow: RegisteredFlow, state: FlowState): void {
    this.#registry.add(state);
    this.#flows.set(state.id, flow);
  }

  /** @internal */
  get registry(): FlowRegistry {
    return this.#registry;
  }

  /** @internal */
  execute(state: FlowState, input: unknown, options: ExecuteOptions): Promise<FlowResult> {
    return this.#executions.execute(state, input, options);
  }

  /** @internal */
  thrownOf(result: FlowResult): unknown {
    return this.#executions.thrownOf(result) ?? new FlowError(result.error ?? "The flow failed.");
  }

  /** @internal */
  start(state: FlowState, input: unknown, options: ExecuteOptions): FlowExecution {
    return this.#executions.start(state, input, options);
  }

  /** @internal */
  async cancel(state: FlowState, reason: unknown): Promise<void> {
    await this.#executions.cancel(state, reason);
  }

  #state(processId: string): FlowState {
    const state = this.#registry.states.get(processId);
    if (state !== undefined) return state;
    throw new FlowError(`Flow ${processId} not found. Make it first, in this context.`, {
      data: { processId },
    });
  }
}
