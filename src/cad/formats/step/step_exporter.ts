/**
 * Which program has written a STEP file.
 *
 * @module
 */
import { readParameters, textOf } from "./text/step_value.ts";
import { TextReader } from "./text/text_reader.ts";

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
function fileName(text: Uint8Array): (string | null)[] {
  const head = new TextDecoder("latin1").decode(text.subarray(0, MOST_BYTES));
  const end = head.search(/\bENDSEC\b/i);
  const reader = new TextReader(text);
  reader.open(0, end < 0 ? head.length : end);
  while (reader.at < reader.end) {
    const parameters = readParameters(reader, null).get("FILE_NAME");
    if (parameters !== undefined) return parameters.map(textOf);
  }
  return [];
}

/** A name as it is in all versions: words with digits say which version it is. */
function withoutVersion(text: string): string {
  const words = text.toLowerCase().split(/[\s,;()/]+/).filter((word) => word !== "");
  const lasting = words.filter((word) => !/\d/.test(word) && !/^[-–.]+$/.test(word));
  return (lasting.length === 0 ? words : lasting).join(" ");
}
