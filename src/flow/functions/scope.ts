/**
 * Where the running code is: in which flow, in which task. It follows the code through every
 * `await`, timer and `Promise.all`, so it is right whatever else runs at the same time.
 *
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { CapturedOutput } from "./captured_output.ts";
import type { FlowExecution, Outside } from "./flow_execution.ts";
import type { TaskCall } from "./task_call.ts";

/** What is known about a place in running code. */
export interface Scope {
  readonly execution: FlowExecution;
  /** The innermost task, or null in the flow's function itself. */
  readonly task: TaskCall | null;
  /** Takes what is printed here; null leaves it to the console. */
  readonly output: CapturedOutput | null;
}

/** The scope of the code that asks. */
export const scopes: AsyncLocalStorage<Scope | undefined> = new AsyncLocalStorage();

/** Where the flow's function runs. */
export function scopeOf(execution: FlowExecution): Scope {
  return { execution, task: null, output: execution.output };
}

/** The code that starts an execution; a flow in a flow stops with it. */
export function outsideOf(scope: Scope | undefined): Outside {
  return {
    output: scope?.output ?? null,
    signal: scope?.task?.signal ?? scope?.execution.signal,
    print: (message) => scopes.run(scope, () => console.log(message)),
  };
}
