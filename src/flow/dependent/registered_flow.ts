/** A flow, as its context gives it. @module */
import type { FlowExecution } from "./execution.ts";
import type { FilledFlowConfig } from "./flow_config.ts";
import type { FlowHealth } from "./flow_health.ts";
import type { FlowResult } from "./flow_result.ts";
import type { FlowStatistics } from "./flow_statistics.ts";
import type { ExecuteOptions } from "./execute_options.ts";
import type { DependencyType, FlowStatus } from "./flow_words.ts";

/** What every flow can be asked for, whatever it takes and gives. */
export interface RegisteredFlow {
  /** Its identity in its context. */
  readonly processId: string;
  /** What it was made with, and the defaults. */
  readonly config: FilledFlowConfig;
  /** Where it is, or how its last execution ended. */
  readonly status: FlowStatus;
  /** How its last execution ended; null before that. */
  readonly result: FlowResult<unknown> | null;
  /** The ids of what it depends on: all, or those of one type. */
  getDependencies(type?: DependencyType): string[];
  /** Executes it, behind all that it waits for. */
  execute(input?: object, options?: ExecuteOptions): Promise<FlowResult<unknown>>;
  /** As `execute`, and gives the execution itself, which can be watched and stopped. */
  start(input?: object, options?: ExecuteOptions): FlowExecution;
  /** Stops it where it is at work, and waits until it has stopped. */
  cancel(reason?: unknown): Promise<void>;
  /** What its executions came to. */
  statistics(): FlowStatistics;
  /** Whether it does well. */
  health(): FlowHealth;
}
