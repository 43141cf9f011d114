import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * All files of a folder, by path: equal for folders of the same bytes. What a merge notes of its
 * own files, such as when they were written, is left out.
 */
export function folderBytes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".merge.json")).map((entry) =>
      join(entry.parentPath, entry.name)
    ).sort();
  return Object.fromEntries(
    files.map((path) => [relative(folder, path), readFileSync(path).toString("base64")]),
  );
}
