/** A flow: a processor that is done when all that it depends on is done. @module */
import { requireKnownOptions, requireNames } from "../../base/known_options.ts";
import { FlowError } from "../record/flow_errors.ts";
import type { ExecuteOptions } from "./execute_options.ts";
import type { FlowExecution } from "./execution.ts";
import { type FilledFlowConfig, fillFlowConfig, type FlowConfig } from "./flow_config.ts";
import { FlowContext } from "./flow_context.ts";
import type { FlowHealth } from "./flow_health.ts";
import type { DependencyIds } from "./flow_registry.ts";
import type { FlowResult } from "./flow_result.ts";
import { FlowState } from "./flow_state.ts";
import type { FlowStatistics } from "./flow_statistics.ts";
import type { DependencyType, FlowStatus } from "./flow_words.ts";
import {
  type FlowOutput,
  isCallableProcessor,
  isProcessorModule,
  type Processor,
} from "./processor.ts";
import type { RegisteredFlow } from "./registered_flow.ts";

/** What a flow is made of. */
// deno-lint-ignore no-explicit-any
export interface FlowOptions<I = any, O = any> {
  /**
   * What does the work: a function, an object with `process`, or either one that a module exports.
   * A flow of type `parallel` or `sequential` may have none: it gives the outputs of its children
   * by their ids.
   */
  readonly processor?: Processor<I, O>;
  /** What it is called, and how it is done. */
  readonly config: FlowConfig<I, unknown>;
  /**
   * Its identity in its context.
   *
   * @default {a random UUID}
   */
  readonly processId?: string;
  /**
   * Where it is registered.
   *
   * @default {FlowContext.getInstance()}
   */
  readonly context?: FlowContext;
}

const OPTIONS = { processor: true, config: true, processId: true, context: true } as const;
const DEPENDENCIES = { required: true, optional: true } as const;

/**
 * A flow of a context. It is registered when it is made, and stays so until it is removed.
 *
 * @example
 * ```ts
 * import { Flow } from "trunnion/dependent";
 *
 * const load = new Flow({ processor: () => ({ sizes: [2, 3, 4] }), config: { name: "load" } });
 * const sum = new Flow({
 *   processor: ({ sizes, factor }: { sizes: number[]; factor: number }) =>
 *     sizes.reduce((sum, size) => sum + size * factor, 0),
 *   config: { name: "sum", retries: 2 },
 * });
 * sum.registerTo(load, { required: [load.processId] });
 *
 * const { status, output } = await sum.execute({ factor: 2 });
 * console.log(status, output); // completed { result: 18 }
 * ```
 */
// deno-lint-ignore no-explicit-any
export class Flow<I = any, O = any> implements RegisteredFlow {
  /** Where it is registered. */
  readonly context: FlowContext;
  readonly #state: FlowState;
  #parent: RegisteredFlow | null = null;

