/**
 * Flows and tasks as functions: plain code, of which every run is recorded.
 *
 * @example
 * ```ts
 * import { flow, task } from "trunnion/functions";
 *
 * const load = task(async function load(name: string) {
 *   return { name, faces: 6 };
 * });
 * const report = task(function report(faces: number) {
 *   console.log(`${faces} faces`);
 * });
 *
 * const survey = flow(async function survey(names: string[]) {
 *   const parts = await Promise.all(names.map((name) => load(name)));
 *   const faces = parts.reduce((sum, part) => sum + part.faces, 0);
 *   report(faces);
 *   return faces;
 * });
 *
 * const run = await survey(["gear.step", "shaft.step"]).execute();
 * console.log(run.flowReturnValue); // 12
 * console.log(run.durations().flowTasks); // { load: ..., "load#2": ..., report: ... }
 * console.log(run.capturedExecLogs); // [..., "12 faces", "Flow return value: 12"]
 * ```
 *
 * @module
 */

// Flows
export { flow, type FlowDecorator, type FlowFunction } from "./src/flow/functions/flow.ts";
export { asFlow } from "./src/flow/functions/as_flow.ts";
export { FunctionFlow } from "./src/flow/functions/function_flow.ts";
export type { NoOtherOptions } from "./src/base/known_options.ts";
export type {
  ArtifactOptions,
  ExecuteOptions,
  FlowOptions,
} from "./src/flow/functions/flow_options.ts";
export { FLOW_DEFAULTS, type FlowConfig } from "./src/flow/functions/flow_config.ts";

// Tasks
export { task, type TaskDecorator, type TaskFunction } from "./src/flow/functions/task.ts";
export type {
  AnyEngineOption,
  ArgumentsOf,
  Checked,
  DefaultTaskOptions,
  EngineOptions,
  Softened,
  TaskOptions,
  TaskValue,
  ValueOf,
} from "./src/flow/functions/task_options.ts";
export type { JobCache, OutputCache } from "./src/flow/job.ts";
export type { Rate, Resources } from "./src/flow/resources.ts";
export type { StandardSchema } from "./src/flow/standard_schema.ts";
export type { Backoff, WorkPolicy } from "./src/flow/policy/work_policy.ts";
export type { TaskCall, TaskStatus } from "./src/flow/functions/task_call.ts";

// What running code can ask for
export {
  type FlowContext,
  flowContext,
  type FlowContextBase,
  type TaskContext,
  taskContext,
  type TaskContextBase,
} from "./src/flow/functions/context.ts";
export { currentFlow, currentTask } from "./src/flow/functions/current.ts";

// What a flow tells
export { type FlowEvents, flowEvents } from "./src/flow/functions/flow_listeners.ts";
export {
  FLOW_EVENT_TYPES,
  type FlowArtifact,
  type FlowEndData,
  type FlowEvent,
  type FlowEventData,
  type FlowEventPayload,
  type FlowEventType,
  type FlowListener,
  type NotedResult,
} from "./src/flow/functions/flow_event.ts";
export type { FlowEventSource, FlowListenerFailure } from "./src/flow/functions/flow_listeners.ts";
export type {
  FlowDurations,
  FlowDurationsWithStatus,
  FlowOutput,
  FlowRecord,
  FlowStats,
  TaskRecord,
  TaskStats,
} from "./src/flow/functions/flow_record.ts";
export type { InnerFlowRecord } from "./src/flow/functions/inner_flows.ts";
export type { FlowStatus } from "./src/flow/functions/flow_status.ts";

// How flows do
export { RunMetrics, type RunMetricsOptions } from "./src/flow/record/run_metrics.ts";
export type { RunListener } from "./src/flow/record/events.ts";

// Errors
export { FlowFailed, NoFlow, TaskError } from "./src/flow/functions/errors.ts";
export { OtherCalls } from "./src/flow/functions/kept_calls.ts";
