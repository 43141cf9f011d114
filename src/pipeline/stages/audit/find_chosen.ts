/** Finds out early whether a file will be audited. @module */
import { breathe } from "../../../base/breath.ts";
import { readSmallFile } from "../../../base/plain_file.ts";
import { sha256 } from "../../../base/sha256.ts";
import { isAudited } from "../../../cad/audit/is_audited.ts";

/** How many files are looked at, how large they may be, and for how long in all. */
const MOST_FILES = 300, MOST_BYTES = 1 << 20, MOST_MS = 500;
/** Milliseconds without a pause: workers wait for what this thread hands out. */
const TURN_MS = 4;

/** A file, and the hash of its bytes. */
interface ChosenFile {
  readonly path: string;
  readonly content: string;
}

/**
 * A file that an audit chooses, among the first small ones of a list. It does its best: null says
 * nothing of those that it did not look at.
 *
 * @param items those that are no paths are passed over
 * @param every one file in so many is chosen
 * @param isWanted whether a file with this hash may be it
 */
export async function findChosen(
  items: Iterable<unknown>,
  every: number,
  isWanted: (content: string) => boolean,
  signal: AbortSignal,
): Promise<ChosenFile | null> {
  let left = MOST_FILES, spentMs = 0, start = performance.now();
  for (const path of items) {
    if (left-- === 0 || spentMs > MOST_MS) return null;
    const content = typeof path === "string" ? hashOf(path) : null;
    if (content !== null && isAudited(content, every) && isWanted(content)) {
      return { path: path as string, content }; // what is none has no hash
    }
    if (performance.now() - start < TURN_MS) continue;
    spentMs += performance.now() - start;
    await breathe();
    if (signal.aborted) return null;
    start = performance.now();
  }
  return null;
}

/** Null for a large file, and for none. */
function hashOf(path: string): string | null {
  try {
    const bytes = readSmallFile(path, MOST_BYTES);
    return bytes && sha256(bytes);
  } catch {
    return null; // whoever is to read it says why that cannot be
  }
}
