/** What the tasks of a run have put out, by the names that they have given it. @module */
import { nameListOutputs, nameOutputs } from "../stages/stage_output.ts";
import type { BaseTask } from "../tasks/task_classes.ts";
import { runsInWorker, type TaskDefinition } from "../tasks/task_definition.ts";

/**
 * The outputs by name; of several tasks with one name, that of the last, as tasks get it. They are
 * read when they are asked for.
 */
export function runOutputs(
  definitions: readonly TaskDefinition[],
  instances: ReadonlyMap<string, BaseTask>,
): Readonly<Record<string, unknown>> {
  const outputs: Record<string, unknown> = {};
  for (const { info } of definitions) {
    const instance = instances.get(info.name)!;
    const valueOf = (name: string) =>
      runsInWorker(info)
        ? nameListOutputs(info.outputs, instance.results)[name]
        : nameOutputs(info.outputs, instance.results[0] ?? null)[name];
    for (const name of info.outputs) {
      const get = () => valueOf(name);
      Object.defineProperty(outputs, name, { get, enumerable: true, configurable: true });
    }
  }
  return outputs;
}
