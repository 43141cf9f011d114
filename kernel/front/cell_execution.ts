import { messageOf } from "../../src/base/message_of.ts";
import { CellSyntaxError } from "../cell/cell_syntax_error.ts";
import { parseCell } from "../cell/parse_cell.ts";
import { rewriteCell } from "../cell/rewrite_cell.ts";
import { sourceExcerpt } from "../cell/source_excerpt.ts";
import { stripTypes } from "../cell/strip_types.ts";
import { cellFile, type CellSource, tracebackOf, withCellPlaces } from "../cell/traceback.ts";
import type { CellOutcome, EngineCell } from "../engine/engine.ts";
import type { EngineKeeper } from "./engine_keeper.ts";

/** How one cell went, for its reply. */
export type ExecutionResult =
  | { status: "ok" }
  | { status: "error"; ename: string; evalue: string; traceback: string[] };

const INTERRUPTED: ExecutionResult = {
  status: "error",
  ename: "KeyboardInterrupt",
  evalue: "The cell was interrupted",
  traceback: ["KeyboardInterrupt: The cell was interrupted before it began"],
};
/** How many of the cells that were run are kept for tracebacks. */
const KEPT_CELLS = 1000;

/** Runs code in the engine, and puts what goes wrong into words about the code's own lines. */
export class CellExecution {
  readonly #keeper: EngineKeeper;
  readonly #cells = new Map<number, CellSource>();
  #runs = 0;

  constructor(keeper: EngineKeeper) {
    this.#keeper = keeper;
  }

  /**
   * Runs a cell.
   *
   * @param count the number that people see beside it
   * @param isInterrupted whether it was interrupted before the engine could begin
   */
  async run(
    code: string,
    count: number,
    isInterrupted: () => boolean,
  ): Promise<ExecutionResult> {
    const label = `[${count}]`;
    let cell: EngineCell;
    try {
      cell = await this.#prepare(code, label);
    } catch (error) {
      if (!(error instanceof CellSyntaxError)) throw error;
      return syntaxError(error, code, label);
    }
    let outcome: CellOutcome;
    try {
      const engine = await this.#keeper.ready();
      if (isInterrupted()) return INTERRUPTED;
      outcome = await engine.run(cell);
    } catch (error) {
      const evalue = `The engine does not start: ${messageOf(error)}`;
      return { status: "error", ename: "EngineError", evalue, traceback: [evalue] };
    }
    return this.#result(outcome);
  }

  /** The content of an output, with stacks in its text by the lines of the cells. */
  shown(type: string, content: Record<string, unknown>): Record<string, unknown> {
    const read = (text: unknown) =>
      typeof text === "string" ? withCellPlaces(text, this.#cells) : text;
    if (type === "stream") return { ...content, text: read(content.text) };
    const data = content.data as Record<string, unknown> | undefined;
    if (data?.["text/plain"] === undefined || type.startsWith("comm_")) return content;
    return { ...content, data: { ...data, "text/plain": read(data["text/plain"]) } };
  }

  /** An error's stack by the lines of the cells. */
  traceback(stack: string): string[] {
    return tracebackOf(stack, this.#cells);
  }

  async #prepare(code: string, label: string): Promise<EngineCell> {
    const { script, names, functions, origin } = rewriteCell(await stripTypes(parseCell(code)));
    const id = ++this.#runs;
    this.#cells.set(id, { label, code, origin });
    this.#cells.delete(id - KEPT_CELLS);
    return { id, file: cellFile(id), script, names, functions };
  }

  #result(outcome: CellOutcome): ExecutionResult {
    if (outcome.status === "ok") return outcome;
    if (outcome.status === "died") {
      const evalue = `The engine has ended while the cell ran: ${outcome.reason}. ` +
        "A new one was started; variables are lost, so run the cells above again.";
      return { status: "error", ename: "EngineDied", evalue, traceback: [`EngineDied: ${evalue}`] };
    }
    const { ename, evalue, stack } = outcome.error;
    return { status: "error", ename, evalue, traceback: this.traceback(stack) };
  }
}

function syntaxError(error: CellSyntaxError, code: string, label: string): ExecutionResult {
  const { message, line, column } = error;
  const evalue = `${message} (${label}:${line}:${column})`;
  const traceback = [`SyntaxError: ${evalue}`, "", ...sourceExcerpt(label, code, error)];
  return { status: "error", ename: "SyntaxError", evalue, traceback };
}
