/** What version of Trunnion's own code decides what it makes of a file. @module */
import { findProfile, PROFILE_NAMES } from "../../cad/profiles/find_profile.ts";
import { FEATURES_VERSION, READERS_VERSION } from "../../cad/versions.ts";
import { ENCODED_VERSION } from "../../storage/encoded_version.ts";

const ROOT = new URL("../../../", import.meta.url).href;
/** Trunnion's modules in a checkout, and its names as a package. */
const OWN_FILES = /^(?:src\/|(?:mod|functions|graph|dependent)\.ts$)/;
const OWN_PACKAGE = /^(?:(?:jsr|npm):\/?)?(?:@trunnion\/)?trunnion(?:[@/]|$)/;

/** Whether a URL or specifier means Trunnion itself. */
export function isOwnModule(url: string): boolean {
  return url.startsWith(ROOT) ? OWN_FILES.test(url.slice(ROOT.length)) : OWN_PACKAGE.test(url);
}

/**
 * Changes when Trunnion makes other arrays of the same file. It is made of versions that people
 * raise, and not of every byte of the code: else each release would have everything done again.
 * Each run does a sample of what it keeps again, and so sees a version that was forgotten.
 */
export function ownVersion(): string {
  return JSON.stringify({
    readers: READERS_VERSION,
    features: FEATURES_VERSION,
    encoded: ENCODED_VERSION,
    profiles: PROFILE_NAMES.map((name) => `${name}@${findProfile(name).version}`),
  });
}
