/**
 * Which program has written a STEP file.
 *
 * @module
 */
import { type StepToken, stepTokens } from "./text/step_tokens.ts";

/** Bytes that the header is looked for in. */
const MOST_BYTES = 1 << 16;
/** Places of the two among the parameters of `FILE_NAME` (ISO 10303-21, 8.2.3). */
const [PREPROCESSOR, SYSTEM] = [4, 5];

/**
 * The program that wrote a file, by what its header says of the preprocessor and of the originating
 * system: `"st-developer, autodesk inventor"`. Versions and dates are left out, as is the case of
 * letters, so that all files of one program have one name. `"unknown"` where the header says
 * neither.
 */
export function stepExporter(text: Uint8Array): string {
  const parameters = fileName(text);
  const names = [PREPROCESSOR, SYSTEM].map((place) => withoutVersion(parameters[place] ?? ""));
  const known = [...new Set(names)].filter((name) => name !== "");
  return known.length === 0 ? "unknown" : known.join(", ");
}

/** The strings among the parameters of `FILE_NAME`, by their places. */
function fileName(text: Uint8Array): string[] {
  const head = new TextDecoder("latin1").decode(text.subarray(0, MOST_BYTES));
  const end = head.search(/\bENDSEC\b/i);
  const tokens = stepTokens(text.subarray(0, end < 0 ? MOST_BYTES : end));
  const start = tokens.findIndex((token) => isMark(token, "FILE_NAME"));
  const parameters: string[] = [];
  if (start < 0) return parameters;
  let [depth, place] = [0, 0];
  for (const token of tokens.slice(start + 1)) {
    if (isMark(token, "(")) depth++;
    else if (isMark(token, ")")) depth--;
    else if (isMark(token, ",") && depth === 1) place++;
    else if (token.kind === "string" && depth === 1) parameters[place] = token.text;
    if (depth === 0) break;
  }
  return parameters;
}

function isMark(token: StepToken, text: string): boolean {
  return token.kind === "other" && token.text === text;
}

/** A name as it is in all versions: words with digits say which version it is. */
function withoutVersion(text: string): string {
  const words = text.toLowerCase().split(/[\s,;()/]+/).filter((word) => word !== "");
  const lasting = words.filter((word) => !/\d/.test(word) && !/^[-–.]+$/.test(word));
  return (lasting.length === 0 ? words : lasting).join(" ");
}
