import { CellSyntaxError } from "./cell_syntax_error.ts";
import { lineStarts } from "./edits.ts";
import { parseCell } from "./parse_cell.ts";

/** Whether code can be run, as `is_complete_reply` says it. */
type Completeness =
  | { status: "complete" | "invalid" }
  | { status: "incomplete"; indent: string };

/** Tells code that goes on in a next line from code that is finished or wrong. */
export function completenessOf(code: string): Completeness {
  try {
    parseCell(code);
    return { status: "complete" };
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    if (!isCutShort(code, error)) return { status: "invalid" };
    return { status: "incomplete", indent: indentAfter(code) };
  }
}

function isCutShort(code: string, error: CellSyntaxError): boolean {
  if (/^Unterminated (template|comment)/.test(error.message)) return true;
  const offset = lineStarts(code)[error.line - 1] + error.column - 1;
  return /^\s*$/.test(code.slice(offset)) && !/^Unterminated string/.test(error.message);
}

function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1)!;
  const own = /^\s*/.exec(last)![0];
  return /[{([]$/.test(last) ? `${own}  ` : own;
}
