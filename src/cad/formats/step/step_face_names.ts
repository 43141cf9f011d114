/**
 * The names that a STEP file gives its faces.
 *
 * @module
 */
import type { NameEncoding } from "./text/name_encoding.ts";
import type { StepScan } from "./text/step_scan.ts";
import { stepTokens } from "./text/step_tokens.ts";

/**
 * The name of each face entity that has one that is not empty, by the entity's number. Where
 * a number is given twice, the first entity counts, as it does for the kernel.
 *
 * A simple entity's name is its first parameter, `#12=ADVANCED_FACE('name',...)`; a complex
 * entity's stands in its part `REPRESENTATION_ITEM('name')`.
 */
export function stepFaceNames(
  bytes: Uint8Array,
  scan: StepScan,
  encoding: NameEncoding | null = null,
): Map<number, string> {
  const names = new Map<number, string>();
  const seen = new Set<number>();
  for (const { id, start, end } of scan.faces) {
    if (seen.has(id)) continue;
    seen.add(id);
    const name = nameOf(bytes.subarray(start, end), encoding);
    if (name !== "") names.set(id, name);
  }
  return names;
}

function nameOf(record: Uint8Array, encoding: NameEncoding | null): string {
  const tokens = stepTokens(record, encoding);
  const complex = tokens[0]?.kind === "other" && tokens[0].text === "(";
  const owner = complex
    ? tokens.findIndex((token) => token.kind === "other" && token.text === "REPRESENTATION_ITEM")
    : 0;
  const name = owner < 0 ? undefined : tokens[owner + 2];
  return name?.kind === "string" ? name.text : "";
}
