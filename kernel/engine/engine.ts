import type { ShownError } from "./inside/end_error.ts";

/** A cell as an engine runs it. */
export interface EngineCell {
  id: number;
  /** The name of its file in stacks. */
  file: string;
  /** A script whose value is a function that runs the cell (see `cell/rewrite_cell.ts`). */
  script: string;
  /** Names that it declares. */
  names: readonly string[];
  /** Those of the names that are functions. */
  functions: readonly string[];
}

/** How a cell ended. */
export type CellOutcome =
  | { status: "ok" }
  | { status: "error"; error: ShownError }
  /** The engine has ended with it. */
  | { status: "died"; reason: string };

/** A question of a cell to the person in front of it. */
export interface Question {
  prompt: string;
  password: boolean;
}

/** What an engine tells while it lives. */
export interface EngineListener {
  /** Something to show, as a message of iopub. */
  output(
    type: string,
    content: Record<string, unknown>,
    metadata: Record<string, unknown>,
    buffers: Uint8Array[],
  ): void;
  /** The stack of an error that no cell has waited for. */
  lateError(stack: string): void;
  /** A question; the answer goes to {@linkcode Engine.answer}. */
  ask(question: Question): void;
  /** It has ended by itself; how, in words. */
  died(reason: string): void;
}

/** What runs the code of cells. It may die at any time. */
export interface Engine {
  /** Runs one cell. All its output has been told when this ends. One at a time. */
  run(cell: EngineCell): Promise<CellOutcome>;
  /** The values of JavaScript expressions by their names, each as Jupyter's `user_expressions`. */
  evaluate(expressions: Record<string, string>): Promise<Record<string, unknown>>;
  /**
   * Interrupts the running cell, which then ends by itself.
   *
   * @returns whether it can be expected to end; where not, only a new engine helps
   */
  interrupt(): Promise<boolean>;
  /** Gives the answer to the question asked last; undefined where there is none. */
  answer(text: string | undefined): void;
  /** Passes on a message of a comm. Ends when it was taken, or the engine has ended. */
  comm(message: Record<string, unknown>): Promise<void>;
  /** Ends it at once. */
  close(): Promise<void>;
}
