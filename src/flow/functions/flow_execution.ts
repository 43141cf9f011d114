/** One execution of a function flow: fresh for each, shared with no other. @module */
import type { Resources } from "../resources.ts";
import { messageOf } from "../../base/message_of.ts";
import type { RunListener } from "../record/events.ts";
import { RunCancelled } from "../record/flow_errors.ts";
import { type FlowRun, openRun } from "../engine/flow_run.ts";
import type { LogLevel } from "../job.ts";
import { CapturedOutput } from "./captured_output.ts";
import type { FlowConfig } from "./flow_config.ts";
import { EventSender } from "./event_sender.ts";
import {
  type FlowArtifact,
  type FlowEvent,
  LOG_LEVEL_NUMBERS,
  type NotedResult,
} from "./flow_event.ts";
import type { FlowListenerFailure, FlowListeners } from "./flow_listeners.ts";
import type { FlowStatus } from "./flow_status.ts";
import { InnerFlows } from "./inner_flows.ts";
import type { KeptCalls } from "./kept_calls.ts";
import { PendingTasks } from "./pending_tasks.ts";
import type { CallingFlow, TaskCall } from "./task_call.ts";
import { valueText, withoutColours } from "./text.ts";

/** The code that started an execution: another flow, or none. */
export interface Outside {
  /** Takes what is printed there; null leaves it to the console. */
  readonly output: CapturedOutput | null;
  /** Aborted when the code around is to stop. */
  readonly signal: AbortSignal | undefined;
  /** Prints where that code would. */
  print(message: string): void;
}

/** What an execution needs to know of its flow. */
interface ExecutionOptions {
  /** The flow itself; only its own modules know its type. */
  readonly flow: object;
  readonly id: string;
  readonly name: string;
  readonly config: Required<FlowConfig>;
  readonly data: Record<string, unknown>;
  readonly dependencies: Readonly<Record<string, unknown>>;
  readonly listeners: FlowListeners;
  readonly onListenerFailure: (failure: FlowListenerFailure) => void;
  readonly logLimit?: number;
  readonly resources?: Resources;
  readonly runListeners?: readonly RunListener[];
  readonly signal?: AbortSignal;
  readonly outside: Outside;
  /** What tasks gave in earlier executions. @default {each is done} */
  readonly kept?: KeptCalls | null;
  /** Makes the console tell where it is called. Returns a function that undoes that. */
  readonly captureConsole: () => () => void;
}

const INFO = LOG_LEVEL_NUMBERS.INFO;

/** The level of messages that say where a flow is. */
const LIFECYCLE: LogLevel = "DEBUG";

/** One execution. */
export class FlowExecution implements CallingFlow {
  readonly flow: object;
  readonly id: string;
  readonly name: string;
  readonly config: Required<FlowConfig>;
  /** Shared by the tasks of this execution. */
  readonly data: Record<string, unknown>;
  readonly dependencies: Readonly<Record<string, unknown>>;
  readonly run: FlowRun;
  /** What tasks gave in earlier executions, where that is kept. */
  readonly kept: KeptCalls | null;
  readonly tasks: TaskCall[] = [];
  readonly inner: InnerFlows = new InnerFlows();
  status: FlowStatus = "running";
  /** Milliseconds since 1970. */
  readonly startTime: number = Date.now();
  endTime: number | null = null;
  /** Seconds. */
  duration: number | null = null;
  error: unknown = null;
  returnValue: unknown = null;
  totalTasks = 0;
  failedTasks = 0;
  readonly #outside: Outside;
  readonly #sender: EventSender;
  /** Takes what the flow's function prints; null leaves it to the console. */
  readonly output: CapturedOutput | null;
  readonly #releaseConsole: (() => void) | null;
  readonly #started = performance.now();
  readonly #pending = new PendingTasks();
  /** How often an id that was given has been taken. */
  readonly #givenIds = new Map<string, number>();
  #logged = 0;
  #uncaptured = 0;

