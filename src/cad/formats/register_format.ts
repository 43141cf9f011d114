/**
 * How a format is added from outside.
 *
 * @module
 */
import "./builtin_formats.ts"; // first: none of their extensions is free
import type { FormatReader } from "./format_reader.ts";
import { addReader } from "./format_registry.ts";

/**
 * Makes a format readable in this process: the loader opens its files, and folders are searched
 * for them. Called in the module of the tasks, it is so in each worker too.
 *
 * A reader of a format that is there takes the place of the former one.
 *
 * @example A format whose files are all refused
 * ```ts
 * import { CadError, registerFormat } from "trunnion";
 *
 * registerFormat({
 *   format: "Sketch",
 *   extensions: [".sketch"],
 *   recognises: (bytes) => new TextDecoder().decode(bytes.subarray(0, 6)) === "SKETCH",
 *   read: () => Promise.reject(new CadError("Cannot read the file: a sketch has no faces.")),
 * });
 * ```
 *
 * @throws {UsageError} where an extension is not written `".abc"`, or belongs to another format
 */
export function registerFormat(reader: FormatReader): void {
  addReader(reader);
}
