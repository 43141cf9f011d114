/** One call of a task, from its start to its end. @module */
import { isPromise } from "../../base/is_promise.ts";
import { messageOf } from "../../base/message_of.ts";
import { RunCancelled } from "../record/flow_errors.ts";
import type { InlineJob } from "../job.ts";
import { CapturedOutput } from "./captured_output.ts";
import { NoFlow, TaskError } from "./errors.ts";
import type { FlowExecution } from "./flow_execution.ts";
import { FunctionFlow } from "./function_flow.ts";
import { type Scope, scopes } from "./scope.ts";
import { TaskCall } from "./task_call.ts";
import { ENGINE_OPTIONS, type EngineOptions, type TaskOptions } from "./task_options.ts";
import { TaskPromise } from "./task_promise.ts";

/** A task as it is called. */
export interface TaskPlan {
  readonly name: string;
  /** The id of its first call in a flow, where one was given. */
  readonly id: string | undefined;
  /** The function; it is handed the scope for those that want a context first. */
  readonly work: (self: unknown, args: readonly unknown[], scope: Scope) => unknown;
  readonly raiseOnError: boolean;
  readonly outsideFlow: "error" | "anonymous";
  /** What the engine is asked to do, or null where a plain call is all. */
  readonly engine: EngineOptions | null;
}

/** Reads a task's options. */
export function planTask(
  name: string,
  options: TaskOptions,
  work: TaskPlan["work"],
): TaskPlan {
  const { raiseOnError = true, outsideFlow = "error" } = options;
  const given = ENGINE_OPTIONS.filter((key) => options[key] !== undefined);
  const engine = given.length === 0
    ? null
    : Object.fromEntries(given.map((key) => [key, options[key]]));
  return { name, id: options.taskId, work, raiseOnError, outsideFlow, engine };
}

/**
 * Calls a task in the flow that runs the caller.
 *
 * @returns what the function gives, or a promise of it where that or the engine takes time
 */
export function callTask(plan: TaskPlan, self: unknown, args: readonly unknown[]): unknown {
  const scope = scopes.getStore();
  if (scope === undefined) return callOutside(plan, self, args);
  const { execution } = scope;
  if (execution.endTime === null) return callInside(plan, self, args, scope);
  throw new NoFlow(
    `Cannot run task '${plan.name}': flow '${execution.name}' runs this code, and has ended. ` +
      "Await everything that calls tasks before the flow returns.",
    { data: { taskName: plan.name, flowName: execution.name, flowId: execution.id } },
  );
}

function callOutside(plan: TaskPlan, self: unknown, args: readonly unknown[]): unknown {
  if (plan.outsideFlow === "anonymous") {
    return new FunctionFlow({ flowName: `anonymous flow of '${plan.name}'` })
      .runAround((scope) => callInside(plan, self, args, scope));
  }
  throw new NoFlow(
    `No flow found for task '${plan.name}': tasks are run by the flow that calls them, and no ` +
      `flow runs this code. Call it in a flow(), or give it \`outsideFlow: "anonymous"\`.`,
    { data: { taskName: plan.name } },
  );
}

function callInside(
  plan: TaskPlan,
  self: unknown,
  args: readonly unknown[],
  scope: Scope,
): unknown {
  const { execution } = scope;
  const task = new TaskCall(execution, plan.name, args, scope.task, plan.id);
  const kept = execution.kept?.before(task) ?? null;
  const job: InlineJob<readonly unknown[]> = {
    name: plan.name,
    ...plan.engine,
    run(given, context) {
      const output = execution.config.loggingEnabled
        ? new CapturedOutput(scope.output, execution.config.showPrints)
        : null;
      task.begin(context, output);
      if (task.attempts === 1) execution.taskStarts(task);
      else execution.taskRetries(task);
      if (kept !== null) {
        execution.log("INFO", `Task '${plan.name}' was done before: its value is kept`, task);
        return kept.isLater ? Promise.resolve(kept.value) : kept.value;
      }
      const inside: Scope = { execution, task, output: output ?? scope.output };
      return scopes.run(inside, work, plan, self, given, inside, task, output);
    },
    found(name) {
      task.found(name);
      execution.taskStarts(task);
      execution.log("INFO", `Task '${plan.name}' was done before: its value was cached`, task);
    },
  };
  const parent = scope.task?.context?.job;
  let value: unknown;
  try {
    value = plan.engine === null
      ? execution.run.invoke(job, { parent, args })
      : execution.run.call(job, { parent, args });
  } catch (error) {
    return fail(plan, execution, task, error);
  }
  if (!(value instanceof Promise)) return complete(execution, task, value);
  task.promise = new TaskPromise<unknown>((resolve) => {
    resolve(endLater(plan, execution, task, value));
  }).guard();
  execution.track(task);
  return task.promise;
}

async function endLater(
  plan: TaskPlan,
  execution: FlowExecution,
  task: TaskCall,
  value: Promise<unknown>,
): Promise<unknown> {
  let outcome: unknown;
  try {
    outcome = await value;
  } catch (error) {
    return fail(plan, execution, task, error);
  }
  complete(execution, task, outcome);
  const pause = execution.run.breathe();
  if (pause !== undefined) await pause;
  return outcome;
}

/** The function itself, and what is said about its end. */
function work(
  plan: TaskPlan,
  self: unknown,
  args: readonly unknown[],
  scope: Scope,
  task: TaskCall,
  output: CapturedOutput | null,
): unknown {
  const { execution } = scope;
  const returns = (value: unknown): unknown => {
    // Work that was given up may come back when its task has ended: nothing is left to tell.
    if (task.output !== output || task.status !== "running") return value;
    execution.flush(output, task);
    execution.taskReturns(task, value);
    return value;
  };
  try {
    const value = plan.work(self, args, scope);
    if (!isPromise(value)) return returns(value);
    return Promise.resolve(value).then(returns, (error) => {
      execution.flush(output, task);
      task.taskError = error;
      throw error;
    });
  } catch (error) {
    execution.flush(output, task);
    task.taskError = error;
    throw error;
  }
}

function complete(execution: FlowExecution, task: TaskCall, value: unknown): unknown {
  task.taskReturnValue = value ?? null;
  task.taskError = null;
  task.end("completed");
  execution.kept?.after(task, value, task.promise !== null);
  execution.taskStops(task, "completed");
  return value;
}

function fail(plan: TaskPlan, execution: FlowExecution, task: TaskCall, error: unknown): null {
  if (task.status === "pending") execution.taskStarts(task); // refused before it began
  execution.flush(task.output, task);
  task.taskError = error;
  execution.taskFails(task, error);
  const status = error instanceof RunCancelled ? "cancelled" : "failed";
  task.end(status);
  execution.taskStops(task, status);
  if (status === "cancelled") throw error;
  if (!plan.raiseOnError) return null;
  const reason = messageOf(error).split("\n", 1)[0];
  const why = error instanceof TaskError // says so already
    ? ""
    : " (task raiseOnError was set to true: stopping flow execution)";
  throw new TaskError(
    `'${plan.name}' failed: ${reason}${why}`,
    {
      cause: error,
      data: {
        ...{ taskName: plan.name, taskId: task.taskId, error: messageOf(error) },
        ...{ flowName: execution.name, flowId: execution.id },
      },
    },
  );
}
