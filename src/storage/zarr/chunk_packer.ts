/** Packs chunks, one after the other. @module */
import { openExactPacker, openPacker, type Pack } from "./system_zstd.ts";
import { compressChunk, ZSTD_LEVEL } from "./zarr_codecs.ts";

/**
 * What packs chunks, in memory that is kept from one to the next.
 *
 * The frames of encoded files are others than those of {@linkcode compressChunk}, and quicker to
 * make of small chunks; they unpack to the same. Those of a dataset's shards are the very ones.
 */
export class ChunkPacker {
  readonly #open: (level: number) => Pack | null;
  #fast: Pack | null | undefined;

  /** @param frames whether they must be those of `compressChunk` */
  constructor(frames: "any" | "exact" = "any") {
    this.#open = frames === "exact" ? openExactPacker : openPacker;
  }

  /**
   * Packs a chunk into one zstd frame that states its content's size. It must have been used when
   * the next chunk is packed.
   */
  pack(chunk: Uint8Array): Uint8Array {
    const fast = this.#fast === undefined ? this.#fast = this.#open(ZSTD_LEVEL) : this.#fast;
    return fast?.(chunk) ?? compressChunk(chunk);
  }
}
