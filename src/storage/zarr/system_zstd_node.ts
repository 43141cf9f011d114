/**
 * zstd without the system's: what stands for `system_zstd.ts` in the package for Node.
 *
 * @module
 */
import { Decompress, decompress } from "fzstd";
import { UsageError } from "../../base/errors.ts";
import { DENSEST, statedSize, TooLarge } from "./zstd_frame.ts";

/** Chunks are left to the codec of zarrita; tables are written without compression. */
export const SYSTEM_ZSTD: boolean = false;

/** @throws UsageError always */
export function compressZstd(_bytes: Uint8Array, _level: number): Uint8Array {
  throw new UsageError(
    "Cannot compress a chunk under Node: datasets are written by Deno. Run `npx trunnion`.",
  );
}

/**
 * Unpacks a frame, up to so many bytes.
 *
 * @throws {RangeError} when there is more, with the code `ERR_BUFFER_TOO_LARGE`
 * @throws {Error} when the bytes are no frame
 */
export function decompressZstd(bytes: Uint8Array, most: number): Uint8Array {
  const size = statedSize(bytes);
  if (size === null) return unpackBounded(bytes, Math.min(most, bytes.length * DENSEST));
  if (size > most || size > bytes.length * DENSEST) throw new TooLarge(`${size} bytes`);
  return decompress(bytes, new Uint8Array(size));
}

/** There is none without the system's zstd. */
export function openUnpacker(): null {
  return null;
}

/** There is none without the system's zstd. */
export function openPacker(_level: number): null {
  return null;
}

/** There is none without the system's zstd. */
export function openExactPacker(_level: number): null {
  return null;
}

/** Unpacks a frame that does not state its size, block by block, and stops past the limit. */
function unpackBounded(bytes: Uint8Array, most: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  let size = 0;
  const stream = new Decompress((block) => {
    size += block.length;
    if (size > most) throw new TooLarge(`more than ${most} bytes`);
    blocks.push(block.slice());
  });
  stream.push(bytes, true);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
