/**
 * Puts a finished dataset in the place of the one before.
 *
 * @module
 */
import { existsSync, renameSync, rmSync } from "node:fs";

/** Something finished under a temporary name. */
interface Finished {
  readonly temporary: string;
  readonly path: string;
}

/**
 * Renames what is finished to its final names, all of it or nothing.
 *
 * A folder cannot be replaced by one rename, so what is there is moved aside first, put back if
 * anything fails, and removed at the end. A kill between two renames leaves the old parts beside
 * the new ones, under names that end with `aside`.
 *
 * @param parts In order: what leads to the others comes last.
 * @param aside An ending for the names of the old parts, unlike that of any other run.
 */
export function publish(parts: readonly Finished[], aside: string): void {
  const done: Finished[] = [];
  const moved: Finished[] = [];
  try {
    for (const part of parts) {
      if (existsSync(part.path)) {
        renameSync(part.path, part.path + aside);
        moved.push(part);
      }
      renameSync(part.temporary, part.path);
      done.push(part);
    }
  } catch (error) {
    for (const { path, temporary } of done) renameSync(path, temporary);
    for (const { path } of moved) renameSync(path + aside, path);
    throw error;
  }
  for (const { path } of moved) rmSync(path + aside, { recursive: true, force: true });
}
