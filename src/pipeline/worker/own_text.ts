/** The version of all the code of Trunnion that workers run. @module */
import { breathe } from "../../base/breath.ts";
import { textVersionSteps } from "../code/text_version.ts";
import { OWN_MODULES } from "./worker_modules.ts";

/** Milliseconds of reading after which what waits has its turn. */
const PIECE_MS = 4;

/** The code of this process stays what it was when it was loaded, so it is read once. */
let known: string | null = null;
let reading: ReturnType<typeof textVersionSteps> | null = null;

/**
 * A hash over the text of Trunnion's own modules. It changes with every byte, where
 * {@linkcode ownVersion} changes with what they make; an audit sees whether that is true.
 *
 * @returns null where they cannot be read
 */
export function ownText(): string | null {
  readFor(Infinity);
  return known;
}

/**
 * Reads it in pieces while this thread waits for others, so that it is there when it is asked for.
 */
export async function readOwnText(): Promise<void> {
  do await breathe(); while (!readFor(PIECE_MS));
}

/** Goes on with reading; whether that has come to its end. */
function readFor(ms: number): boolean {
  if (known !== null) return true;
  const start = performance.now();
  const steps = reading ??= textVersionSteps(OWN_MODULES);
  while (true) {
    const step = steps.next();
    if (step.done) {
      known = step.value?.slice(0, 16) ?? null;
      reading = null;
      return true;
    }
    if (performance.now() - start >= ms) return false;
  }
}
