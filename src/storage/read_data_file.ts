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
import { zipDataFile } from "./zip/read_data_zip.ts";
import { CorruptData, StorageError } from "./storage_errors.ts";

/**
 * Opens an encoded file for reading. Close it afterwards.
 *
 * @param path The file.
 * @param only The one group to look at, for a reader that needs no other; all by default.
 * @throws {StorageError} if it is not there
 * @throws {CorruptData} if it is damaged, or no encoded file
 */
export function openDataFile(path: string, only: string | null = null): DataFile {
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
  try {
    const head = new TextDecoder().decode(source.read(0, Math.min(source.size, 16)));
    if (head.startsWith("{")) return jsonDataFile(path, source, only);
    if (head === SQLITE_MAGIC) {
      source.close();
      return sqliteDataFile(path, only);
    }
    return zipDataFile(path, source, only);
  } catch (error) {
    source.close();
    if (error instanceof CorruptData || error instanceof StorageError) throw error;
    throw new CorruptData(`Cannot read '${path}': it is no encoded file of Trunnion`, {
      data: { file: path },
      cause: error,
    });
  }
}
