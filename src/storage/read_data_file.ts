/**
 * Opens encoded files: `.data`, or the JSON or SQLite form of one.
 *
 * @module
 */
import { messageOf } from "../base/message_of.ts";
import { type FileFacts, fileSource } from "./byte_source.ts";
import type { DataFile } from "./data_file.ts";
import { jsonDataFile } from "./read_data_json.ts";
import { SQLITE_MAGIC, sqliteDataFile } from "./sqlite/read_sqlite.ts";
import { openDataZip } from "./zip/read_data_zip.ts";
import { CorruptData, StorageError } from "./storage_errors.ts";

/** An encoded file whose groups are read when they are asked for. */
export interface OpenedDataFile {
  /** The bytes that are held; null where the file itself is, or is opened again for each group. */
  readonly held: number | null;
  /** What it looked like when it was opened. */
  readonly facts: FileFacts;
  /** The file with one of its groups, or with all for null. Close it afterwards. */
  group(only: string | null): DataFile;
  /**
   * The bytes of an array that is known to be there, without a look at what the file says of it;
   * null where the file has another form.
   *
   * @param size How many bytes they are.
   * @param room Where they may be put; in new memory without it.
   * @throws {CorruptData} if they are not there, damaged, or not so many
   */
  readonly bytesOf:
    | ((key: string, dimensions: number, size: number, room?: Uint8Array) => Uint8Array)
    | null;
  /** Closes what is still open. */
  close(): void;
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
  let source: ReturnType<typeof fileSource>;
  try {
    source = fileSource(path);
  } catch (cause) {
    const why = messageOf(cause);
    throw new StorageError(`Cannot open the encoded file '${path}': ${why}`, {
      data: { file: path },
      cause,
    });
  }
  const { size, mtimeMs, isHeld } = source;
  const close = () => source.close();
  const read = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      close();
      if (error instanceof CorruptData || error instanceof StorageError) throw error;
      throw new CorruptData(`Cannot read '${path}': it is no encoded file of Trunnion`, {
        data: { file: path },
        cause: error,
      });
    }
  };
  return read((): OpenedDataFile => {
    const common = { facts: { size, mtimeMs }, held: null, bytesOf: null, close };
    const head = new TextDecoder().decode(source.read(0, Math.min(size, 16)));
    if (head.startsWith("{")) {
      return { ...common, group: (only) => read(() => jsonDataFile(path, source, only)) };
    }
    if (head === SQLITE_MAGIC) {
      close();
      return { ...common, group: (only) => read(() => sqliteDataFile(path, only)) };
    }
    const { group, bytesOf } = openDataZip(path, source);
    return {
      ...common,
      held: isHeld === true ? size : null,
      group: (only) => read(() => group(only)),
      bytesOf,
    };
  });
}
