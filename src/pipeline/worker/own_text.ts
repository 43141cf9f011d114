/** The version of all the code of Trunnion that workers run. @module */
import { textVersion } from "../code/text_version.ts";
import { OWN_MODULES } from "./worker_modules.ts";

/** The code of this process stays what it was when it was loaded, so it is read once. */
let known: string | null | undefined;

/**
 * A hash over the text of Trunnion's own modules. It changes with every byte, where
 * {@linkcode ownVersion} changes with what they make; an audit sees whether that is true.
 *
 * @returns null where they cannot be read
 */
export function ownText(): string | null {
  return known ??= textVersion(OWN_MODULES)?.slice(0, 16) ?? null;
}
