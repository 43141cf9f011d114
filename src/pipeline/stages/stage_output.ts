/** What tasks hand to those after them. @module */
import { UsageError } from "../../base/errors.ts";
import type { Binding, Source } from "./binding.ts";

/** What one task puts out. */
export interface TaskOutput {
  /** By name of the output. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Its results, where they are a list: the items, or encoded files, of those after it. */
  readonly list: readonly unknown[] | null;
}

/** What a stage's tasks put out, by name of the task. */
export type StageOutput = ReadonlyMap<string, TaskOutput>;

/**
 * Gives a result its names: with one output it is the result, with several an object that has them
 * ({@linkcode requireOutputs}). Nothing is null under each name.
 */
export function nameOutputs(
  outputs: readonly string[],
  result: unknown,
): Record<string, unknown> {
  const apart = outputs.length > 1 && result !== null;
  const fields = result as Readonly<Record<string, unknown>>; // where there are several names
  return Object.fromEntries(outputs.map((name) => [name, apart ? fields[name] : result]));
}

/** As {@linkcode nameOutputs}, for the results of many items: each output is a list. */
export function nameListOutputs(
  outputs: readonly string[],
  results: readonly unknown[],
): Record<string, unknown> {
  const named = results.map((result) => nameOutputs(outputs, result));
  return Object.fromEntries(outputs.map((name) => [name, named.map((result) => result[name])]));
}

/** The output of a task whose results are read when somebody asks for them. */
export function lazyListOutput(outputs: readonly string[], read: () => unknown[]): TaskOutput {
  const values: Record<string, unknown> = {};
  for (const name of outputs) {
    const get = () => outputs.length === 1 ? read() : nameListOutputs(outputs, read())[name];
    Object.defineProperty(values, name, { get, enumerable: true });
  }
  return {
    values,
    get list() {
      return read();
    },
  };
}

/** Finds values: the flow's inputs, and what the jobs before this one have put out. */
export class AvailableData {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #outputs: ReadonlyMap<string, TaskOutput>;

  constructor(given: Readonly<Record<string, unknown>>, stages: readonly StageOutput[]) {
    this.#given = given;
    this.#outputs = new Map(stages.flatMap((stage) => [...stage]));
  }

  /** The value of an input that is bound whole. */
  value(binding: Extract<Binding, { kind: "value" }>): unknown {
    const values = binding.from.map((source) => this.#at(source));
    return values.find((value) => value !== null && value !== undefined) ?? values[0];
  }

  /**
   * The items of an input that is bound one by one, and where they are from. A value given by
   * name that is no list is the only item.
   *
   * @throws UsageError when none of the sources is a list
   */
  items(
    task: string,
    binding: Extract<Binding, { kind: "item" }>,
  ): { items: readonly unknown[]; source: Source } {
    for (const source of binding.from) {
      const value = this.#at(source);
      if (Array.isArray(value)) return { items: value, source };
      if (source.name !== null && value !== null && value !== undefined) {
        return { items: [value], source };
      }
    }
    const tried = binding.from.map(({ task, name }) => name ?? `the results of ${task}`);
    throw new UsageError(
      `Cannot run the task '${task}': its input '${binding.input}' must be a list of items, and ` +
        `${tried.join(", ")} gave none.`,
      { data: { task, input: binding.input } },
    );
  }

  #at({ task, name }: Source): unknown {
    if (task === null) return this.#given[name!];
    const output = this.#outputs.get(task);
    return name === null ? output?.list : output?.values[name];
  }
}