  /** Starts it: the first events are sent. */
  constructor(options: ExecutionOptions, parameters?: unknown) {
    const { flow, id, name, config, data, dependencies, logLimit, resources } = options;
    const { runListeners: listeners } = options;
    this.flow = flow;
    this.id = id;
    this.name = name;
    this.config = config;
    this.data = data;
    this.dependencies = dependencies;
    this.kept = options.kept ?? null;
    const { outside } = options;
    this.#outside = outside;
    this.#sender = new EventSender(this, options);
    this.output = config.loggingEnabled
      ? new CapturedOutput(outside.output, config.showPrints)
      : outside.output;
    this.#releaseConsole = config.loggingEnabled ? options.captureConsole() : null;
    this.run = openRun({
      ...{ name, id, resources, logLimit, listeners },
      keepOutputs: false,
      signal: either(options.signal, outside.signal),
    });
    this.#sender.send("flow_start", {}, null, INFO);
    this.log(LIFECYCLE, `Created flow run '${id}' for flow '${name}'`);
    if (parameters !== undefined) {
      this.log("INFO", `flow_run_params: ${valueText(parameters)}`);
      this.addArtifact({
        key: "post-data",
        description: "Data received with the request to run",
        data: parameters,
        type: "link",
      });
    }
    this.#uncaptured = this.#logged;
    this.log(LIFECYCLE, `Executing flow run '${id}'`);
  }

  /** What was told, where that is kept. */
  get events(): readonly FlowEvent[] {
    return this.#sender.events;
  }

  /** The first failure of each listener. */
  get listenerFailures(): readonly FlowListenerFailure[] {
    return this.#sender.failures;
  }

  /** Aborted when the execution is to stop. */
  get signal(): AbortSignal {
    return this.run.signal;
  }

