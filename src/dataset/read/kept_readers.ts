/** Threads that read rows, kept from one pass over a dataset to the next. @module */
import type { TypedArray } from "../../storage/array.ts";
import type { LaidOutRequest, RowReaders } from "./read_store.ts";

/**
 * Milliseconds that threads wait for another pass. As long a process goes on that did not close its
 * dataset.
 */
const IDLE = 1000;

/**
 * Starts threads, and keeps them for the next pass that wants as many: to start one, and to run
 * code in it that was not run before, takes 0.1 s of processor time.
 */
export class KeptReaders {
  readonly #start: (count: number) => RowReaders | null;
  #kept: { readonly count: number; readonly readers: RowReaders } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #inUse = new Set<RowReaders>();

  /** @param start starts so many threads; null where there are none */
  constructor(start: (count: number) => RowReaders | null) {
    this.#start = start;
  }

  /** Threads for a pass, which closes them; null where there are none. */
  take(count: number): RowReaders | null {
    const kept = this.#kept;
    this.#kept = null;
    clearTimeout(this.#timer);
    if (kept !== null && kept.count !== count) kept.readers.close();
    const readers = kept?.count === count ? kept.readers : this.#start(count);
    if (readers === null) return null;
    this.#inUse.add(readers);
    let failed = false, waiting = 0;
    const read = async (requests: readonly LaidOutRequest[]): Promise<TypedArray[]> => {
      waiting++;
      try {
        return await readers.read(requests);
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        waiting--;
      }
    };
    const close = () => {
      if (!this.#inUse.delete(readers)) return; // closed before, or ended with the dataset
      // What a pass that was left has asked for is not waited for.
      if (!failed && waiting === 0 && this.#kept === null) this.#keep(count, readers);
      else readers.close();
    };
    return { read, close };
  }

  /** Ends all threads, those in use too. Safe to call twice. */
  close(): void {
    clearTimeout(this.#timer);
    this.#kept?.readers.close();
    this.#kept = null;
    for (const readers of this.#inUse) readers.close();
    this.#inUse.clear();
  }

  #keep(count: number, readers: RowReaders): void {
    this.#kept = { count, readers };
    this.#timer = setTimeout(() => {
      if (this.#kept?.readers !== readers) return;
      this.#kept = null;
      readers.close();
    }, IDLE);
  }
}
