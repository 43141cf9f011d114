/**
 * The storage that writes SQLite.
 *
 * @module
 */
import type { NdArray, TypedArray } from "../array.ts";
import { FileStorage } from "../file_storage.ts";
import { writeSqliteFile } from "./write_sqlite.ts";

/**
 * Keeps one encoded file as a SQLite database: type `"sqlite"`. It can be merged too.
 *
 * The table `arrays` has a row for each array, with its key, type, shape and dimensions as JSON,
 * and its numbers as little-endian bytes in C order; `groups` and `attributes` say the rest.
 */
export class SqliteDataStorage extends FileStorage {
  /** @param path The database that `compressStore` writes. */
  constructor(path: string) {
    super(path, writeSqliteFile);
  }

  /**
   * Saves an array, as `saveData` does: the name that storages in databases have in HOOPS AI.
   *
   * @param key `"group/array"`.
   * @throws {SchemaViolation} if the array does not fit the schema
   */
  saveArray(key: string, array: TypedArray | readonly number[] | NdArray): void {
    this.saveData(key, array);
  }
}
