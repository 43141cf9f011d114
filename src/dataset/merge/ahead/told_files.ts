/** Reads what encoded files say of themselves as they come. @module */
import { breathe } from "../../../base/breath.ts";
import type { FileFacts } from "../../../storage/byte_source.ts";
import type { DataFile } from "../../../storage/data_file.ts";
import { openDataFile } from "../../../storage/read_data_file.ts";
import { factsOf } from "../merge_key.ts";

/** What a file says of itself: all that a merge is planned from. */
export type ToldFile = Pick<DataFile, "path" | "attributes" | "groups">;

/** Files of which that is remembered, some 6 KB each; a larger merge reads the others itself. */
const MOST = 8192;

/**
 * What encoded files say of themselves, read one after the other while the thread has nothing else
 * to do: the merge of the files of a run is then planned when the last of them is encoded.
 */
export class ToldFiles {
  readonly #most: number;
  readonly #told = new Map<string, { file: ToldFile; facts: FileFacts }>();
  #waiting: string[] = [];
  #reading: Promise<void> | null = null;

  /** @param most files of which it is remembered */
  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** Files of which it is known what they say. */
  get count(): number {
    return this.#told.size;
  }

  /** Has a file read that was just written. */
  look(path: string): void {
    if (this.count + this.#waiting.length >= this.#most) return;
    this.#waiting.push(path);
    this.#reading ??= this.#read();
  }

  /** What a file says that still looks as when it was read; null where that is not known. */
  take(path: string, { size, mtimeMs }: FileFacts): ToldFile | null {
    const found = this.#told.get(path);
    if (found === undefined) return null;
    this.#told.delete(path);
    const { facts } = found;
    return facts.size === size && facts.mtimeMs === mtimeMs ? found.file : null;
  }

  /** Reads no more, and resolves when that is so. What is known can still be taken. */
  async stop(): Promise<void> {
    this.#waiting = [];
    await this.#reading;
  }

  async #read(): Promise<void> {
    while (this.#waiting.length > 0) {
      await breathe();
      const path = this.#waiting.shift(); // none once it was stopped
      if (path !== undefined) this.#readOne(path);
    }
    this.#reading = null;
  }

  #readOne(path: string): void {
    try {
      // Asked for first: a file that is replaced between the two does not look like this.
      const facts = factsOf(path);
      const file = openDataFile(path);
      file.close();
      const { attributes, groups } = file;
      this.#told.set(path, { facts, file: { path, attributes, groups } });
    } catch {
      // The merge says what is wrong with it.
    }
  }
}
