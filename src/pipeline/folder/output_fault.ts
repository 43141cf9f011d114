/** Tells what keeps all items from being written from what is wrong with one of them. @module */
import { messageOf } from "../../base/message_of.ts";
import { TrunnionError } from "../../base/errors.ts";
import { OutputError } from "../errors.ts";

/** What the system says, by its code, as a person would. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EROFS: "the disk can only be read",
};

/**
 * An error that ends the run, where the disk is to blame; else null.
 *
 * @param thrown what failed, or was caused by what failed
 */
export function outputFault(thrown: unknown): OutputError | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    // The system's errors have it; one that has come from a worker has it among its facts.
    const { code } = (error instanceof TrunnionError ? error.data : error) as { code?: unknown };
    if (typeof code !== "string" || !Object.hasOwn(FAULTS, code)) continue;
    return new OutputError(
      `Cannot write on: ${FAULTS[code]} (${messageOf(error)}). Make room, or choose another ` +
        "folder, and run it again: it goes on where it stopped.",
      { cause: thrown, data: { code } },
    );
  }
  return null;
}
