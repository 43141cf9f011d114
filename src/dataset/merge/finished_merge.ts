/** What a merge has made, so that the next one of the same files need not make it again. @module */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { MergeReport } from "./merge_report.ts";
import type { DatasetParts } from "./sweep_merge.ts";

/** What stands in `<name>.merge.json`. */
interface FinishedMerge {
  /** What decided the bytes. */
  readonly key: string;
  readonly report: MergeReport;
  /** What the files of the dataset look like from outside. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The report of the merge that made the dataset which is there, if that had the same key and
 * nobody has touched the dataset since. The infoset only has to be there: a split writes into it.
 */
export function findFinished(parts: DatasetParts, key: string): MergeReport | null {
  let found: FinishedMerge;
  try {
    found = JSON.parse(readFileSync(pathOf(parts), "utf8"));
    if (found.key !== key || !existsSync(parts.infosetPath)) return null;
    const files = looksOf(parts);
    const names = Object.keys(files);
    const same = names.length === Object.keys(found.files).length &&
      names.every((name) => found.files[name] === files[name]);
    return same ? { ...found.report, splits: [], kept: true } : null;
  } catch {
    return null; // there is none, or none that can be read: merging makes it anew
  }
}

/** Writes down what a merge has made. */
export function noteFinished(parts: DatasetParts, key: string, report: MergeReport): void {
  const finished: FinishedMerge = { key, report, files: looksOf(parts) };
  writeAtomically(pathOf(parts), (temporary) => {
    Deno.writeTextFileSync(temporary, JSON.stringify(finished, null, 1) + "\n");
  });
}

function pathOf({ datasetPath }: DatasetParts): string {
  return `${datasetPath.replace(/\.dataset$/, "")}.merge.json`;
}

function looksOf({ datasetPath, attribsetPath }: DatasetParts): Record<string, string> {
  const looks: Record<string, string> = {};
  const look = (name: string, path: string) => {
    const { size, mtimeMs, ino } = statSync(path);
    looks[name] = `${size}:${mtimeMs}:${ino}`;
  };
  for (const entry of readdirSync(datasetPath, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isDirectory()) look(path.slice(datasetPath.length + 1), path);
  }
  look("attribset", attribsetPath);
  return looks;
}
