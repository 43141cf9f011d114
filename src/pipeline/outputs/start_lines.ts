/** How the log of a run begins. @module */
import type { TaskInfo } from "../tasks/task_info.ts";

/** The lines that stand first: which flow it is, and what its tasks take and give. */
export function startLines(flow: string, tasks: readonly TaskInfo[]): string[] {
  return [
    `######### Flow '${flow}' start #######`,
    "Flow Execution Summary",
    "=".repeat(50),
    ...tasks.flatMap(({ name, inputs, outputs }, i) => [
      `Task ${i + 1}: ${name}`,
      `    Inputs : ${inputs.join(", ")}`,
      `    Outputs: ${outputs.join(", ")}`,
    ]),
  ];
}
