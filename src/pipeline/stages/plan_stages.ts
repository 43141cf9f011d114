/**
 * Which task gets which data: decided before anything runs.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { bindInputs, dataAt, type Known } from "./bind_inputs.ts";
import type { PlannedTask, Stage } from "./stage.ts";
import { runsInWorker, type TaskDefinition } from "../tasks/task_definition.ts";

/**
 * Plans a flow.
 *
 * @param definitions the tasks in their order
 * @param inputs what `process` was given, by name
 * @throws MissingInput for an input that nothing provides
 * @throws UsageError for tasks that cannot work together
 */
export function planStages(
  definitions: readonly TaskDefinition[],
  inputs: Readonly<Record<string, unknown>>,
): Stage[] {
  const known: Known[] = Object.entries(inputs).map(([name, value]) => ({
    name,
    from: null,
    isList: Array.isArray(value),
  }));
  const planned: PlannedTask[] = [];
  for (const definition of definitions) {
    const task = planTask(definition, known, planned);
    planned.push(task);
    known.push(...definition.info.outputs.map((name) => dataAt(name, definition)));
  }
  return groupStages(planned);
}

function planTask(
  definition: TaskDefinition,
  known: readonly Known[],
  earlier: readonly PlannedTask[],
): PlannedTask {
  const bindings = bindInputs(definition, known, earlier);
  const injected = bindings.flatMap((binding) => binding.kind === "injected" ? [binding.what] : []);
  const { name } = definition.info;
  const forItems = injected.filter((what) => what !== "context");
  if (!runsInWorker(definition.info) && forItems.length > 0) {
    throw new UsageError(
      `Cannot give '${name}' its input ${forItems.join(" and ")}: loaders and storages are given ` +
        "to tasks that take one item at a time. Make it a transform, or drop the input.",
      { data: { task: name, inputs: forItems } },
    );
  }
  return { definition, bindings, encodes: injected.includes("storage") };
}

/** Joins neighbours that encode the same items, and refuses such tasks that stand apart. */
function groupStages(planned: readonly PlannedTask[]): Stage[] {
  const groups: PlannedTask[][] = [];
  for (const task of planned) {
    const before = groups.at(-1);
    if (before !== undefined && sameItems(before[0], task)) before.push(task);
    else groups.push([task]);
  }
  for (const [i, [first]] of groups.entries()) {
    const twin = groups.slice(i + 1).find(([other]) => sameItems(first, other));
    if (twin !== undefined) {
      const names = [first, twin[0]].map(({ definition }) => `'${definition.info.name}'`);
      throw new UsageError(
        `Cannot run the flow: ${names.join(" and ")} encode the same items with other tasks ` +
          "between them, and an item has one encoded file. Put them next to each other.",
        { data: { tasks: [first, twin[0]].map(({ definition }) => definition.info.name) } },
      );
    }
  }
  return groups.map((tasks) => ({
    name: tasks.map(({ definition }) => definition.info.name).join("+"),
    tasks,
    encodes: tasks[0].encodes,
  }));
}

function sameItems(a: PlannedTask, b: PlannedTask): boolean {
  const item = ({ bindings }: PlannedTask) => bindings.find((binding) => binding.kind === "item");
  return a.encodes && b.encodes &&
    a.definition.info.parallelExecution === b.definition.info.parallelExecution &&
    JSON.stringify(item(a)) === JSON.stringify(item(b)) && !uses(b, a);
}

/** Whether a task takes something that the other puts out. */
function uses(task: PlannedTask, other: PlannedTask): boolean {
  const name = other.definition.info.name;
  return task.bindings.some((binding) =>
    binding.kind !== "injected" && binding.from.some((source) => source.task === name)
  );
}
