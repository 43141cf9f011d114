/**
 * zstd without the system's: what stands for `system_zstd.ts` in the package for Node.
 *
 * @module
 */
import { decompress } from "fzstd";
import { UsageError } from "../../base/errors.ts";

/** Chunks are left to the codec of zarrita; tables are written without compression. */
export const SYSTEM_ZSTD: boolean = false;

/** @throws UsageError always */
export function compressZstd(_bytes: Uint8Array, _level: number): Uint8Array {
  throw new UsageError(
    "Cannot compress a chunk under Node: datasets are written by Deno. Run `npx trunnion`.",
  );
}

/** Decompresses a frame. */
export function decompressZstd(bytes: Uint8Array, size?: number): Uint8Array {
  return decompress(bytes, size === undefined ? undefined : new Uint8Array(size));
}
