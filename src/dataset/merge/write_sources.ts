/** Writes down the folders that a dataset's files are told from: `<name>.sources.json`. @module */
import { existsSync, rmSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { readPlainText } from "../../base/plain_file.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { KnownFolder } from "./source_folders.ts";

/**
 * Writes the folders; there is no file where there are none.
 *
 * Each stands there by its path from the file as well, for a project that is moved as a whole.
 *
 * @returns what undoes it
 */
export function writeSources(path: string, folders: readonly KnownFolder[]): () => void {
  const before = existsSync(path) ? readPlainText(path) : null;
  const write = (text: string) =>
    writeAtomically(path, (temporary) => Deno.writeTextFileSync(temporary, text));
  const home = resolve(dirname(path));
  const sources = folders.map(({ folder, prefix }) => ({
    folder,
    prefix,
    relative: relative(home, folder).replaceAll("\\", "/") || ".",
  }));
  const text = JSON.stringify({ format: 1, sources }, null, 1) + "\n";
  if (folders.length === 0 || text === before) return () => {};
  write(text);
  return () => before === null ? rmSync(path, { force: true }) : write(before);
}
