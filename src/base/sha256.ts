/** Hashes of bytes and of files. @module */
import { fs, nodeCrypto } from "./node/builtins.ts";
import type { Hash } from "node:crypto";
import { Breath } from "./breath.ts";
import { openPlainFile } from "./plain_file.ts";

/** Bytes of a file that are in memory at once. */
const CHUNK = 1 << 20;

/** The SHA-256 of bytes, or of a text as UTF-8, in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return nodeCrypto().hash("sha256", data, "hex");
}

/**
 * The SHA-256 of a file's bytes, in hexadecimal, with bounded memory.
 *
 * @throws {UnreadableFile} when it is no plain file
 * @throws what the system says when the file cannot be read
 */
export function sha256OfFile(path: string): string {
  const hash = nodeCrypto().createHash("sha256");
  for (const _ of addFile(hash, path));
  return hash.digest("hex");
}

/** As {@linkcode sha256OfFile}; a large file leaves the event loop its turns. */
export async function sha256OfLargeFile(path: string): Promise<string> {
  const [hash, breath] = [nodeCrypto().createHash("sha256"), new Breath()];
  for (const _ of addFile(hash, path)) if (breath.due()) await breath.take();
  return hash.digest("hex");
}

/** Adds a file's bytes to a hash, and stops after each chunk of them. */
function* addFile(hash: Hash, path: string): Generator<void> {
  const { file } = openPlainFile(path);
  try {
    const buffer = new Uint8Array(CHUNK);
    for (let count = fs().readSync(file, buffer); count > 0; count = fs().readSync(file, buffer)) {
      hash.update(buffer.subarray(0, count));
      yield;
    }
  } finally {
    fs().closeSync(file);
  }
}
