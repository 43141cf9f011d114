/**
 * A text that is written piece by piece.
 *
 * @module
 */

/** Bytes that grow. */
export class TextWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param room bytes that there is room for at first */
  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  /** Adds the bytes of another text from one offset to before another. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    if (end <= start) return;
    const at = this.#add(end - start);
    this.#bytes.set(bytes.subarray(start, end), at);
  }

  /** Adds characters, each of which is one byte. */
  write(text: string): void {
    const at = this.#add(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[at + i] = text.charCodeAt(i);
  }

  /** Adds the ends of the lines between two offsets of another text, and nothing else of it. */
  copyLineEnds(bytes: Uint8Array, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      const c = bytes[i];
      if (c === 10 || c === 13) this.#bytes[this.#add(1)] = c;
    }
  }

  /** What has been written. */
  text(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room, and returns where it begins. */
  #add(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#length);
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
    }
    return at;
  }
}
