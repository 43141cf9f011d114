/**
 * Flows that depend on each other: each is done when all that it requires is done, and without what
 * it takes optionally where that fails.
 *
 * @example
 * ```ts
 * import { Flow } from "trunnion/dependent";
 *
 * const load = new Flow({
 *   processor: () => ({ faces: [6, 3, 9] }),
 *   config: { name: "load" },
 * });
 * const count = new Flow({
 *   processor: ({ faces, least }: { faces: number[]; least: number }) => ({
 *     count: faces.filter((number) => number >= least).length,
 *   }),
 *   config: { name: "count", retries: 1 },
 * });
 * count.registerTo(load, { required: [load.processId] });
 *
 * const result = await count.execute({ least: 5 });
 * console.log(result.status, result.output); // completed { count: 2 }
 * console.log(count.statistics().total, count.health().message); // 1 Flow is healthy
 * ```
 *
 * @module
 */
import "./src/pool/executors/offer_executors.ts";

// Flows
export { Flow, type FlowOptions } from "./src/flow/dependent/flow.ts";
export { executeKept, type KeepOptions } from "./src/flow/dependent/execute_kept.ts";
export type { FilledFlowConfig, FlowConfig, MergeRule } from "./src/flow/dependent/flow_config.ts";
export {
  DEPENDENCY_TYPES,
  type DependencyType,
  FLOW_STATUSES,
  FLOW_TYPES,
  type FlowStatus,
  type FlowType,
} from "./src/flow/dependent/flow_words.ts";
export type { DependencyIds } from "./src/flow/dependent/flow_registry.ts";
export type { RegisteredFlow } from "./src/flow/dependent/registered_flow.ts";
export type { JobCache, OutputCache } from "./src/flow/job.ts";
export type { StandardSchema } from "./src/flow/standard_schema.ts";
export type { Backoff, WorkPolicy } from "./src/flow/policy/work_policy.ts";

// Processors
export { DependencyData } from "./src/flow/dependent/dependency_data.ts";
export type {
  ExecutableFlow,
  FlowOutput,
  Processor,
  ProcessorContext,
  ProcessorFunction,
  ProcessorModule,
  ProcessorObject,
  WorkerProcessorContext,
} from "./src/flow/dependent/processor.ts";

// Flows by templates, and at times
export {
  flowTemplate,
  type MakeFlow,
  type TemplateFlow,
  type TemplatePlace,
} from "./src/flow/dependent/flow_template.ts";
export {
  FlowSchedule,
  scheduleFlow,
  type ScheduleOptions,
} from "./src/flow/dependent/flow_schedule.ts";

export type { FlowStream } from "./src/flow/dependent/flow_stream.ts";

// Contexts
export { FlowContext } from "./src/flow/dependent/flow_context.ts";
export type { ContextOptions } from "./src/flow/dependent/context_options.ts";
export type { Rate, Resources } from "./src/flow/resources.ts";

// Executions
export { FlowExecution } from "./src/flow/dependent/execution.ts";
export type { ExecuteOptions } from "./src/flow/dependent/execute_options.ts";
export type { ExecutionRecord, RecordedFlow } from "./src/flow/dependent/execution_record.ts";
export type { FlowRun } from "./src/flow/engine/flow_run.ts";
export type { Executors } from "./src/flow/engine/run_options.ts";
export type { RunEvent, RunListener } from "./src/flow/record/events.ts";
export type { Artifact, LogLevel, RunResult } from "./src/flow/job.ts";
export type { FlowResult, FlowResultMetadata } from "./src/flow/dependent/flow_result.ts";

// How flows do
export { RunMetrics, type RunMetricsOptions } from "./src/flow/record/run_metrics.ts";
export type { JobTime, RunProfile } from "./src/flow/record/run_profile.ts";
export type { JobProgress, RunProgress } from "./src/flow/record/run_progress.ts";
export type { FlowHealth } from "./src/flow/dependent/flow_health.ts";
export type { FlowMonitorEvent, FlowMonitorListener } from "./src/flow/dependent/flow_monitor.ts";
export type { FlowStatistics } from "./src/flow/dependent/flow_statistics.ts";

// Errors
export {
  DependencyError,
  FlowError,
  FlowRetryError,
  FlowTimeoutError,
  RunCancelled,
} from "./src/flow/record/flow_errors.ts";
