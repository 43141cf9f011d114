/**
 * What a running flow or task can ask for.
 *
 * A context stands in for injection by parameter name: the names of a function's parameters do
 * not exist in TypeScript once it has been compiled or minified, and its type checker could not
 * know that somebody fills them in. A parameter's default value is the honest form of the same:
 * `(n: number, data = flowContext().flowData) => ...` takes what the flow has, unless the caller
 * gives something else.
 *
 * @module
 */
import { NoFlow } from "./errors.ts";
import type { FunctionFlow } from "./function_flow.ts";
import { type Scope, scopes } from "./scope.ts";
import type { TaskCall } from "./task_call.ts";

/** What code in a flow has; a flow's dependencies stand beside it, and may stand before it. */
export interface FlowContextBase {
  /** The flow that runs the code. */
  readonly thisFlow: FunctionFlow;
  /** Shared by all tasks of the execution. */
  readonly flowData: Record<string, unknown>;
}

/** What code in a task has. */
export interface TaskContextBase extends FlowContextBase {
  /** This call of the task. */
  readonly thisTask: TaskCall;
  /** For this call alone. */
  readonly taskData: Record<string, unknown>;
}

/** The flow's scope with its dependencies `D`. */
export type FlowContext<D = unknown> = Omit<FlowContextBase, keyof D> & D;

/** The task's scope with its flow's dependencies `D`. */
export type TaskContext<D = unknown> = Omit<TaskContextBase, keyof D> & D;

/**
 * The context of the flow that runs the code that asks.
 *
 * The type parameter says which dependencies the flow gives; it is the caller's word.
 *
 * @throws NoFlow outside any flow
 *
 * @example
 * ```ts
 * import { flow, flowContext, task } from "trunnion/functions";
 *
 * const share = task((value: number) => {
 *   flowContext().flowData.value = value;
 * });
 * const total = flow(() => {
 *   share(42);
 *   return flowContext().flowData.value;
 * });
 * console.log((await total().execute()).flowReturnValue); // 42
 * ```
 */
export function flowContext<D = unknown>(): FlowContext<D> {
  const scope = scopes.getStore();
  if (scope !== undefined) return flowContextOf(scope);
  throw new NoFlow(
    "Cannot give a flow's context: there is one only in a flow that runs, and none runs this " +
      "code. Ask in the function of a flow() or of a task() that a flow calls.",
  );
}

/**
 * The context of the innermost task that runs the code that asks.
 *
 * The type parameter says which dependencies the flow gives; it is the caller's word.
 *
 * @throws NoFlow outside any task, the function of a flow included
 *
 * @example
 * ```ts
 * import { flow, task, taskContext } from "trunnion/functions";
 *
 * const whereAmI = task(() => {
 *   const { thisTask, thisFlow } = taskContext();
 *   return `${thisTask.taskName} in ${thisFlow.flowName}`;
 * }, { taskName: "look" });
 * const tour = flow(() => whereAmI(), { flowName: "tour" });
 * console.log((await tour().execute()).flowReturnValue); // "look in tour"
 * ```
 */
export function taskContext<D = unknown>(): TaskContext<D> {
  const scope = scopes.getStore();
  if (scope !== undefined && scope.task !== null) return taskContextOf(scope);
  throw new NoFlow(
    "Cannot give a task's context: there is one only in a task that runs, and " +
      (scope === undefined
        ? "no flow runs this code."
        : `flow '${scope.execution.name}' runs this code outside any.`) +
      " Ask in the function of a task(); a flow's function has flowContext().",
  );
}

/** The context of a scope; its dependencies are the flow's, whose types the user vouches for. */
export function flowContextOf<D>({ execution }: Scope): FlowContext<D> {
  return {
    thisFlow: execution.flow,
    flowData: execution.data,
    ...execution.dependencies,
  } as unknown as FlowContext<D>;
}

/** As {@linkcode flowContextOf}, in a task. */
export function taskContextOf<D>({ execution, task }: Scope): TaskContext<D> {
  return {
    thisFlow: execution.flow,
    thisTask: task,
    taskData: task?.data,
    flowData: execution.data,
    ...execution.dependencies,
  } as unknown as TaskContext<D>;
}
