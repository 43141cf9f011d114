/** The registered tasks as text. @module */
import { listRegisteredTasks } from "./registry.ts";

/**
 * Prints the tasks that this process knows, with their inputs and outputs.
 *
 * @param write takes a line; @default {console.log}
 */
export function printTaskRegistry(write: (line: string) => void = console.log): void {
  const tasks = listRegisteredTasks();
  if (tasks.length === 0) return write("No task is registered: import a module that makes some.");
  for (const { name, kind, inputs, outputs, moduleUrl, parallelExecution } of tasks) {
    write(`${name} (${kind}${parallelExecution ? ", parallel" : ""})`);
    write(`    Inputs : ${inputs.join(", ")}`);
    write(`    Outputs: ${outputs.join(", ")}`);
    write(`    Module : ${moduleUrl ?? "a cell or a prompt"}`);
  }
}