  /** The messages since the flow began to run, without colour codes; the last `logLimit` ones. */
  get capturedLogs(): string[] {
    if (!this.config.logToMemory) return [];
    const lines = this.run.log;
    const dropped = this.#logged - lines.length;
    return lines.slice(Math.max(0, this.#uncaptured - dropped)).map((line) =>
      withoutColours(line.message)
    );
  }

  nextOrder(): number {
    return ++this.totalTasks;
  }

  taskId(given: string): string {
    const calls = (this.#givenIds.get(given) ?? 0) + 1;
    this.#givenIds.set(given, calls);
    return calls === 1 ? given : `${given}#${calls}`;
  }

  /**
   * Sends a message.
   *
   * @param shown whether it is on the console already
   */
  log(level: LogLevel, message: string, task: TaskCall | null = null, shown = false): void {
    if (!this.config.loggingEnabled || this.endTime !== null) return;
    this.#logged++;
    this.run.addLog(level, message, task?.name ?? null);
    if (this.config.logToConsole && !shown) {
      // Tasks that run at the same time can be told apart.
      this.#outside.print(task === null ? message : `${task.name}: ${message}`);
    }
    if (!this.#sender.heard) return;
    const logLevel = LOG_LEVEL_NUMBERS[level];
    const messageData = { logLevel, message, messageText: withoutColours(message) };
    this.#sender.send("flow_message", { messageData }, task, logLevel);
  }

  addArtifact(artifact: FlowArtifact, task: TaskCall | null = null): void {
    this.run.addArtifact(artifact, task?.name ?? null);
    this.#sender.send("new_artifact", { artifactData: artifact }, task, INFO);
  }

  addResult(result: NotedResult, task: TaskCall | null = null): void {
    this.run.addResult({ ...result, data: null }, task?.name ?? null);
    this.#sender.send("new_result", { resultData: result }, task, INFO);
  }

  /** Remembers a task that takes time, until it has ended and somebody has asked for its value. */
  track(task: TaskCall): void {
    this.#pending.add(task);
  }

  taskStarts(task: TaskCall): void {
    if (this.config.addTaskToSelf) this.tasks.push(task);
    this.#sender.send("task_start", {}, task, INFO);
    this.log(LIFECYCLE, `Executing task '${task.taskName}'`, task);
  }

  /** An attempt has failed, and another begins. */
  taskRetries(task: TaskCall): void {
    const { taskName, attempts, taskError } = task;
    const why = taskError === null ? "" : `, after: ${messageOf(taskError)}`;
    this.log("WARNING", `Retrying task '${taskName}': attempt ${attempts}${why}`, task);
  }

  /** The function of a task has come to its end. */
  taskReturns(task: TaskCall, value: unknown): void {
    this.#tellValue("Task", value, task);
    if (this.config.printFinishedMessage) {
      this.log(LIFECYCLE, `Finished task '${task.taskName}'`, task);
    }
  }

  taskFails(task: TaskCall, error: unknown): void {
    this.failedTasks++;
    this.log("ERROR", `Error executing '${task.taskName}' task: ${messageOf(error)}`, task);
    this.#tellStack(error, task);
  }

  taskStops(task: TaskCall, status: "completed" | "failed" | "cancelled"): void {
    const errorMessage = task.taskError === null ? null : messageOf(task.taskError);
    this.#sender.send("task_stop", { status, errorMessage }, task, INFO);
    this.#pending.ended(task);
  }

  /** Sends on what was printed. */
  flush(output: CapturedOutput | null, task: TaskCall | null): void {
    if (output === null) return;
    for (const { level, text } of output.close()) this.log(level, text, task, output.shows);
  }

  /** The flow's function has come to its end. */
  async end(outcome: { readonly value: unknown } | { readonly error: unknown }): Promise<void> {
    const ended = await this.#pending.end(this, "error" in outcome ? outcome : null);
    const failure = ended ?? await this.#unkept();
    this.flush(this.#ownOutput(), null);
    if (failure === null) {
      this.#warnOfFlows();
      this.#succeed("value" in outcome ? outcome.value : null);
    } else this.#fail(failure.error);
    if (this.config.printFinishedMessage) this.log(LIFECYCLE, `Finished flow run '${this.id}'`);
    this.#releaseConsole?.();
    await this.run.close(failure ?? {});
    this.#stop();
  }

  async #unkept(): Promise<{ readonly error: unknown } | null> {
    try {
      await this.kept?.settled();
      return null;
    } catch (error) {
      return { error };
    }
  }

  /** As {@linkcode end}, for a flow that is known to have no task under way. */
  endNow(outcome: { readonly value: unknown } | { readonly error: unknown }): void {
    this.#pending.clear();
    this.flush(this.#ownOutput(), null);
    if ("value" in outcome) {
      this.#warnOfFlows();
      this.#succeed(outcome.value);
    } else this.#fail(outcome.error);
    this.#releaseConsole?.();
    void this.run.close("error" in outcome ? outcome : {});
    this.#stop();
  }

  /** A flow function makes a flow and runs nothing: that is easily taken for a call. */
  #warnOfFlows(): void {
    for (const name of this.inner.neverExecuted()) {
      this.log(
        "WARNING",
        `Flow '${name}' was made by flow '${this.name}' and never executed: ` +
          "await its .execute()",
      );
    }
  }

  #ownOutput(): CapturedOutput | null {
    return this.config.loggingEnabled ? this.output : null;
  }

  #succeed(value: unknown): void {
    this.status = "completed";
    this.returnValue = value ?? null;
    this.#tellValue("Flow", value, null);
    if (value !== null && value !== undefined) {
      this.addResult({ key: "flow-return-value", description: valueText(value) });
    }
  }

  #fail(error: unknown): void {
    this.status = error instanceof RunCancelled ? "cancelled" : "failed";
    this.error = error;
    this.log("ERROR", `Error executing flow: ${messageOf(error)}`);
    this.#tellStack(error, null);
  }

  #stop(): void {
    this.duration = (performance.now() - this.#started) / 1000;
    const errorMessage = this.error === null ? null : messageOf(this.error);
    const status = this.status as "completed" | "failed" | "cancelled"; // it has just been set
    this.endTime = Date.now();
    this.#sender.send("flow_stop", { status, errorMessage }, null, INFO);
  }

  #tellValue(what: "Flow" | "Task", value: unknown, task: TaskCall | null): void {
    if (!this.config.loggingEnabled) return;
    const none = value === null || value === undefined;
    if (none && !this.config.printNoneReturnValue) return;
    this.log(LIFECYCLE, `${what} return value: ${valueText(value)}`, task);
  }

  #tellStack(error: unknown, task: TaskCall | null): void {
    if (!this.config.printErrorStackTrace) return;
    if (error instanceof Error && error.stack !== undefined) this.log("ERROR", error.stack, task);
  }
}

/** Aborted with the first of two; one is enough where there is no other. */
function either(
  signal: AbortSignal | undefined,
  outer: AbortSignal | undefined,
): AbortSignal | undefined {
  if (outer === undefined || signal === undefined) return signal ?? outer;
  return AbortSignal.any([signal, outer]);
}
