/** What an open dataset keeps of what it has read, within a number of bytes. @module */

/** Something whose memory is known. */
interface Sized {
  readonly byteLength: number;
}

/** What was read, by a key. */
export interface ByteCache<T extends Sized> {
  get(key: string): T | undefined;
  /** Keeps it, unless it alone is more than may be kept. */
  set(key: string, value: T): void;
  delete(key: string): void;
}

/** What is kept under one key. */
interface Kept {
  readonly value: Sized;
  readonly section: Section;
}

/** What one cache has of the budget. */
interface Section {
  readonly most: number;
  readonly drop: (value: never) => void;
  bytes: number;
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
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #sections = 0;

  constructor(most: number = KEPT_BYTES) {
    this.#most = most;
  }

  /** The bytes that are kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * A cache with keys of its own, which shares the budget with the others.
   *
   * @param most bytes that it may have of the budget
   * @param drop is given what is kept no more
   */
  section<T extends Sized>(
    most: number = this.#most,
    drop: (value: T) => void = () => {},
  ): ByteCache<T> {
    const prefix = `${this.#sections++}:`;
    const section: Section = { most: Math.min(most, this.#most), drop, bytes: 0 };
    return {
      // Only what this section has set is found by its prefix.
      get: (key) => this.#get(prefix + key) as T | undefined,
      set: (key, value) => this.#set(prefix + key, { value, section }),
      delete: (key) => this.#delete(prefix + key),
    };
  }

  #get(key: string): Sized | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept); // at the end: used last
    return kept.value;
  }

  #set(key: string, kept: Kept): void {
    const { section, value: { byteLength } } = kept;
    this.#delete(key);
    if (byteLength > section.most) return;
    this.#kept.set(key, kept);
    this.#bytes += byteLength;
    section.bytes += byteLength;
    for (const [oldest, other] of this.#kept) {
      const tooMany = section.bytes > section.most;
      if (!tooMany && this.#bytes <= this.#most) break;
      if (!tooMany || other.section === section) this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#bytes -= kept.value.byteLength;
    kept.section.bytes -= kept.value.byteLength;
    this.#kept.delete(key);
    kept.section.drop(kept.value as never);
  }
}
