/**
 * The storage of a type's name.
 *
 * @module
 */
import { UsageError } from "../base/errors.ts";
import type { DataStorage } from "./data_storage.ts";
import { JsonDataStorage } from "./json_data_storage.ts";
import { MemoryDataStorage } from "./memory_data_storage.ts";
import { suggestion } from "../base/suggest.ts";
import { ZipDataStorage } from "./zip/zip_data_storage.ts";

/** The names of the built-in storages. */
export const STORAGE_TYPES = ["optimized", "json", "memory"] as const;

/** `optimized`: `.data` files. `json`: the same as JSON. `memory`: nothing on disk, no merge. */
export type StorageType = typeof STORAGE_TYPES[number];

/**
 * Makes a storage.
 *
 * @param type Which one.
 * @param path Where its encoded file goes.
 * @throws {UsageError} if there is no such type
 */
export function createStorage(type: StorageType, path: string): DataStorage {
  switch (type) {
    case "optimized":
      return new ZipDataStorage(path);
    case "json":
      return new JsonDataStorage(path);
    case "memory":
      return new MemoryDataStorage(path);
    default: {
      const found: string = type;
      throw new UsageError(
        `Cannot make a storage: its type must be one of ${STORAGE_TYPES.join(", ")}; found ` +
          `'${found}'${suggestion(found, STORAGE_TYPES)}`,
      );
    }
  }
}
