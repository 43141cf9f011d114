/**
 * Which program has written a STEP file.
 *
 * @module
 */
import { readParameters, textOf } from "./text/step_value.ts";
import { TextReader } from "./text/text_reader.ts";

/** Bytes of a header that are looked at. */
const MOST_BYTES = 1 << 16;
/** Places of the two among the parameters of `FILE_NAME` (ISO 10303-21, 8.2.3). */
const [PREPROCESSOR, SYSTEM] = [4, 5];

/**
 * The program that wrote a file, by what its header says of the preprocessor and of the originating
 * system: `"st-developer, autodesk inventor"`. Versions and dates are left out, as is the case of
 * letters, so that all files of one program have one name. `"unknown"` where the header says
 * neither.
 *
 * @param header the text up to the end of its header
 */
export function stepExporter(header: Uint8Array): string {
  const parameters = fileName(header.subarray(0, MOST_BYTES));
  const names = [PREPROCESSOR, SYSTEM].map((place) => withoutVersion(parameters[place] ?? ""));
  const known = [...new Set(names)].filter((name) => name !== "");
  return known.length === 0 ? "unknown" : known.join(", ");
}

/** The strings among the parameters of `FILE_NAME`, by their places. */
function fileName(header: Uint8Array): (string | null)[] {
  const reader = new TextReader(header);
  reader.open(0, header.length);
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
