/** How a flow function is done and executed. @module */
import type { OptionNames } from "../../base/known_options.ts";
import type { RunListener } from "../record/events.ts";
import type { Resources } from "../resources.ts";
import type { StandardSchema } from "../standard_schema.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import { FLOW_DEFAULTS, type FlowConfig } from "./flow_config.ts";
import type { FlowListener } from "./flow_event.ts";
import type { FlowListenerFailure } from "./flow_listeners.ts";

/** What a flow is made with. */
export interface FlowOptions<D extends object = object> extends FlowConfig {
  /**
   * The name of the flow, in records and messages.
   *
   * @default {the function's name}
   */
  readonly flowName?: string;
  /**
   * The identifier of the flow: unique, where it is given.
   *
   * @default {`flow_id__` and eight random letters and digits}
   */
  readonly flowId?: string;
  /** What every execution finds in its `flowData` at its start. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** What contexts give beside the flow and its data. */
  readonly dependencies?: D;
  /** Subscribed from the start. */
  readonly listeners?: readonly FlowListener[];
  /**
   * Subscribed to the engine's events of each execution, as that of `RunMetrics` is:
   * `runListeners: [metrics.listener]`.
   */
  readonly runListeners?: readonly RunListener[];
  /** Told once of each listener that throws. */
  readonly onListenerFailure?: (failure: FlowListenerFailure) => void;
  /**
   * How many messages the record keeps, the last ones.
   *
   * @default {10000}
   */
  readonly logLimit?: number;
  /** Checks the list of arguments; the function gets what the schema makes of it. */
  readonly input?: StandardSchema<unknown, readonly unknown[]>;
  /** Checks the return value; it becomes what the schema makes of it. */
  readonly output?: StandardSchema;
  /**
   * How much there is of what tasks hold while they work, e.g. `{ kernel: 2 }`; or within a time,
   * e.g. `{ api: { count: 10, per: 1000 } }`.
   */
  readonly resources?: Resources;
}

/** The names of {@linkcode FlowOptions}. */
export const FLOW_OPTIONS: OptionNames<FlowOptions> = {
  ...FLOW_DEFAULTS,
  flowName: true,
  flowId: true,
  data: true,
  dependencies: true,
  listeners: true,
  runListeners: true,
  onListenerFailure: true,
  logLimit: true,
  input: true,
  output: true,
  resources: true,
};

/** How a flow is executed. */
export interface ExecuteOptions {
  /** Cancels the execution. */
  readonly signal?: AbortSignal;
  /** What came with the request to run: noted in the messages, and kept as an artifact. */
  readonly flowRunParams?: unknown;
  /**
   * Where what the tasks give is kept, and at the end the flow's value and artifacts, under
   * `flows/<flowId>`. Executed again there, a flow of the same `flowId` goes on: its tasks that had
   * ended give what they gave, without being done.
   *
   * @default {nothing is kept}
   */
  readonly results?: ResultsManager;
}

/** The names of {@linkcode ExecuteOptions}. */
export const EXECUTE_OPTIONS: OptionNames<ExecuteOptions> = {
  signal: true,
  flowRunParams: true,
  results: true,
};

/** The names of what an artifact is made of. */
export const ARTIFACT_OPTIONS: OptionNames<ArtifactOptions> = {
  key: true,
  description: true,
  data: true,
  type: true,
};

/** What an artifact is made of. */
export interface ArtifactOptions {
  /** What it is found by. */
  readonly key: string;
  /**
   * What it is, in words.
   *
   * @default {""}
   */
  readonly description?: string;
  /**
   * The thing itself, or what leads to it.
   *
   * @default {null}
   */
  readonly data?: unknown;
  /**
   * What kind of thing it is, in the user's words.
   *
   * @default {""}
   */
  readonly type?: string;
}
