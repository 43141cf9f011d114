/** Removes what runs of a flow have left beside its dataset. @module */
import { join } from "node:path";
import { whyUnread } from "../../base/why_unread.ts";
import { LOCK_FILE } from "../../journal/folder_lock.ts";
import { ignoreMissing, lastingNames, lockFolder, type OutputFolder } from "./output_folder.ts";

/** How much is removed. */
interface CleanOptions {
  /** Removes the dataset and all else too. */
  readonly all: boolean;
  /**
   * Removes splits, class codes, tags and joined tables too; without it they stay, whatever else
   * goes.
   *
   * @default {false}
   */
  readonly splits?: boolean;
  /** Removes nothing. */
  readonly dryRun: boolean;
}

/** What was removed, or would be. */
interface CleanReport {
  readonly root: string;
  /** Names in the folder. */
  readonly removed: readonly string[];
  /** What could not be removed, and why: the rest is. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
  /** Bytes of all files among and below what was removed. */
  readonly bytes: number;
}

/** What only the next run needs, and what a killed run has left. */
const WORK = /^(?:encoded|files_summary|journal\.sqlite.*)$|\.(?:tmp|old)-|\.tmp$/;

/**
 * Removes the journal, the encoded files and their summaries, and left-overs. A journal that is
 * damaged, or of another version, is removed like any other.
 *
 * @throws FolderInUse while a run writes there
 */
export async function cleanRun(
  folder: OutputFolder,
  { all, splits = false, dryRun }: CleanOptions,
): Promise<CleanReport> {
  const { root } = folder;
  const lock = await lockFolder(folder);
  try {
    const names = await Array.fromAsync(Deno.readDir(root), ({ name }) => name);
    const lasting = lastingNames(folder, names);
    const unwanted = names.filter((name) => {
      if (name === LOCK_FILE) return false;
      return lasting.includes(name) ? splits : all || WORK.test(name);
    }).sort();
    const removed: string[] = [], left: { name: string; why: string }[] = [];
    let bytes = 0;
    for (const name of unwanted) {
      const path = join(root, name);
      try {
        const size = await bytesOf(path);
        if (!dryRun) await Deno.remove(path, { recursive: true });
        removed.push(name);
        bytes += size;
      } catch (error) {
        left.push({ name, why: whyUnread(path, error) });
      }
    }
    if (all && !dryRun) await Deno.remove(join(root, LOCK_FILE)).catch(ignoreMissing);
    return { root, removed, left, bytes };
  } finally {
    lock.release();
  }
}

/** The bytes of a file, or of all files below a folder that can be looked at. */
async function bytesOf(path: string): Promise<number> {
  const { isDirectory, size } = await Deno.lstat(path);
  if (!isDirectory) return size;
  let bytes = 0;
  for await (const { name } of Deno.readDir(path)) {
    bytes += await bytesOf(join(path, name)).catch(() => 0);
  }
  return bytes;
}
