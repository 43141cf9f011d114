/** What a merge has made, so that the next one of the same files need not make it again. @module */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readPlainText } from "../../base/plain_file.ts";
import { messageOf } from "../../base/message_of.ts";
import { isWithin } from "../../base/within.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { MergeError } from "./merge_error.ts";
import type { MergeReport } from "./merge_report.ts";
import type { DatasetParts } from "./sweep_merge.ts";

/** What stands in `<name>.merge.json`. */
interface FinishedMerge {
  /** What decided the bytes. */
  readonly key: string;
  readonly report: MergeReport;
  /** The encoded files in their order; those below the dataset's folder are told from there. */
  readonly encoded: readonly string[];
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
    found = JSON.parse(readPlainText(pathOf(parts)));
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
export function noteFinished(
  parts: DatasetParts & { readonly dataFiles: readonly string[] },
  key: string,
  report: MergeReport,
): void {
  const home = dirname(resolve(parts.datasetPath));
  const encoded = parts.dataFiles.map((path) => {
    const absolute = resolve(path);
    return isWithin(home, absolute) ? relative(home, absolute).replaceAll("\\", "/") : absolute;
  });
  const finished: FinishedMerge = { key, report, encoded, files: looksOf(parts) };
  writeAtomically(pathOf(parts), (temporary) => {
    Deno.writeTextFileSync(temporary, JSON.stringify(finished, null, 1) + "\n");
  });
}

/**
 * The encoded files that a dataset was merged of, in their order.
 *
 * @throws {MergeError} where that is not known, or one is gone
 */
export function encodedFilesOf(datasetPath: string): string[] {
  const path = pathOf({ datasetPath });
  const cannot = (why: string, cause?: unknown) =>
    new MergeError(
      `Cannot merge the dataset '${datasetPath}' with others: ${why}. Run its flow again, from ` +
        "which its encoded files are known",
      { data: { file: path }, cause },
    );
  let encoded: unknown;
  try {
    encoded = JSON.parse(readPlainText(path)).encoded;
  } catch (cause) {
    throw cannot(`its '${basename(path)}' cannot be read, ${messageOf(cause)}`, cause);
  }
  const isList = Array.isArray(encoded) && encoded.every((one) => typeof one === "string");
  if (!isList) throw cannot(`its '${basename(path)}' does not say what it was merged of`);
  const files = (encoded as string[]).map((one) => resolve(dirname(path), one));
  const gone = files.find((one) => !existsSync(one));
  if (gone !== undefined) throw cannot(`its encoded file '${gone}' is gone`);
  return files;
}

function pathOf({ datasetPath }: Pick<DatasetParts, "datasetPath">): string {
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
