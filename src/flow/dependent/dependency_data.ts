/** What a flow's dependencies put out. @module */
import { FlowError } from "../record/flow_errors.ts";

/** Outputs of one flow's dependencies, each by its id. */
export class DependencyData {
  readonly #flow: string;
  readonly #ids: readonly string[];
  readonly #outputs: Readonly<Record<string, unknown>>;

  /**
   * Made by an execution.
   *
   * @param ids all dependencies, in the order in which they were declared
   * @param outputs of those that have completed
   */
  constructor(flow: string, ids: readonly string[], outputs: Readonly<Record<string, unknown>>) {
    this.#flow = flow;
    this.#ids = ids;
    this.#outputs = outputs;
  }

  /**
   * The output of one dependency; undefined where an optional one did not complete.
   *
   * @throws FlowError for what is no dependency of the flow
   */
  get<T = unknown>(id: string): T | undefined {
    if (this.#ids.includes(id)) return this.#outputs[id] as T | undefined; // the caller knows it
    throw new FlowError(
      `Cannot give the output of '${id}' to '${this.#flow}': it is no dependency of that; those ` +
        `are ${this.#ids.join(", ") || "none"}. Register it as required or optional.`,
      { data: { flow: this.#flow, dependency: id } },
    );
  }

  /** The outputs of all dependencies that have completed, by their ids. */
  getAll(): Record<string, unknown> {
    return { ...this.#outputs };
  }

  /** All fields of all outputs in one object, under `id.key`: no two are called the same. */
  getFlat(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(this.#outputs).flatMap(([id, output]) =>
        Object.entries(output as object).map(([key, value]) => [`${id}.${key}`, value])
      ),
    );
  }
}
