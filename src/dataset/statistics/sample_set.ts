/** Which samples have something: a list while they are few, then a bit each. @module */

/** Samples that are added ascending. */
export class SampleSet {
  readonly #words: number;
  #few: number[] = [];
  #bits: Uint32Array | null = null;

  /** @param count how many samples there are */
  constructor(count: number) {
    this.#words = Math.ceil(count / 32);
  }

  /** Adds a sample; one more than the last, or greater. */
  add(sample: number): void {
    if (this.#bits !== null) this.#bits[sample >>> 5] |= 1 << (sample & 31);
    // A place in a list takes as much as two words.
    else if (this.#few.push(sample) > this.#words / 2) this.#toBits();
  }

  /** The samples, ascending. */
  list(): readonly number[] {
    return this.#bits === null ? this.#few : listBits(this.#bits);
  }

  #toBits(): void {
    this.#bits = new Uint32Array(this.#words);
    for (const sample of this.#few) this.#bits[sample >>> 5] |= 1 << (sample & 31);
    this.#few = [];
  }
}

/** The places of the bits that are set, ascending. */
export function listBits(words: Uint32Array): number[] {
  const found: number[] = [];
  for (let word = 0; word < words.length; word++) {
    // The lowest bit that is set, then the next.
    for (let bits = words[word]; bits !== 0; bits &= bits - 1) {
      found.push(32 * word + 31 - Math.clz32(bits & -bits));
    }
  }
  return found;
}
