/** The parameters of a stage as its fingerprint has them. @module */

/** Between the hash and the profiles, where there are any: no hash has one. */
const BEFORE_PROFILES = " by ";

/**
 * The hash of all parameters but the profiles, then those, so that it shows which of them changed.
 *
 * @param profiles those that are not the default, so that items of earlier versions are kept
 */
export function parametersText(hash: string, profiles: readonly string[]): string {
  return profiles.length === 0 ? hash : `${hash}${BEFORE_PROFILES}${profiles.join(", ")}`;
}

/** The hash of all parameters but the profiles. */
export function parametersHash(text: string): string {
  return text.split(BEFORE_PROFILES, 1)[0];
}
