import vm from "node:vm";
import type { AtHand } from "./at_hand.ts";
import { broadcast, notebook, outputOrder } from "./broadcast.ts";
import { type ShownError, shownError } from "./end_error.ts";
import { CELL_END, EXPRESSIONS_END } from "./end_types.ts";
import type { Interruption } from "./interruption.ts";

/** What a cell's code gets: it is written for this (see `rewrite_cell.ts`). */
type CellBody = (setters: readonly ((value: unknown) => void)[]) => Promise<
  { value: unknown } | undefined
>;

/** How a cell ended, for the front. */
type CellEnd = { id: number; error?: ShownError };

/** Runs cells, one at a time. */
export class CellRunner {
  readonly #interruption: Interruption;
  readonly #atHand: AtHand;

  constructor(interruption: Interruption, atHand: AtHand) {
    this.#interruption = interruption;
    this.#atHand = atHand;
  }

  /** Runs the code of a cell, shows its value, and says how it ended. */
  async run(
    id: number,
    file: string,
    code: string,
    setters: readonly ((value: unknown) => void)[],
  ): Promise<void> {
    const end: CellEnd = { id };
    try {
      this.#interruption.begin(id);
      const body = new vm.Script(code, { filename: file }).runInThisContext() as CellBody;
      const result = await this.#interruption.wait(body(setters));
      await this.#interruption.wait(this.#atHand.settled());
      if (result !== undefined) await this.#show(result.value);
    } catch (error) {
      this.#atHand.forget();
      outputOrder.release();
      end.error = shownError(error);
    }
    this.#end(end);
  }

  /** Says that a cell has ended that could not say so itself, as it was stopped in the middle. */
  end(id: number): void {
    this.#atHand.forget();
    outputOrder.release();
    this.#end({ id });
  }

  /** Values of expressions that a client has asked for with a cell, by their names. */
  async evaluate(expressions: Record<string, string>): Promise<void> {
    const values: Record<string, unknown> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      try {
        const value = await new vm.Script(`(${expression}\n)`).runInThisContext();
        const data = await notebook.format(value);
        values[name] = { status: "ok", data, metadata: {} };
      } catch (error) {
        const { ename, evalue, stack } = shownError(error);
        values[name] = { status: "error", ename, evalue, traceback: stack.split("\n") };
      }
    }
    broadcast(EXPRESSIONS_END, { values });
  }

  #end(end: CellEnd): void {
    broadcast(CELL_END, { ...end });
  }

  async #show(value: unknown): Promise<void> {
    if (value === undefined || this.#atHand.isDisplaying(value)) return;
    const data = await this.#interruption.wait(notebook.format(value));
    const text = data["text/plain"];
    if (value instanceof Promise && typeof text === "string") {
      data["text/plain"] = `${text} // write \`await\` before it to have its value`;
    }
    broadcast("execute_result", { data, metadata: {} });
  }
}
