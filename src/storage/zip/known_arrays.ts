/** What documents of arrays say that were read before. @module */
import type { ArraySpec } from "../array.ts";
import type { DataFileArray } from "../data_file.ts";

/** Characters of documents that are remembered. */
const MOST = 4 << 20;

/**
 * Remembers what documents say, by their text. Files of one flow have the same documents but for
 * their numbers of rows, and to parse and check one takes longer than to see that it is known.
 */
export class KnownArrays {
  readonly #most: number;
  readonly #arrays = new Map<string, DataFileArray>();
  /** Each specification once, so that who compares many sees at once that they are the same. */
  readonly #specs = new Map<string, ArraySpec>();
  #characters = 0;

  /** @param most characters that are remembered, before all is let go of */
  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** What a document says; `read` is asked where it was not seen before. */
  find(text: string, read: () => DataFileArray): DataFileArray {
    const { shape, spec } = this.#arrays.get(text) ?? this.#add(text, read());
    return { shape: [...shape], spec };
  }

  #add(text: string, { shape, spec }: DataFileArray): DataFileArray {
    if (this.#characters + text.length > this.#most) {
      this.#arrays.clear();
      this.#specs.clear();
      this.#characters = 0;
    }
    const key = JSON.stringify(spec);
    const shared = this.#specs.get(key) ?? Object.freeze(spec);
    const found = { shape, spec: shared };
    if (text.length > this.#most) return found;
    this.#specs.set(key, shared);
    this.#arrays.set(text, found);
    this.#characters += text.length;
    return found;
  }
}
