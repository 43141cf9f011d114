/** Packs the chunks of encoded files, one after the other. @module */
import { openPacker, type Pack } from "./system_zstd.ts";
import { compressChunk, ZSTD_LEVEL } from "./zarr_codecs.ts";

/**
 * What packs chunks. The frames are others than those of {@linkcode compressChunk}, of which a
 * dataset's shards are made; they unpack to the same.
 */
export class ChunkPacker {
  #fast: Pack | null | undefined;

  /**
   * Packs a chunk into one zstd frame that states its content's size. It must have been used when
   * the next chunk is packed.
   */
  pack(chunk: Uint8Array): Uint8Array {
    const fast = this.#fast === undefined ? this.#fast = openPacker(ZSTD_LEVEL) : this.#fast;
    return fast?.(chunk) ?? compressChunk(chunk);
  }
}
