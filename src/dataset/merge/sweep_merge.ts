/**
 * Clears away what merges have left that did not come to their end.
 *
 * @module
 */
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { isInUse, isMergeKey } from "./merge_folder.ts";

/** The three parts of a dataset, in the order in which they are published. */
export interface DatasetParts {
  readonly datasetPath: string;
  readonly infosetPath: string;
  readonly attribsetPath: string;
}

/**
 * Clears away what merges into a dataset have left behind that were killed. To be called before a
 * run; it is nothing that a merge at work would notice.
 *
 * A merge that was killed while it put its parts in the place of the old ones is undone: the old
 * dataset is back, whole. What a later merge of the same files can go on with is kept.
 *
 * @param datasetPath `<name>.dataset`; `<name>.infoset` and `<name>.attribset` stand beside it.
 */
export function sweepMerge(datasetPath: string): void {
  const stem = datasetPath.replace(/\.dataset$/, "");
  const parts = { datasetPath, infosetPath: `${stem}.infoset`, attribsetPath: `${stem}.attribset` };
  sweepParts(parts, isMergeKey);
}

/**
 * The same for parts of any names.
 *
 * @param keeps Whether a folder is kept, by what follows `.tmp-` in its name.
 */
export function sweepParts(parts: DatasetParts, keeps: (mark: string) => boolean): void {
  const { datasetPath, infosetPath, attribsetPath } = parts;
  const paths = [datasetPath, infosetPath, attribsetPath];
  for (const mark of new Set(paths.flatMap(marksBeside))) {
    const folder = `${datasetPath}.tmp-${mark}`;
    if (isInUse(folder)) continue;
    // The last part stands under its temporary name until all parts are in their places.
    restore(paths, mark, existsSync(`${attribsetPath}.tmp-${mark}`));
    for (const path of [infosetPath, attribsetPath]) remove(`${path}.tmp-${mark}`);
    if (!keeps(mark)) remove(folder);
  }
}

/** Brings the old parts back where the new ones are not complete; else removes them. */
function restore(paths: readonly string[], mark: string, undo: boolean): void {
  for (const path of paths) {
    const old = `${path}.old-${mark}`;
    if (!existsSync(old)) continue;
    if (undo) remove(path);
    if (existsSync(path)) remove(old);
    else renameSync(old, path);
  }
}

/** What follows `.tmp-` and `.old-` in the names beside a path. */
function marksBeside(path: string): string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const starts = [`${basename(path)}.tmp-`, `${basename(path)}.old-`];
  return readdirSync(folder).flatMap((name) =>
    starts.filter((start) => name.startsWith(start)).map((start) => name.slice(start.length))
  );
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
