/** Reads what encoded files say of themselves as they come. @module */
import { breathe } from "../../../base/breath.ts";
import type { FileFacts } from "../../../storage/byte_source.ts";
import type { DataFile } from "../../../storage/data_file.ts";
import { openDataFileOnce, type OpenedDataFile } from "../../../storage/read_data_file.ts";
import { factsOf } from "../merge_key.ts";

/** What a file says of itself: all that a merge is planned from. */
export type ToldFile = Pick<DataFile, "path" | "attributes" | "groups">;

/** A file that was just read. */
export interface JustTold {
  readonly file: ToldFile;
  /** What it looked like before. */
  readonly facts: FileFacts;
  /** The file, of which arrays can be read where its bytes are held. */
  readonly opened: OpenedDataFile;
}

type TellFile = (told: JustTold, place: number | null) => void;

/** Files of which that is remembered, some 6 KB each; a larger merge reads the others itself. */
const MOST = 8192;

/**
 * What encoded files say of themselves, read one after the other while the thread has nothing else
 * to do: the merge of the files of a run is then planned when the last of them is encoded.
 */
export class ToldFiles {
  readonly #most: number;
  readonly #told = new Map<string, { file: ToldFile; facts: FileFacts }>();
  readonly #onTold: TellFile;
  #waiting: { path: string; place: number | null }[] = [];
  #reading: Promise<void> | null = null;

  /**
   * @param most files of which it is remembered
   * @param onTold hears what each file says of itself when it was read, and its place
   */
  constructor(most: number = MOST, onTold: TellFile = () => {}) {
    this.#most = most;
    this.#onTold = onTold;
  }

  /** Files of which it is known what they say. */
  get count(): number {
    return this.#told.size;
  }

  /**
   * Has a file read that was just written.
   *
   * @param place what `onTold` is told of it
   */
  look(path: string, place: number | null = null): void {
    if (this.count + this.#waiting.length >= this.#most) return;
    this.#waiting.push({ path, place });
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
      const next = this.#waiting.shift(); // none once it was stopped
      if (next !== undefined) this.#readOne(next.path, next.place);
    }
    this.#reading = null;
  }

  #readOne(path: string, place: number | null): void {
    try {
      // Asked for first: a file that is replaced between the two does not look like this.
      const facts = factsOf(path);
      const opened = openDataFileOnce(path);
      const file = opened.group(null);
      file.close();
      const { attributes, groups } = file;
      const told = { path, attributes, groups };
      this.#told.set(path, { facts, file: told });
      this.#onTold({ file: told, facts, opened }, place);
    } catch {
      // The merge says what is wrong with it.
    }
  }
}
