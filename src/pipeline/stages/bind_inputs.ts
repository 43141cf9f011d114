/** Finds the source of each of a task's inputs. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestion } from "../../base/suggest.ts";
import { MissingInput } from "../errors.ts";
import { injectedKind } from "../tasks/injected.ts";
import type { Binding, Source } from "./binding.ts";
import type { PlannedTask } from "./stage.ts";
import { runsInWorker, type TaskDefinition } from "../tasks/task_definition.ts";
import type { TaskInfo } from "../tasks/task_info.ts";

/** Data that is available at some point of a flow. */
export interface Known {
  readonly name: string;
  /** The task that puts it out; null for an input of the flow. */
  readonly from: string | null;
  /** Whether it is known to be a list. */
  readonly isList: boolean;
}

/** An output as available data. */
export function dataAt(name: string, { info }: TaskDefinition): Known {
  return { name, from: info.name, isList: runsInWorker(info) };
}

/**
 * Binds a task's inputs.
 *
 * An input takes the data of its name, the latest where there are several. Where there is none, the
 * first input of a transform takes the latest list of items, unless it is injected, and
 * `encoded_files` takes the latest encoded files.
 */
export function bindInputs(
  { info }: TaskDefinition,
  known: readonly Known[],
  earlier: readonly PlannedTask[],
): Binding[] {
  const itemInput = runsInWorker(info)
    ? info.inputs.find((input) => injectedKind(input) === null)
    : undefined;
  return info.inputs.map((input): Binding => {
    const what = injectedKind(input);
    if (what !== null) return { kind: "injected", what };
    const kind = input === itemInput ? "item" : "value";
    const named = known.findLast(({ name }) => name === input);
    if (named !== undefined) return { kind, input, from: [{ task: named.from, name: input }] };
    const encoded = input === "encoded_files" ? encodedFiles(earlier) : [];
    const takesItems = input === "encoded_files" || (kind === "item" && info.kind !== "extract");
    const latest = encoded.length > 0 || !takesItems
      ? encoded
      : latestItems(info, input, known, earlier);
    if (latest.length > 0) return { kind, input, from: latest };
    throw missing(info, input, known);
  });
}

/** The files that encoding tasks have made, the latest first. */
function encodedFiles(earlier: readonly PlannedTask[]): Source[] {
  return earlier.filter(({ encodes }) => encodes)
    .map(({ definition }) => ({ task: definition.info.name, name: null })).reverse();
}

/**
 * The lists of items, the latest first. Encoding leaves the list as it is, so that several
 * tasks can encode the same items; any other task's results are the items from there on.
 */
function latestItems(
  info: TaskInfo,
  input: string,
  known: readonly Known[],
  earlier: readonly PlannedTask[],
): Source[] {
  const made = earlier.filter(({ encodes }) => !encodes)
    .map(({ definition }) => ({ task: definition.info.name, name: null })).reverse();
  const given = known.filter(({ from, isList }) => from === null && isList);
  const certain = earlier.some(({ definition, encodes }) =>
    !encodes && runsInWorker(definition.info)
  );
  if (certain) return made;
  if (given.length > 1) {
    const names = given.map(({ name }) => name).join(", ");
    throw new UsageError(
      `Cannot choose the items of '${info.name}': its input '${input}' is given by no name, and ` +
        `there are several lists: ${names}. Name the input after one of them.`,
      { data: { task: info.name, input, lists: given.map(({ name }) => name) } },
    );
  }
  return [...made, ...given.map(({ name }) => ({ task: null, name }))];
}

function missing(info: TaskInfo, input: string, known: readonly Known[]): MissingInput {
  const names = known.map(({ name, from }) =>
    from === null ? `${name} (given)` : `${name} (of ${from})`
  );
  return new MissingInput(
    `Cannot run the task '${info.name}': nothing provides its input '${input}'` +
      `${suggestion(input, known.map(({ name }) => name)) || "."} Available at that point: ` +
      `${names.join(", ") || "nothing"}. Pass it in \`inputs\`, or name it among the outputs of ` +
      "an earlier task.",
    { data: { task: info.name, input, available: known.map(({ name }) => name) } },
  );
}
