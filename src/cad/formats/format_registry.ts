/**
 * The readers of formats that there are in this process.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { FormatReader } from "./format_reader.ts";

// Like tasks, formats belong to the process that has imported the module which registers them.
const readers = new Map<string, FormatReader>();

/**
 * Adds a reader. One of a format that is there takes the place of the former.
 *
 * @throws {UsageError} where an extension is not written `".abc"`, or belongs to another format
 */
export function addReader(reader: FormatReader): void {
  const { format, extensions } = reader;
  for (const extension of extensions) {
    const refuse = (rule: string) =>
      new UsageError(`Cannot register the format '${format}': ${rule}; found '${extension}'`, {
        data: { format, extension },
      });
    if (!/^\.[^./\\A-Z]+$/.test(extension)) {
      throw refuse("an extension must be lower case, with one dot before it");
    }
    const owner = readerOfExtension(extension)?.format ?? format;
    if (owner !== format) throw refuse(`an extension must belong to one format, and is ${owner}'s`);
  }
  readers.set(format, reader);
}

/** All readers, in the order in which their formats were first added. */
export function allReaders(): readonly FormatReader[] {
  return [...readers.values()];
}

/**
 * The reader of the files with an extension, or null.
 *
 * @param extension lower case, with the dot
 */
export function readerOfExtension(extension: string): FormatReader | null {
  return allReaders().find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/** The reader that recognises a file by its first bytes, or null. */
export function readerOfBytes(bytes: Uint8Array, extension: string): FormatReader | null {
  return allReaders().find((reader) => reader.recognises(bytes, extension)) ?? null;
}
