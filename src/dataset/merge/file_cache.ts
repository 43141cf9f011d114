/**
 * The files that are merged: the one that two neighbouring shards share, and those read last.
 *
 * @module
 */
import { arrayBytes } from "../../storage/array_type.ts";
import type { FileFacts } from "../../storage/byte_source.ts";
import type { DataFile } from "../../storage/data_file.ts";
import { openDataFileOnce, type OpenedDataFile } from "../../storage/read_data_file.ts";

/** Bytes of files that are held: of a thousand small ones all groups are merged from memory. */
const HELD = 32 << 20;

/** Bytes of an array for which one room is kept. */
const ROOM = 1 << 20;

/**
 * Opens files one at a time. The last one stays open, with what was read of it, if it is kept:
 * a file of many shards is then decompressed once, not once a shard. The bytes of small files are
 * held, as one group after the other is read of them.
 */
export class FileCache {
  #path: string | null = null;
  #opened: OpenedDataFile | null = null;
  #file: DataFile | null = null;
  #group: string | null = null;
  readonly #arrays = new Map<string, Uint8Array>();
  /** Those read last, the oldest first. */
  readonly #held = new Map<string, OpenedDataFile>();
  #bytes = 0;
  readonly #most: number;
  #room: Uint8Array | null = null;

  /** @param most bytes of files that are held */
  constructor(most: number = HELD) {
    this.#most = most;
  }

  /** What the file of that path looked like when it was opened; what was open before is closed. */
  look(path: string, group: string): FileFacts {
    return this.#turnTo(path, group).facts;
  }

  /** Takes a file that was opened elsewhere, if its bytes are held and there is room for them. */
  hold(path: string, opened: OpenedDataFile): void {
    this.#bytes -= this.#held.get(path)?.held ?? 0;
    this.#held.delete(path); // it may have been written since
    if (opened.held === null || opened.held > this.#most) return;
    this.#held.set(path, opened);
    this.#bytes += opened.held;
    for (const [oldest, { held }] of this.#held) {
      if (this.#bytes <= this.#most) break;
      this.#held.delete(oldest);
      this.#bytes -= held!; // only those are held
    }
  }

  /** Whether arrays of the open file can be read without a look at what it says of them. */
  get canReadKnown(): boolean {
    return this.#opened !== null && this.#opened.bytesOf !== null;
  }

  /** One group of the file of that path; what was open before is closed. */
  open(path: string, group: string): DataFile {
    const opened = this.#turnTo(path, group);
    return this.#file ??= opened.group(group);
  }

  /**
   * The bytes of an array of the open file. With `keep` they are held for the next call; without,
   * they must have been used when the next array is read.
   */
  read(key: string, keep: boolean): Uint8Array {
    return this.#take(key, keep, () => arrayBytes(this.#file!.readArray(key).data));
  }

  /**
   * The same where it is known how many bytes there are: see `canReadKnown`.
   *
   * @param dimensions how many the array has
   */
  readKnown(key: string, dimensions: number, size: number, keep: boolean): Uint8Array {
    return this.#take(key, keep, () => {
      const bytesOf = this.#opened!.bytesOf!;
      if (keep || size > ROOM) return bytesOf(key, dimensions, size);
      return bytesOf(
        key,
        dimensions,
        size,
        (this.#room ??= new Uint8Array(ROOM)).subarray(0, size),
      );
    });
  }

  /** Closes what is open, and lets go of what is held. A second call does nothing. */
  close(): void {
    this.#closeFile();
    this.#held.clear();
    this.#bytes = 0;
    this.#room = null;
  }

  #take(key: string, keep: boolean, read: () => Uint8Array): Uint8Array {
    const known = this.#arrays.get(key);
    if (known !== undefined) {
      if (!keep) this.#arrays.delete(key);
      return known;
    }
    if (this.#opened === null) throw new TypeError(`No file is open to read '${key}' of`);
    const bytes = read();
    if (keep) this.#arrays.set(key, bytes);
    return bytes;
  }

  #turnTo(path: string, group: string): OpenedDataFile {
    if (this.#opened !== null && this.#path === path && this.#group === group) return this.#opened;
    this.#closeFile();
    this.#opened = this.#find(path);
    [this.#path, this.#group] = [path, group];
    return this.#opened;
  }

  #closeFile(): void {
    this.#file?.close();
    this.#opened?.close();
    this.#file =
      this.#opened =
      this.#path =
      this.#group =
        null;
    this.#arrays.clear();
  }

  #find(path: string): OpenedDataFile {
    const known = this.#held.get(path);
    if (known !== undefined) return known;
    const opened = openDataFileOnce(path);
    this.hold(path, opened);
    return opened;
  }
}
