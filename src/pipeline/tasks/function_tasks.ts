/** The classes that run a task's function in a flow. @module */
import { type BaseTask, ParallelTask, SequentialTask } from "./task_classes.ts";
import type { TaskKind } from "./task_info.ts";

/** A task's function once its parameters' types no longer matter. */
type AnyFunction = (...args: never[]) => unknown;

/**
 * A class for a function, under the name that the seeds of this design give it: durations and
 * logs show it.
 */
export function functionTaskClass(
  kind: TaskKind,
  parallelExecution: boolean,
  inputs: readonly string[],
  fn: AnyFunction,
): new () => BaseTask {
  // The inputs' values are bound by name; that their types fit was checked where the task is made.
  const call = (args: readonly unknown[]) => fn(...args as never[]);
  if (kind === "custom" && !parallelExecution) {
    return class CustomTask extends SequentialTask {
      process(values: Readonly<Record<string, unknown>>): unknown {
        return call(inputs.map((name) => values[name]));
      }
    };
  }
  const run = (...args: unknown[]) => call(args);
  switch (kind) {
    case "extract":
      return class GatherCADFiles extends ParallelTask {
        processItem = run;
      };
    case "transform":
      return class EncodingTask extends ParallelTask {
        processItem = run;
      };
    case "custom":
      return class ParallelCustomTask extends ParallelTask {
        processItem = run;
      };
  }
}
