/**
 * zstd as the system has it: Deno's, by way of `node:zlib`. The package for Node, whose versions
 * before 22.15 have none, puts `system_zstd_node.ts` in the place of this file.
 *
 * @module
 */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { DENSEST } from "./zstd_frame.ts";

/** Whether zstd is here at its full speed, and can be written. */
export const SYSTEM_ZSTD: boolean = true;

/** Compresses into one frame that states its content's size. */
export function compressZstd(bytes: Uint8Array, level: number): Uint8Array {
  const options = {
    // One output buffer that is large enough spares the stream its copies: zstd's own bound.
    chunkSize: Math.max(1024, bytes.length + (bytes.length >> 8) + 512),
    // Not among the declared options yet; without it the frame does not state its content's size.
    pledgedSrcSize: bytes.length,
    params: { [constants.ZSTD_c_compressionLevel]: level },
  };
  return plain(zstdCompressSync(bytes, options));
}

/**
 * Unpacks frames, up to so many bytes.
 *
 * @throws {RangeError} when there is more, with the code `ERR_BUFFER_TOO_LARGE`
 * @throws {Error} when the bytes are no frames
 */
export function decompressZstd(bytes: Uint8Array, most: number): Uint8Array {
  // The library takes no end of memory, or of time, for a limit that is none.
  if (!Number.isSafeInteger(most) || most < 0) throw new RangeError(`No limit: ${most}`);
  // One buffer that is large enough spares the stream its copies.
  const room = Math.min(most, bytes.length * DENSEST);
  return plain(zstdDecompressSync(bytes, {
    chunkSize: Math.max(64, room + 64),
    maxOutputLength: Math.max(1, most),
  }));
}

/** The same bytes as a Uint8Array: a Buffer's `slice` shares memory where an array's copies. */
function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
