/**
 * zstd as the system has it: Deno's, by way of `node:zlib`. The package for Node, whose versions
 * before 22.15 have none, puts `system_zstd_node.ts` in the place of this file.
 *
 * @module
 */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

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
 * Decompresses a frame.
 *
 * @param size how large its content is, where that is known
 */
export function decompressZstd(bytes: Uint8Array, size?: number): Uint8Array {
  const options = size === undefined ? {} : { chunkSize: Math.max(64, size + 64) };
  return plain(zstdDecompressSync(bytes, options));
}

/** The same bytes as a Uint8Array: a Buffer's `slice` shares memory where an array's copies. */
function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
