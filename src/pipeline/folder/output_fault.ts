/** Tells a fault that keeps all items from being written from a fault of one item. @module */
import { existsSync } from "node:fs";
import { causesOf } from "../../base/causes_of.ts";
import { messageOf } from "../../base/message_of.ts";
import { TrunnionError } from "../../base/errors.ts";
import { OutputError } from "../errors.ts";

/** What the system says, by its code, as a person would. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EROFS: "the disk can only be read",
};

/** The names that runtimes give to the error of a missing file. */
const MISSING: readonly unknown[] = ["ENOENT", "NotFound"];

/**
 * An error that ends the run, where the disk is to blame; else null.
 *
 * @param thrown what failed, or was caused by what failed
 * @param folder where it would have been written
 */
export function outputFault(thrown: unknown, folder: string): OutputError | null {
  for (const error of causesOf(thrown)) {
    const { name, code } = kindOf(error);
    if ((MISSING.includes(code) || MISSING.includes(name)) && !existsSync(folder)) {
      return folderGone(folder, thrown);
    }
    if (typeof code !== "string" || !Object.hasOwn(FAULTS, code)) continue;
    return new OutputError(
      `Cannot write on: ${FAULTS[code]} (${messageOf(error)}). Make room, or choose another ` +
        "folder, and run it again: it goes on where it stopped.",
      { cause: thrown, data: { code } },
    );
  }
  return null;
}

/** The output folder was removed, or its disk taken away, while a run wrote it. */
export function folderGone(folder: string, cause?: unknown): OutputError {
  return new OutputError(
    `Cannot write on: the folder '${folder}' is gone; it was removed while the run wrote it. Run ` +
      "it again: what it held is lost, and all is done anew.",
    { cause, data: { folder } },
  );
}

/** The system's errors have a code; one that has come from a worker has it among its facts. */
function kindOf(thrown: unknown): { readonly name?: unknown; readonly code?: unknown } {
  try {
    if (!(thrown instanceof Error)) return {};
    const facts = thrown instanceof TrunnionError ? thrown.data : thrown;
    return { name: thrown.name, code: Reflect.get(facts, "code") };
  } catch {
    return {}; // what a task throws may throw itself where it is read
  }
}
