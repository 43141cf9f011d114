/** One call of a task: its record, and its handle while it runs. @module */
import { INSPECT } from "../../base/inspect.ts";
import { durationText } from "../../page/quantity_text.ts";
import type { JobContext, LogLevel } from "../job.ts";
import type { CapturedOutput } from "./captured_output.ts";
import type { TaskPromise } from "./task_promise.ts";

/** Where a call is. */
export type TaskStatus = "pending" | "running" | "completed" | "failed" | "cancelled";

/** What a call needs of the execution that it belongs to. */
export interface CallingFlow {
  readonly id: string;
  /** Aborted when the flow is to stop. */
  readonly signal: AbortSignal;
  /** The place of the next call among the flow's, from 1. */
  nextOrder(): number;
  /** An id that was given, numbered where the flow has taken it before. */
  taskId(given: string): string;
  log(level: LogLevel, message: string, task: TaskCall): void;
}

/** One call of a task. Inside the task it is `thisTask`; afterwards it is the record. */
export class TaskCall {
  /** Unique in its flow: what was given, or `task_id__` and a UUID. */
  readonly taskId: string;
  /** The task's name, which its calls share. */
  readonly taskName: string;
  /** What it was called with: the very values, not copies. */
  readonly inputArgs: readonly unknown[];
  /** From 1, in the order of the calls in the flow. */
  readonly executionOrder: number;
  /** The task that called it, or null. */
  readonly parent: TaskCall | null;
  /** Where the call is. */
  status: TaskStatus = "pending";
  /** Milliseconds since 1970. */
  startTime: number | null = null;
  /** Milliseconds since 1970, or null before the end. */
  endTime: number | null = null;
  /** Seconds, retries and all. */
  duration: number | null = null;
  /** What the task threw: the very error. */
  taskError: unknown = null;
  /** What the task gave; null for nothing, before the end and after a failure. */
  taskReturnValue: unknown = null;
  /** How often it was started. */
  attempts = 0;
  /**
   * By `performance.now()`, for the duration. For the engine's side.
   *
   * @internal
   */
  startedAt = 0;
  /**
   * What the engine gives the running attempt. For the engine's side.
   *
   * @internal
   */
  context: JobContext | null = null;
  /**
   * What the running attempt has printed. For the engine's side.
   *
   * @internal
   */
  output: CapturedOutput | null = null;
  /**
   * What the caller was given, where that is a promise. For the engine's side.
   *
   * @internal
   */
  promise: TaskPromise<unknown> | null = null;
  readonly #execution: CallingFlow;
  #name: string | null = null;
  #data: Record<string, unknown> | null = null;

  /** @internal */
  constructor(
    execution: CallingFlow,
    taskName: string,
    inputArgs: readonly unknown[],
    parent: TaskCall | null,
    id?: string,
  ) {
    this.taskId = id === undefined ? `task_id__${crypto.randomUUID()}` : execution.taskId(id);
    this.#execution = execution;
    this.taskName = taskName;
    this.inputArgs = inputArgs;
    this.parent = parent;
    this.executionOrder = execution.nextOrder();
  }

  /** Unique in the flow: calls of one task after the first are numbered, as in `encode#2`. */
  get name(): string {
    return this.#name ?? this.taskName;
  }

  /**
   * An attempt begins. For the engine's side.
   *
   * @internal
   */
  begin(context: JobContext, output: CapturedOutput | null): void {
    this.context = context;
    this.output = output;
    this.#name = context.job;
    this.attempts++;
    if (this.attempts > 1) return;
    this.#starts();
  }

  /**
   * What it gives is known already. For the engine's side.
   *
   * @internal
   */
  found(name: string): void {
    this.#name = name;
    this.#starts();
  }

  #starts(): void {
    this.status = "running";
    this.startTime = Date.now();
    this.startedAt = performance.now();
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    const took = this.duration === null ? "" : ` after ${durationText(this.duration * 1000)}`;
    return `TaskCall ${this.executionOrder} '${this.taskName}': ${this.status}${took}`;
  }

  /**
   * All attempts are over. For the engine's side.
   *
   * @internal
   */
  end(status: "completed" | "failed" | "cancelled"): void {
    this.status = status;
    this.endTime = Date.now();
    this.duration = (performance.now() - this.startedAt) / 1000;
    // A record may be kept for long; what served the run need not be.
    this.context = null;
    this.output = null;
  }

  /** For the task alone: every call has its own. */
  get data(): Record<string, unknown> {
    return this.#data ??= {};
  }

  /** The id of the flow that called it. */
  get flowId(): string {
    return this.#execution.id;
  }

  /** Aborted when the task's time is over or the flow is to stop: stop, then throw or return. */
  get signal(): AbortSignal {
    return this.context?.signal ?? this.#execution.signal;
  }

  /** Sends a message for those who look for a fault. */
  logDebug(message: string): void {
    this.#execution.log("DEBUG", message, this);
  }

  /** Sends a message. */
  logInfo(message: string): void {
    this.#execution.log("INFO", message, this);
  }

  /** Sends a message of something odd. */
  logWarning(message: string): void {
    this.#execution.log("WARNING", message, this);
  }

  /** Sends a message of something that went wrong. */
  logError(message: string): void {
    this.#execution.log("ERROR", message, this);
  }

  /** Says how far the task is, to those who listen to the run. */
  progress(done: number, total: number | null = null): void {
    this.context?.progress(done, total, 0);
  }
}
