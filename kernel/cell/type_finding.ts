import type { Place } from "./edits.ts";
import { sourceExcerpt } from "./source_excerpt.ts";

/** A type error in a cell. */
export interface TypeFinding extends Place {
  message: string;
  /** TypeScript's number of the error, e.g. `TS2322`. */
  code: string;
}

/** Type errors as text, each with its line. */
export function findingLines(
  findings: readonly TypeFinding[],
  code: string,
  label: string,
): string[] {
  return findings.flatMap((one) => [
    `${one.code} ${label}:${one.line}:${one.column}: ${one.message}`,
    ...sourceExcerpt(label, code, one),
  ]);
}
