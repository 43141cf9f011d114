/** Unpacked chunks, and memory for them. @module */
import { freeMemory } from "../../../storage/column/free_memory.ts";
import type { ByteBudget, ByteCache } from "../byte_budget.ts";

/** Bytes of chunks that are kept: a pass over all samples needs each but for a while. */
const CHUNK_BYTES = 2 ** 22;
/** Bytes of memory that waits for the next chunk. */
const SPARE_BYTES = 2 ** 19;

/**
 * Keeps unpacked chunks. One that is kept no more gives its memory to the next of its size: to take
 * new memory, clear it and give it back is a tenth of what reading a random sample takes.
 */
export class ChunkCache {
  readonly #kept: ByteCache<Uint8Array>;
  readonly #spare = new Map<number, Uint8Array[]>();
  #spareBytes = 0;

  /** @param budget what else is kept of the dataset counts in it too */
  constructor(budget: ByteBudget) {
    this.#kept = budget.section<Uint8Array>(CHUNK_BYTES, (chunk) => this.#drop(chunk));
  }

  /** A chunk that is kept. What it is given back in is its own until the next one is kept. */
  get(key: string): Uint8Array | undefined {
    return this.#kept.get(key);
  }

  /** Keeps a chunk, whose memory is the cache's from now on. */
  set(key: string, chunk: Uint8Array): void {
    this.#kept.set(key, chunk);
  }

  /** Memory for a chunk, with anything in it. */
  room(size: number): Uint8Array {
    const spare = this.#spare.get(size)?.pop();
    if (spare === undefined) return new Uint8Array(size);
    this.#spareBytes -= size;
    return spare;
  }

  #drop(chunk: Uint8Array): void {
    const { length } = chunk;
    if (this.#spareBytes + length > SPARE_BYTES) return freeMemory(chunk);
    this.#spareBytes += length;
    const spare = this.#spare.get(length);
    if (spare === undefined) this.#spare.set(length, [chunk]);
    else spare.push(chunk);
  }
}
