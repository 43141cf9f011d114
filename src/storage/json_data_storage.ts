/**
 * The storage that writes JSON.
 *
 * @module
 */
import { writeJsonFile } from "./data_file_json.ts";
import { FileStorage } from "./file_storage.ts";

/** Keeps one encoded file as JSON that a person can read: type `"json"`. It can be merged too. */
export class JsonDataStorage extends FileStorage {
  /** @param path The file that `compressStore` writes. */
  constructor(path: string) {
    super(path, writeJsonFile);
  }
}