  /**
   * Makes a flow, and registers it.
   *
   * @throws FlowError for an id that is taken, or a processor that can do nothing
   */
  constructor(options: FlowOptions<I, O>) {
    requireKnownOptions<FlowOptions>("make the flow", options, OPTIONS);
    const { processor = null, processId = crypto.randomUUID(), config } = options;
    const filled = fillFlowConfig(config) as FilledFlowConfig;
    this.#state = new FlowState(processId, processor, filled, config.flowType !== undefined);
    if (processor === null ? !this.#state.isComposite : !canProcess(processor)) {
      throw new FlowError(
        `Cannot make the flow '${filled.name}': its processor must be a function, an object with ` +
          "`process`, or `{ module, export }`. Only parallel and sequential flows may have none.",
        { data: { processId } },
      );
    }
    this.context = options.context ?? FlowContext.getInstance();
    this.context.register(this, this.#state);
  }

  /** Its identity in its context. */
  get processId(): string {
    return this.#state.id;
  }

  /** What it was made with, and the defaults; frozen. */
  get config(): FilledFlowConfig {
    return this.#state.config;
  }

  /** What does the work; null where there is nothing but its children. */
  get processor(): Processor<I, O> | null {
    return this.#state.processor;
  }

  /** Where it is, or how its last execution ended. */
  get status(): FlowStatus {
    return this.#state.status;
  }

  /** How its last execution ended; null before that. */
  get result(): FlowResult<FlowOutput<O>> | null {
    return this.#state.result as FlowResult<FlowOutput<O>> | null; // its processor vouches for it
  }

  /** The flow that it was last registered to. */
  get parentFlow(): RegisteredFlow | null {
    return this.#parent;
  }

  /** The ids of the flows that were registered to it, in their order. */
  get children(): string[] {
    return [...this.#state.children];
  }

  /**
   * Makes it the child of another flow, with what it depends on. All of it is registered, or none.
   *
   * Being a child alone means nothing to flows of the types inline, thread and process; parallel
   * and sequential ones do their children first.
   *
   * @returns this flow
   * @throws FlowError for ids that there are not, and for what would make a circle
   */
  registerTo(parent: Flow, dependencies: DependencyIds = {}): this {
    const attempt = `register the flow '${this.processId}'`;
    requireKnownOptions(attempt, dependencies, DEPENDENCIES);
    for (const [name, ids] of Object.entries(dependencies)) {
      if (ids !== undefined) requireNames(attempt, `\`${name}\``, ids);
    }
    if (parent.context !== this.context) {
      throw new FlowError(
        `Cannot ${attempt} to '${parent.processId}': they are of two contexts. Make both with ` +
          "the same `context`.",
        { data: { processId: this.processId, parent: parent.processId } },
      );
    }
    this.context.registry.register(this.#state, parent.#state, dependencies);
    this.#parent = parent;
    return this;
  }

  /** The ids of what it depends on: all, or those of one type. */
  getDependencies(type?: DependencyType): string[] {
    return [...this.#state.dependencies].filter(([, found]) => type === undefined || found === type)
      .map(([id]) => id);
  }

  /**
   * Executes it, behind all that it waits for; each of those is done once. The input goes to all
   * of them; outputs of dependencies are merged into it, and what was given stands over them.
   *
   * Never rejects because a flow fails: a failed or cancelled execution has such a result.
   *
   * @throws FlowError for an input, a key or a record that cannot be taken
   */
  async execute(
    input?: object,
    options: ExecuteOptions = {},
  ): Promise<FlowResult<FlowOutput<O>>> {
    const result = await this.context.execute(this.#state, input, options);
    return result as FlowResult<FlowOutput<O>>; // its processor vouches for the type
  }

  /**
   * Executes it as {@linkcode execute} does, and throws where that did not complete.
   *
   * @throws what the flow failed with: the very error; RunCancelled when it was cancelled
   */
  async executeOrThrow(
    input?: object,
    options: ExecuteOptions = {},
  ): Promise<FlowResult<FlowOutput<O>> & { readonly output: FlowOutput<O> }> {
    const result = await this.context.execute(this.#state, input, options);
    if (result.status !== "completed") throw this.context.thrownOf(result);
    return result as FlowResult<FlowOutput<O>> & { output: FlowOutput<O> };
  }

  /**
   * Executes it, and gives the execution at once: the engine's record of it, which can be watched,
   * stopped and written down.
   *
   * @throws FlowError where it is executed already, and for what cannot be taken
   */
  start(input?: object, options: ExecuteOptions = {}): FlowExecution {
    return this.context.start(this.#state, input, options);
  }

  /**
   * Stops it: an execution of it with all that takes part; where it takes part in others, it alone,
   * and what requires it fails. Resolves when its work has stopped or was given up; at once where
   * it is not at work.
   */
  async cancel(reason?: unknown): Promise<void> {
    await this.context.cancel(this.#state, reason);
  }

  /** What its executions came to. */
  statistics(): FlowStatistics {
    return this.#state.statistics.sum();
  }

  /** Whether it does well: its failures, its times, and what it requires. */
  health(): FlowHealth {
    return this.context.health(this.processId);
  }
}

function canProcess(processor: unknown): boolean {
  return isProcessorModule(processor) || isCallableProcessor(processor);
}
