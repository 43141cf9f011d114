/**
 * The storage that writes nothing.
 *
 * @module
 */
import { FileStorage } from "./file_storage.ts";

/** Keeps one encoded file in memory until it is closed: type `"memory"`. It cannot be merged. */
export class MemoryDataStorage extends FileStorage {
  /**
   * @param path A name for errors and the summary.
   * @default {"memory"}
   */
  constructor(path = "memory") {
    super(path, () => null);
  }
}
