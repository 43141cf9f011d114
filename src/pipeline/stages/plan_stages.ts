/**
 * Which task gets which data: decided before anything runs.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { nearestName, suggestNames } from "../../base/suggest.ts";
import { bindInputs, dataAt, type Known } from "./bind_inputs.ts";
import { itemSources } from "./item_source.ts";
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
  refuseUnused(inputs, planned);
  return groupStages(planned, (task) => itemSources(task, definitions, inputs));
}

/** @throws UsageError for what no task takes: it would be without effect, in silence */
function refuseUnused(
  inputs: Readonly<Record<string, unknown>>,
  planned: readonly PlannedTask[],
): void {
  const taken = planned.flatMap(({ bindings }) => bindings).flatMap((binding) =>
    binding.kind === "injected" ? [] : binding.from
  ).flatMap(({ task, name }) => task === null ? [name] : []);
  const unused = Object.keys(inputs).find((name) => !taken.includes(name));
  if (unused === undefined) return;
  const names = new Set(
    planned.flatMap(({ bindings }) => bindings).flatMap((binding) =>
      binding.kind === "injected" ? [] : [binding.input]
    ),
  );
  throw new UsageError(
    `Cannot run the flow: no task takes the input '${unused}'. ${suggestNames(unused, names)} ` +
      "Leave it out, or name an input of a task after it.",
    { data: { input: unused, nearest: nearestName(unused, names), inputs: [...names] } },
  );
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

/** What tasks are compared by: where their items come from, as text. */
type SourcesOf = (task: PlannedTask) => readonly string[];

/** Joins neighbours that encode the same items, and refuses others that may encode the same. */
function groupStages(planned: readonly PlannedTask[], sourcesOf: SourcesOf): Stage[] {
  const groups: PlannedTask[][] = [];
  for (const task of planned) {
    const before = groups.at(-1);
    if (before !== undefined && joins(before, task, sourcesOf)) before.push(task);
    else groups.push([task]);
  }
  const encoding = groups.filter(([{ encodes }]) => encodes);
  for (const [i, [first]] of encoding.entries()) {
    for (const [other] of encoding.slice(i + 1)) {
      const isNext = groups.findIndex(([task]) => task === other) ===
        groups.findIndex(([task]) => task === first) + 1;
      refuseSameItems(first, other, isNext, sourcesOf);
    }
  }
  return groups.map((tasks) => ({
    name: tasks.map(({ definition }) => definition.info.name).join("+"),
    tasks,
    encodes: tasks[0].encodes,
  }));
}

function joins(group: readonly PlannedTask[], task: PlannedTask, sourcesOf: SourcesOf): boolean {
  const [first] = group;
  return first.encodes && task.encodes && isSame(first, task, sourcesOf) &&
    isParallel(first) === isParallel(task) && !group.some((before) => uses(task, before));
}

/** @throws UsageError where both would write the encoded files of the same items */
function refuseSameItems(
  a: PlannedTask,
  b: PlannedTask,
  isNext: boolean,
  sourcesOf: SourcesOf,
): void {
  const from = sourcesOf(a);
  if (!sourcesOf(b).some((source) => from.includes(source))) return;
  const [first, second] = [a, b].map(({ definition }) => definition.info.name);
  const refuse = (what: string, advice: string) => {
    throw new UsageError(
      `Cannot run the flow: '${first}' and '${second}' ${what}, and an item has one encoded ` +
        `file. ${advice}`,
      { data: { tasks: [first, second] } },
    );
  };
  if (!isSame(a, b, sourcesOf)) {
    refuse(
      "encode the same items unless a task between them gives a list",
      `Name the input of '${second}' after the output that is its list, or put both next to ` +
        "each other.",
    );
  }
  if (!isNext) {
    refuse(
      "encode the same items with other tasks between them",
      "Put them next to each other.",
    );
  }
  if (isParallel(a) !== isParallel(b)) {
    refuse(
      "encode the same items, one of them in parallel and the other not",
      "Give both the same `parallelExecution`.",
    );
  }
  refuse(
    `encode the same items, and '${second}' waits for what '${first}' puts out`,
    "Let one task do both, or let the second have no storage.",
  );
}

function isSame(a: PlannedTask, b: PlannedTask, sourcesOf: SourcesOf): boolean {
  return JSON.stringify(sourcesOf(a)) === JSON.stringify(sourcesOf(b));
}

function isParallel({ definition }: PlannedTask): boolean {
  return definition.info.parallelExecution;
}

/** Whether a task takes something that the other puts out. */
function uses(task: PlannedTask, other: PlannedTask): boolean {
  const name = other.definition.info.name;
  return task.bindings.some((binding) =>
    binding.kind !== "injected" && binding.from.some((source) => source.task === name)
  );
}
