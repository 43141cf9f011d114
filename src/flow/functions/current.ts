/** The flow and the task that run the code that asks. @module */
import { FunctionFlow } from "./function_flow.ts";
import { scopes } from "./scope.ts";
import type { TaskCall } from "./task_call.ts";

/**
 * The flow that runs the code that asks, or null outside any.
 *
 * @example
 * ```ts
 * import { currentFlow, flow } from "trunnion/functions";
 *
 * const nameless = flow(() => currentFlow()?.flowName, { flowName: "parts" });
 * console.log((await nameless().execute()).flowReturnValue); // "parts"
 * console.log(currentFlow()); // null
 * ```
 */
export function currentFlow(): FunctionFlow | null {
  const flow = scopes.getStore()?.execution.flow;
  return flow instanceof FunctionFlow ? flow : null;
}

/**
 * The innermost task that runs the code that asks, or null outside any.
 *
 * @example
 * ```ts
 * import { currentTask, flow, task } from "trunnion/functions";
 *
 * const look = task(() => currentTask()?.taskName ?? null, { taskName: "look" });
 * console.log((await flow(() => look())().execute()).flowReturnValue); // "look"
 * console.log(currentTask()); // null
 * ```
 */
export function currentTask(): TaskCall | null {
  return scopes.getStore()?.task ?? null;
}
