import { TrunnionError } from "../../src/base/errors.ts";

/** A cell that cannot be parsed. A notebook shows it as a SyntaxError. */
export class CellSyntaxError extends TrunnionError {
  override name = "CellSyntaxError";
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;

  constructor(message: string, line: number, column: number, cause?: unknown) {
    super(message, { data: { line, column }, cause });
    this.line = line;
    this.column = column;
  }
}
