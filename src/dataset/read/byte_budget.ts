/** What an open dataset keeps of what it has read, within a number of bytes. @module */

/** Something whose memory is known. */
interface Sized {
  readonly byteLength: number;
}

/** What was read, by a key. */
export interface ByteCache<T extends Sized> {
  get(key: string): T | undefined;
  /** Keeps it, unless it alone is more than the budget. */
  set(key: string, value: T): void;
  delete(key: string): void;
}

/**
 * Bytes that a dataset keeps, whatever its size. Beside them are 8 for each sample and group, which
 * say where a sample's rows are.
 */
const KEPT_BYTES = 2 ** 26;

/**
 * So many bytes for all that is kept of one dataset: chunks, whole arrays, columns of its tables.
 * What was used longest ago is let go first, whatever it is.
 */
export class ByteBudget {
  readonly #most: number;
  readonly #kept = new Map<string, Sized>();
  #bytes = 0;
  #sections = 0;

  constructor(most: number = KEPT_BYTES) {
    this.#most = most;
  }

  /** The bytes that are kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A cache with keys of its own, which shares the budget with the others. */
  section<T extends Sized>(): ByteCache<T> {
    const prefix = `${this.#sections++}:`;
    return {
      // Only what this section has set is found by its prefix.
      get: (key) => this.#get(prefix + key) as T | undefined,
      set: (key, value) => this.#set(prefix + key, value),
      delete: (key) => this.#delete(prefix + key),
    };
  }

  #get(key: string): Sized | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value); // at the end: used last
    return value;
  }

  #set(key: string, value: Sized): void {
    this.#delete(key);
    if (value.byteLength > this.#most) return;
    this.#kept.set(key, value);
    this.#bytes += value.byteLength;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) break;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    this.#bytes -= this.#kept.get(key)?.byteLength ?? 0;
    this.#kept.delete(key);
  }
}
