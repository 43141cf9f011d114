/**
 * Files that are whole or not there.
 *
 * @module
 */
import { UsageError } from "../base/errors.ts";
import { fs, nodeProcess, paths } from "../base/node/builtins.ts";

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
 * @throws {UsageError} where the path is a folder's, or its folder is not there or may not be
 *   written to
 */
export function writeAtomically(path: string, write: (temporary: string) => void): void {
  const temporary = temporaryName(path);
  try {
    write(temporary);
    fs().renameSync(temporary, path);
  } catch (error) {
    removeIfThere(temporary);
    throw unwritable(path, error) ?? error;
  }
}

/**
 * The error of a file or a folder that cannot be made where it was to be; null where the place is
 * not to blame, as with a full disk.
 *
 * @param error what was thrown when it was tried
 */
export function unwritable(path: string, error: unknown): UsageError | null {
  const why = whyUnwritten(path, error);
  if (why === null) return null;
  const { code } = error as { code?: unknown };
  return new UsageError(`Cannot write '${path}': ${why}`, { cause: error, data: { path, code } });
}

/** What is wrong with where a file is to be; null for all else, such as a full disk. */
function whyUnwritten(path: string, error: unknown): string | null {
  const folder = paths().dirname(path);
  switch ((error as { code?: unknown } | null)?.code) {
    case "EEXIST":
    case "ENOENT":
    case "ENOTDIR":
      if (isFolder(folder)) return null;
      return fs().existsSync(folder)
        ? `'${folder}' is a file, not a folder. Choose another path.`
        : `there is no folder '${folder}'. Make it first, or choose another path.`;
    case "EISDIR":
      return isFolder(path) ? "it is a folder. Choose another path." : null;
    case "EACCES":
    case "EPERM":
      return `the folder '${folder}' may not be written to. Allow it, or choose another path.`;
    default:
      return null;
  }
}

function isFolder(path: string): boolean {
  return fs().statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** There may be none yet, nor a folder for it. */
function removeIfThere(path: string): void {
  try {
    fs().rmSync(path, { force: true });
  } catch {
    // What cannot be removed here could not be written: that error is the one to tell.
  }
}
