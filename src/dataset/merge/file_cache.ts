/**
 * The files that are merged: the one that two neighbouring shards share, and those read last.
 *
 * @module
 */
import type { NdArray } from "../../storage/array.ts";
import type { DataFile } from "../../storage/data_file.ts";
import { openDataFileOnce, type OpenedDataFile } from "../../storage/read_data_file.ts";

/** Bytes of files that are held: of a thousand small ones all groups are merged from memory. */
const HELD = 32 << 20;

/**
 * Opens files one at a time. The last one stays open, with what was read of it, if it is kept:
 * a file of many shards is then decompressed once, not once a shard. The bytes of small files are
 * held, as one group after the other is read of them.
 */
export class FileCache {
  #file: DataFile | null = null;
  #group = "";
  readonly #arrays = new Map<string, NdArray>();
  /** Those read last, the oldest first. */
  readonly #held = new Map<string, OpenedDataFile>();
  #bytes = 0;
  readonly #most: number;

  /** @param most bytes of files that are held */
  constructor(most: number = HELD) {
    this.#most = most;
  }

  /** One group of the file of that path; what was open before is closed. */
  open(path: string, group: string): DataFile {
    if (this.#file?.path === path && this.#group === group) return this.#file;
    this.#closeFile();
    this.#file = this.#opened(path).group(group);
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

  /** Closes what is open, and lets go of what is held. A second call does nothing. */
  close(): void {
    this.#closeFile();
    this.#held.clear();
    this.#bytes = 0;
  }

  #closeFile(): void {
    this.#file?.close();
    this.#file = null;
    this.#arrays.clear();
  }

  #opened(path: string): OpenedDataFile {
    const known = this.#held.get(path);
    if (known !== undefined) return known;
    const opened = openDataFileOnce(path);
    if (opened.held === null || opened.held > this.#most) return opened;
    this.#held.set(path, opened);
    this.#bytes += opened.held;
    for (const [oldest, { held }] of this.#held) {
      if (this.#bytes <= this.#most) break;
      this.#held.delete(oldest);
      this.#bytes -= held!; // only those are held
    }
    return opened;
  }
}
