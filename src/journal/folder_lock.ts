/** One writer a folder. @module */
import { paths } from "../base/node/builtins.ts";
import { FolderInUse } from "./errors.ts";

/** The file that is locked. It stays when the lock goes: a file removed could be locked twice. */
export const LOCK_FILE = ".lock";

/** A process that merely looks whether there is a run holds the lock for an instant. */
const [LOOKS, LOOK_MS] = [5, 10];

/**
 * A folder's lock. The system gives it back however its process ends, so that a kill leaves
 * nothing to clear away.
 */
export class FolderLock {
  readonly #file: Deno.FsFile;

  private constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  /**
   * Takes the lock of a folder that exists.
   *
   * @throws FolderInUse, naming the process that has it and since when
   */
  static async take(folder: string): Promise<FolderLock> {
    const path = paths().join(folder, LOCK_FILE);
    const file = Deno.openSync(path, { read: true, write: true, create: true });
    for (let tries = 1; !file.tryLockSync(true); tries++) {
      if (tries < LOOKS) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        continue;
      }
      file.close();
      const holder = readHolder(path);
      const who = holder === null ? "another process" : `process ${holder.pid}`;
      const since = holder === null ? "" : ` since ${holder.since}`;
      throw new FolderInUse(
        `Cannot run in '${folder}': one run at a time may write there, and ${who} does ` +
          `so${since}. Wait for it, or end it; or give this run another name or folder.`,
        { data: { folder, ...holder } },
      );
    }
    file.truncateSync(0);
    const text = JSON.stringify({ pid: Deno.pid, since: new Date().toISOString() }) + "\n";
    file.writeSync(new TextEncoder().encode(text));
    return new FolderLock(file);
  }

  /** Whether some process holds the lock of a folder now. */
  static isHeld(folder: string): boolean {
    let file: Deno.FsFile;
    try {
      file = Deno.openSync(paths().join(folder, LOCK_FILE), { read: true, write: true });
    } catch {
      return false; // no run has been here, or it cannot be locked by us at all
    }
    const free = file.tryLockSync(true);
    file.close();
    return !free;
  }

  /** Gives the lock back. A second call does nothing. */
  release(): void {
    try {
      this.#file.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }
}

function readHolder(path: string): { pid: number; since: string } | null {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch {
    return null; // it is about to write its name
  }
}
