/** Whether tasks take the same items, whatever they call them. @module */
import type { Source } from "./binding.ts";
import type { PlannedTask } from "./stage.ts";
import { runsInWorker, type TaskDefinition } from "../tasks/task_definition.ts";

/**
 * Where a task's items come from, as text to compare: each source under one name, up to the first
 * that is a list for certain.
 *
 * A task's only output is the same as its results. So an input named after that output and one
 * that takes the latest items have one source.
 */
export function itemSources(
  { bindings }: PlannedTask,
  definitions: readonly TaskDefinition[],
  inputs: Readonly<Record<string, unknown>>,
): string[] {
  const binding = bindings.find(({ kind }) => kind === "item");
  if (binding?.kind !== "item") return [];
  const infoOf = (task: string) => definitions.find(({ info }) => info.name === task)!.info;
  const textOf = ({ task, name }: Source) => {
    const isOnly = task !== null && infoOf(task).outputs.length === 1;
    return JSON.stringify([task, isOnly ? null : name]);
  };
  const isList = ({ task, name }: Source) =>
    task === null ? Array.isArray(inputs[name!]) : runsInWorker(infoOf(task));
  const certain = binding.from.findIndex(isList);
  const from = certain < 0 ? binding.from : binding.from.slice(0, certain + 1);
  return [...new Set(from.map(textOf))];
}
