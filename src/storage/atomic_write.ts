/**
 * Files that are whole or not there.
 *
 * @module
 */
import { fs, nodeProcess } from "../base/node/builtins.ts";

/** A name beside `path` that no other process and no other call uses. */
export function temporaryName(path: string): string {
  return `${path}.${nodeProcess().pid}-${crypto.randomUUID().slice(0, 8)}.tmp`;
}

/**
 * Lets `write` make a file under a temporary name in the same folder, then renames it.
 *
 * If `write` throws, nothing is left behind, and a file that was there stays as it was.
 *
 * @param path The final name.
 * @param write Makes the file of the name it is given.
 */
export function writeAtomically(path: string, write: (temporary: string) => void): void {
  const temporary = temporaryName(path);
  try {
    write(temporary);
    fs().renameSync(temporary, path);
  } catch (error) {
    fs().rmSync(temporary, { force: true });
    throw error;
  }
}
