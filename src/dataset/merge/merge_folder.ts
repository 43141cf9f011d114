/**
 * The folder that a merge writes into until it is published.
 *
 * @module
 */
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { RECORD_NAME, ShardRecord } from "./shard_record.ts";

/** The digits that the key of a merge has. */
export const KEY_DIGITS = 16;

/** Whether a text is the key of a merge. */
export function isMergeKey(text: string): boolean {
  return text.length === KEY_DIGITS && /^[0-9a-f]+$/.test(text);
}

/** The name of the file that a merge holds a lock on, as long as it works in the folder. */
const LOCK_NAME = ".lock";

/**
 * A folder beside the dataset, `<name>.dataset.tmp-<key>`: a later merge of the same key finds it
 * and goes on with the shards that are recorded there. While another merge is at work in it, a
 * second one of the same key gets a folder of its own, which nobody will go on with.
 */
export class MergeFolder {
  readonly path: string;
  /** What follows `.tmp-` in the names of all that the merge writes. */
  readonly mark: string;
  readonly record: ShardRecord;
  #lock: Deno.FsFile | null;

  private constructor(path: string, mark: string, lock: Deno.FsFile) {
    this.path = path;
    this.mark = mark;
    this.#lock = lock;
    this.record = new ShardRecord(path);
  }

  /** Opens the folder of a key for the dataset of that path, and makes it where it is missing. */
  static open(datasetPath: string, key: string): MergeFolder {
    const take = (mark: string) => {
      const path = `${datasetPath}.tmp-${mark}`;
      // A link in its place is none of ours: what it leads to would be cleared away.
      if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
      mkdirSync(path, { recursive: true });
      const lock = tryLock(path, true);
      return lock === null ? null : new MergeFolder(path, mark, lock);
    };
    const folder = take(key) ?? take(`${key}-${crypto.randomUUID().slice(0, 8)}`);
    if (folder === null) throw new TypeError("A folder that nobody knows cannot be in use");
    folder.tidy();
    return folder;
  }

  /**
   * Removes all files but the shards that are recorded: halves of them, and an earlier end.
   *
   * @param others what else is kept: paths in the folder
   */
  tidy(others: readonly string[] = []): void {
    const wanted = this.record.files().add(RECORD_NAME).add(LOCK_NAME);
    for (const path of others) wanted.add(path);
    for (const entry of readdirSync(this.path, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      const path = join(entry.parentPath, entry.name);
      if (!wanted.has(relative(this.path, path).replaceAll("\\", "/"))) rmSync(path);
    }
  }

  /** Takes away what is the merge's own, so that the folder can become the dataset. */
  strip(): void {
    this.record.remove();
    this.#unlock();
    rmSync(join(this.path, LOCK_NAME));
  }

  /** Leaves the folder as it is, for a merge that goes on. A second call does nothing. */
  close(): void {
    this.record.close();
    this.#unlock();
  }

  /** Removes the folder, should it still be there. */
  remove(): void {
    this.close();
    rmSync(this.path, { recursive: true, force: true });
  }

  #unlock(): void {
    this.#lock?.close();
    this.#lock = null;
  }
}

/** Whether a merge is at work in a folder, of this process or of another. */
export function isInUse(folder: string): boolean {
  try {
    const lock = tryLock(folder, false);
    lock?.close();
    return lock === null;
  } catch (error) {
    const { NotFound, NotADirectory } = Deno.errors;
    if (error instanceof NotFound || error instanceof NotADirectory) return false;
    throw error;
  }
}

/** The lock of a folder, or null where another has it. It ends with the process, in any case. */
function tryLock(folder: string, create: boolean): Deno.FsFile | null {
  const path = join(folder, LOCK_NAME);
  const file = Deno.openSync(path, { create, write: true });
  try {
    // Whoever had it may have published the folder meanwhile, and the file with it is gone.
    if (file.tryLockSync(true) && isSame(file.statSync(), path)) return file;
  } catch {
    return file; // a file system without locks
  }
  file.close();
  return null;
}

function isSame({ ino }: Deno.FileInfo, path: string): boolean {
  return ino === null || ino === statSync(path, { throwIfNoEntry: false })?.ino;
}
