/**
 * How a flow gets the storages of its files: the place to plug in one's own.
 *
 * @module
 */
import type { DataStorage } from "./data_storage.ts";

/**
 * Makes the storages of a flow's files.
 *
 * The merge reads what {@linkcode DataStorage.getFilePath} names after `compressStore`: a `.data`
 * file, or the JSON or SQLite form of one. A provider that writes neither is for flows without a
 * merge.
 *
 * @example A provider of JSON
 * ```ts
 * import { createStorage, type StorageProvider } from "trunnion";
 *
 * export const provider: StorageProvider = {
 *   createStorage: (path) => createStorage("json", path),
 * };
 * ```
 */
export interface StorageProvider {
  /**
   * The storage of one file.
   *
   * @param path Where its encoded file goes.
   */
  createStorage(path: string): DataStorage;
}
