/** Packs texts as they come. @module */
import { freeMemory } from "./free_memory.ts";
import { TextColumn } from "./packed_column.ts";

/** Makes a {@linkcode TextColumn} of texts that are given one after the other. */
export class TextPacker {
  #bytes = new Uint8Array(1024);
  #starts = new Uint32Array(128);
  #present = new Uint8Array(128).fill(1);
  #length = 0;
  #missing = false;

  /** Adds a text, or none. */
  push(text: string | null): void {
    const row = this.#length++;
    if (row + 1 === this.#starts.length) this.#grow();
    let at = this.#starts[row];
    if (text === null) {
      this.#present[row] = 0;
      this.#missing = true;
    } else {
      // A character of UTF-16 is three bytes at most.
      if (at + 3 * text.length > this.#bytes.length) this.#room(at + 3 * text.length);
      at += this.#encode(text, at);
    }
    this.#starts[row + 1] = at;
  }

  /** What was given. */
  column(): TextColumn {
    const length = this.#length;
    return new TextColumn(
      this.#bytes.slice(0, this.#starts[length]),
      this.#starts.slice(0, length + 1),
      this.#missing ? this.#present.slice(0, length) : null,
    );
  }

  #encode(text: string, at: number): number {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return new TextEncoder().encodeInto(text, this.#bytes.subarray(at)).written;
      this.#bytes[at + i] = code;
    }
    return text.length;
  }

  #room(least: number): void {
    const bytes = new Uint8Array(Math.max(least, 2 * this.#bytes.length));
    bytes.set(this.#bytes);
    freeMemory(this.#bytes);
    this.#bytes = bytes;
  }

  #grow(): void {
    const [starts, present] = [this.#starts, this.#present];
    this.#starts = new Uint32Array(2 * starts.length);
    this.#starts.set(starts);
    this.#present = new Uint8Array(2 * starts.length).fill(1);
    this.#present.set(present);
    [starts, present].forEach(freeMemory);
  }
}
