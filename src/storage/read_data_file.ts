/**
 * Opens encoded files: `.data`, or the JSON form of one.
 *
 * @module
 */
import { messageOf } from "../base/message_of.ts";
import { type ByteSource, fileSource } from "./byte_source.ts";
import type { DataFile } from "./data_file.ts";
import { jsonDataFile } from "./read_data_json.ts";
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
    const first = source.read(0, 1)[0];
    if (first === "{".charCodeAt(0)) return jsonDataFile(path, source, only);
    return zipDataFile(path, source, only);
  } catch (error) {
    source.close();
    if (error instanceof CorruptData) throw error;
    throw new CorruptData(`Cannot read '${path}': it is no encoded file of Trunnion`, {
      data: { file: path },
      cause: error,
    });
  }
}
