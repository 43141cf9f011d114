import { UsageError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import type { ResultsManager } from "./results_manager.ts";

/** Results that are written while work goes on, and waited for at its end. */
export class KeptWrites {
  readonly #results: ResultsManager;
  readonly #writes = new Set<Promise<unknown>>();
  #failure: { readonly error: unknown } | null = null;

  /** @param results Where they go. */
  constructor(results: ResultsManager) {
    this.#results = results;
  }

  /** Begins to write a result, in the place of what is there. */
  write(id: string, value: unknown): void {
    const write = this.#results.set(id, value, { ifExists: "overwrite" })
      .catch((error) => this.#failure ??= { error })
      .finally(() => this.#writes.delete(write));
    this.#writes.add(write);
  }

  /**
   * Waits until all is written.
   *
   * @param what what the results are, for the message: `what the tasks of the flow gave`
   * @throws UsageError where something could not be
   */
  async settled(what: string): Promise<void> {
    await Promise.all(this.#writes);
    if (this.#failure === null) return;
    const { error } = this.#failure;
    throw new UsageError(`Cannot keep ${what}: ${messageOf(error)}`, { cause: error });
  }
}
