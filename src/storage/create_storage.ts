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
import { SqliteDataStorage } from "./sqlite/sqlite_data_storage.ts";
import { STORAGE_TYPES, type StorageType } from "./storage_provider.ts";
import { ZipDataStorage } from "./zip/zip_data_storage.ts";

/**
 * Makes a storage.
 *
 * @param type Which one.
 * @param path Where its encoded file goes.
 * @throws {UsageError} if there is no such type
 *
 * @example A file written and read back
 * ```ts
 * import { createStorage, openDataFile } from "trunnion";
 *
 * const path = `${await Deno.makeTempDir()}/part.data`;
 * const storage = createStorage("optimized", path);
 * storage.saveData("labels/family", [3]);
 * storage.compressStore();
 * storage.close();
 *
 * const file = openDataFile(path);
 * console.log(file.readArray("labels/family").data); // Float64Array [3]
 * file.close();
 * ```
 */
export function createStorage(type: StorageType, path: string): DataStorage {
  switch (type) {
    case "optimized":
      return new ZipDataStorage(path);
    case "json":
      return new JsonDataStorage(path);
    case "memory":
      return new MemoryDataStorage(path);
    case "sqlite":
      return new SqliteDataStorage(path);
    default: {
      const found: string = type;
      throw new UsageError(
        `Cannot make a storage: its type must be one of ${STORAGE_TYPES.join(", ")}; found ` +
          `'${found}'${suggestion(found, STORAGE_TYPES)}`,
      );
    }
  }
}
