/**
 * zstd without the system's: what stands for `system_zstd.ts` in the package for Node.
 *
 * @module
 */
import { decompress } from "fzstd";
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
 * Unpacks a frame, up to so many bytes. It must state how large its content is.
 *
 * @throws {RangeError} when there is more, with the code `ERR_BUFFER_TOO_LARGE`
 * @throws {Error} when the bytes are no frame
 */
export function decompressZstd(bytes: Uint8Array, most: number): Uint8Array {
  const size = statedSize(bytes);
  if (size === null) throw new Error("No frame that states the size of its content");
  if (size > most || size > bytes.length * DENSEST) throw new TooLarge(`${size} bytes`);
  return decompress(bytes, new Uint8Array(size));
}
