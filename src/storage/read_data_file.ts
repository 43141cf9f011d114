/**
 * Opens encoded files: `.data`, or the JSON or SQLite form of one.
 *
 * @module
 */
import { messageOf } from "../base/message_of.ts";
import { type ByteSource, fileSource } from "./byte_source.ts";
import type { DataFile } from "./data_file.ts";
import { jsonDataFile } from "./read_data_json.ts";
import { SQLITE_MAGIC, sqliteDataFile } from "./sqlite/read_sqlite.ts";
import { openDataZip } from "./zip/read_data_zip.ts";
import { CorruptData, StorageError } from "./storage_errors.ts";

/** An encoded file whose groups are read when they are asked for. */
export interface OpenedDataFile {
  /** The bytes that are held; null where the file itself is, or is opened again for each group. */
  readonly held: number | null;
  /** The file with one of its groups, or with all for null. Close it afterwards. */
  group(only: string | null): DataFile;
}

/**
 * Opens an encoded file for reading. Close it afterwards.
 *
 * @param path The file.
 * @param only The one group to look at, for a reader that needs no other; all by default.
 * @throws {StorageError} if it is not there
 * @throws {CorruptData} if it is damaged, or no encoded file
 */
export function openDataFile(path: string, only: string | null = null): DataFile {
  return openDataFileOnce(path).group(only);
}

/**
 * Opens an encoded file of which several groups may be read, one after the other. Where all of its
 * bytes are held, nothing is left open.
 *
 * @throws what openDataFile throws
 */
export function openDataFileOnce(path: string): OpenedDataFile {
  let source: ByteSource;
  try {
    source = fileSource(path);
  } catch (cause) {
    const why = messageOf(cause);
    throw new StorageError(`Cannot open the encoded file '${path}': ${why}`, {
      data: { file: path },
      cause,
    });
  }
  const { size, isHeld } = source;
  const read = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      source.close();
      if (error instanceof CorruptData || error instanceof StorageError) throw error;
      throw new CorruptData(`Cannot read '${path}': it is no encoded file of Trunnion`, {
        data: { file: path },
        cause: error,
      });
    }
  };
  return read((): OpenedDataFile => {
    const head = new TextDecoder().decode(source.read(0, Math.min(size, 16)));
    if (head.startsWith("{")) {
      return { held: null, group: (only) => read(() => jsonDataFile(path, source, only)) };
    }
    if (head === SQLITE_MAGIC) {
      source.close();
      return { held: null, group: (only) => read(() => sqliteDataFile(path, only)) };
    }
    const opened = openDataZip(path, source);
    return { held: isHeld === true ? size : null, group: (only) => read(() => opened(only)) };
  });
}
