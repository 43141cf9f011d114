/** Unpacked chunks that were cut: the next sample often lies in the same. @module */

/** Chunks by a key, of so many bytes in all; those used longest ago are let go first. */
export class ChunkCache {
  readonly #most: number;
  readonly #chunks = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Uint8Array | undefined {
    const chunk = this.#chunks.get(key);
    if (chunk === undefined) return undefined;
    this.#chunks.delete(key);
    this.#chunks.set(key, chunk); // at the end: used last
    return chunk;
  }

  set(key: string, chunk: Uint8Array): void {
    if (chunk.length > this.#most || this.#chunks.has(key)) return;
    this.#chunks.set(key, chunk);
    this.#bytes += chunk.length;
    for (const [oldest, { length }] of this.#chunks) {
      if (this.#bytes <= this.#most) break;
      this.#chunks.delete(oldest);
      this.#bytes -= length;
    }
  }
}
