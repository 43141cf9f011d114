/** Unpacks the chunks of a dataset, one after the other. @module */
import { openUnpacker, type UnpackInto } from "./system_zstd.ts";
import { decompressChunk } from "./zarr_codecs.ts";
import { statedSize } from "./zstd_frame.ts";

/** What unpacks chunks: each reader of a dataset has its own. */
export class ChunkUnpacker {
  #fast: UnpackInto | null | undefined;

  /**
   * Unpacks a chunk whose size is known, into `room` where that is given.
   *
   * @param name what errors call it
   * @returns its bytes: `room`, or new ones
   * @throws {CorruptData} if it is damaged or of another size
   */
  unpack(chunk: Uint8Array, size: number, room?: Uint8Array, name?: string): Uint8Array {
    const fast = this.#fast === undefined ? this.#fast = openUnpacker() : this.#fast;
    if (fast !== null && statedSize(chunk) === size) {
      const bytes = room ?? new Uint8Array(size);
      if (fast(chunk, bytes)) return bytes;
    }
    // A damaged one too: the error says what is wrong.
    const bytes = decompressChunk(chunk, size, name);
    if (room === undefined) return bytes;
    room.set(bytes);
    return room;
  }
}
