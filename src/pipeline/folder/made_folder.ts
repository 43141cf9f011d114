/** Takes back the folders of a run that had nothing to do. @module */
import { existsSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { OutputFolder } from "./output_folder.ts";

/** The uppermost folder that must be made for a path; null where the path is there. */
export function firstMissing(path: string): string | null {
  if (existsSync(path)) return null;
  const above = dirname(path);
  return above === path ? path : firstMissing(above) ?? path;
}

/**
 * Removes a flow's folder, and those above it down from `first` that hold nothing else.
 *
 * @param first the uppermost folder that the run has made
 */
export function removeMade({ root }: OutputFolder, first: string): void {
  rmSync(root, { recursive: true, force: true });
  try {
    for (let path = root; path !== first;) rmdirSync(path = dirname(path));
  } catch {
    // Somebody else has put something there meanwhile.
  }
}
