import { lineStarts, placeOf } from "../cell/edits.ts";
import type { TypeFinding } from "../cell/type_finding.ts";
import type { LspDiagnostic } from "./language_server.ts";
import type { CellInNotebook } from "./notebook_text.ts";

const ERROR = 1;
/** A name that is declared twice: cells may do that. */
const MAY_BE = new Set(["2451", "2300", "2393", "2440"]);

/** The type errors that stand in the cell itself. */
export function typeFindings(
  diagnostics: readonly LspDiagnostic[],
  { text, start }: CellInNotebook,
  code: string,
): TypeFinding[] {
  const starts = lineStarts(text);
  return diagnostics.flatMap(({ range, severity, code: number, source, message }) => {
    const offset = starts[range.start.line] + range.start.character - start;
    const isOurs = severity === ERROR && source === "deno-ts" && !MAY_BE.has(String(number)) &&
      offset >= 0 && offset <= code.length;
    return isOurs ? [{ message, code: `TS${number}`, ...placeOf(code, offset) }] : [];
  });
}
