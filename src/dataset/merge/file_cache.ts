/**
 * The file that two neighbouring shards share, kept open between them.
 *
 * @module
 */
import type { NdArray } from "../../storage/array.ts";
import type { DataFile } from "../../storage/data_file.ts";
import { openDataFile } from "../../storage/read_data_file.ts";

/**
 * Opens files one at a time. The last one stays open, with what was read of it, if it is kept:
 * a file of many shards is then decompressed once, not once a shard.
 */
export class FileCache {
  #file: DataFile | null = null;
  #group = "";
  readonly #arrays = new Map<string, NdArray>();

  /** One group of the file of that path; what was open before is closed. */
  open(path: string, group: string): DataFile {
    if (this.#file?.path === path && this.#group === group) return this.#file;
    this.close();
    this.#file = openDataFile(path, group);
    this.#group = group;
    return this.#file;
  }

  /** An array of the open file. With `keep` it is held for the next call. */
  read(key: string, keep: boolean): NdArray {
    const known = this.#arrays.get(key);
    if (known !== undefined) {
      if (!keep) this.#arrays.delete(key);
      return known;
    }
    if (this.#file === null) throw new TypeError(`No file is open to read '${key}' of`);
    const array = this.#file.readArray(key);
    if (keep) this.#arrays.set(key, array);
    return array;
  }

  /** Closes what is open. A second call does nothing. */
  close(): void {
    this.#file?.close();
    this.#file = null;
    this.#arrays.clear();
  }
}
