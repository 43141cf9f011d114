/** What is left of an execution, as plain data. @module */
import { messageOf } from "../../base/message_of.ts";
import { type ErrorRow, toErrorRow } from "../record/error_row.ts";
import type { LogLevel } from "../job.ts";
import type { FlowArtifact, FlowEvent, NotedResult } from "./flow_event.ts";
import type { FlowExecution } from "./flow_execution.ts";
import type { FlowStatus } from "./flow_status.ts";
import type { InnerFlowRecord } from "./inner_flows.ts";
import type { TaskCall, TaskStatus } from "./task_call.ts";
import { jsonValue, withoutColours } from "./text.ts";

/** How one task went. */
export interface TaskStats {
  /** Unique in its flow: what was given, or `task_id__` and a UUID. */
  readonly taskId: string;
  /** The task's name, which its calls share. */
  readonly taskName: string;
  /** From 1. */
  readonly executionOrder: number;
  /** How the call ended, or where it is. */
  readonly status: TaskStatus;
  /** The id of the flow that called it. */
  readonly parentFlowId: string;
  /** What it failed with; null where it did not. */
  readonly errorMessage: string | null;
  /** Seconds, or null before the end. */
  readonly duration: number | null;
}

/** How an execution went. */
export interface FlowStats {
  /** Unique: `flow_id__` and random letters, unless one was given. */
  readonly flowId: string;
  /** The flow's name, which its executions share. */
  readonly flowName: string;
  /** How the execution ended, or where it is. */
  readonly status: FlowStatus;
  /** How many calls of tasks there were. */
  readonly totalTasks: number;
  /** How many of them failed. */
  readonly failedTasks: number;
  /** Of the flow; where that completed, `At least one task failed` if one did. */
  readonly errorMessage: string | null;
  /** Seconds, or null before the end. */
  readonly duration: number | null;
  /** Each call, in the order of their starts. */
  readonly tasks: readonly TaskStats[];
}

/** How long an execution took; seconds, or null before the end. */
export interface FlowDurations {
  /** The flow's name. */
  readonly flowName: string;
  /** From the start to the end, tasks and all. */
  readonly flowDuration: number | null;
  /** How the execution ended, or where it is. */
  readonly flowStatus: FlowStatus;
  /** By task; calls of one task after the first are numbered, as in `encode#2`. */
  readonly flowTasks: Readonly<Record<string, number | null>>;
}

/** How long an execution took, with the state of each task. */
export interface FlowDurationsWithStatus extends Omit<FlowDurations, "flowTasks"> {
  /** By order of execution, from 1. */
  readonly flowTasks: Readonly<
    Record<number, { taskName: string; taskDuration: number | null; taskStatus: TaskStatus }>
  >;
}

/** One task in the record. */
export interface TaskRecord extends TaskStats {
  /** Unique in its flow: calls of one task after the first are numbered, as in `encode#2`. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startTime: number | null;
  /** Milliseconds since 1970, or null before the end. */
  readonly endTime: number | null;
  /** How often it was started. */
  readonly attempts: number;
  /** The id of the task that called it, or null. */
  readonly parentTaskId: string | null;
  /** What it was called with, as JSON has it. */
  readonly inputArgs: readonly unknown[];
  /** What it gave, as JSON has it. */
  readonly returnValue: unknown;
}

/** The record of an execution: it survives JSON unchanged. */
export interface FlowRecord {
  /** The execution with all that belongs to it. */
  readonly flowData: {
    readonly flowId: string;
    readonly flowName: string;
    /** Milliseconds since 1970. */
    readonly startTime: number;
    readonly endTime: number | null;
    readonly status: FlowStatus;
    readonly error: ErrorRow | null;
    readonly tasks: readonly TaskRecord[];
    /** The flows that were executed in this one, in the order of their starts. */
    readonly innerFlows: readonly InnerFlowRecord[];
    /** The ids of the captured events, in order. */
    readonly events: readonly string[];
    readonly results: readonly NotedResult[];
    readonly artifacts: readonly FlowArtifact[];
    readonly logs: readonly {
      readonly time: number;
      readonly level: LogLevel;
      readonly message: string;
      /** The `name` of the task that sent it, or null. */
      readonly task: string | null;
    }[];
    readonly returnValue: unknown;
  };
  /** The captured events; none without `captureEvents`. */
  readonly flowEvents: readonly FlowEvent[];
}

const TASK_FAILED = "At least one task failed";

/** How it went. */
export function flowStats(execution: FlowExecution): FlowStats {
  const { id, name, status, totalTasks, failedTasks, error, duration, tasks } = execution;
  return {
    flowId: id,
    flowName: name,
    ...{ status, totalTasks, failedTasks, duration },
    errorMessage: error !== null ? messageOf(error) : failedTasks > 0 ? TASK_FAILED : null,
    tasks: tasks.map(taskStats),
  };
}

/** How long it took. */
export function flowDurations(execution: FlowExecution): FlowDurations {
  return {
    flowName: execution.name,
    flowDuration: execution.duration,
    flowStatus: execution.status,
    flowTasks: Object.fromEntries(execution.tasks.map((task) => [task.name, task.duration])),
  };
}

/** How long it took, with the state of each task. */
export function flowDurationsWithStatus(execution: FlowExecution): FlowDurationsWithStatus {
  return {
    ...flowDurations(execution),
    flowTasks: Object.fromEntries(
      execution.tasks.map((task) => [task.executionOrder, {
        taskName: task.taskName,
        taskDuration: task.duration,
        taskStatus: task.status,
      }]),
    ),
  };
}

/** Everything. */
export function flowRecord(execution: FlowExecution): FlowRecord {
  const { id, name, startTime, endTime, status, error, run } = execution;
  return {
    flowData: {
      flowId: id,
      flowName: name,
      ...{ startTime, endTime, status },
      error: error === null ? null : toErrorRow(error),
      tasks: execution.tasks.map(taskRecord),
      innerFlows: execution.inner.records(),
      events: execution.events.map(({ eventId }) => eventId),
      results: run.results.map(({ key, description }) => ({ key, description })),
      artifacts: run.artifacts.map(({ key, description, data, type }) => ({
        ...{ key, description, type },
        data: jsonValue(data),
      })),
      logs: run.log.map(({ time, level, message, job }) => ({
        ...{ time, level },
        message: withoutColours(message),
        task: job,
      })),
      returnValue: jsonValue(execution.returnValue),
    },
    // Only artifacts carry values of users, and those become plain.
    flowEvents: execution.events.map((event) => jsonValue(event) as FlowEvent),
  };
}

function taskStats(task: TaskCall): TaskStats {
  return {
    taskId: task.taskId,
    taskName: task.taskName,
    executionOrder: task.executionOrder,
    status: task.status,
    parentFlowId: task.flowId,
    errorMessage: task.taskError === null ? null : messageOf(task.taskError),
    duration: task.duration,
  };
}

function taskRecord(task: TaskCall): TaskRecord {
  return {
    ...taskStats(task),
    name: task.name,
    ...{ startTime: task.startTime, endTime: task.endTime, attempts: task.attempts },
    parentTaskId: task.parent?.taskId ?? null,
    inputArgs: task.inputArgs.map(jsonValue),
    returnValue: jsonValue(task.taskReturnValue),
  };
}

/** What a flow gave and how long it took, for those who want no more. */
export interface FlowOutput<R = unknown> {
  /** What the flow's function gave; null for nothing, and after a failure. */
  readonly output: R | null;
  /** How long the flow and its tasks took. */
  readonly durations: FlowDurations;
}

/** What it gave. */
export function flowOutput(execution: FlowExecution): FlowOutput {
  return { output: execution.returnValue, durations: flowDurations(execution) };
}
