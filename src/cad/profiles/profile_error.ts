/**
 * A body that the model of a profile cannot take.
 *
 * @module
 */
import { TrunnionError } from "../../base/errors.ts";
import { type Profile, profileLabel, type ProfileMisfit } from "./profile.ts";

/**
 * A body does not fit the model that it is encoded for.
 *
 * `data` has the profile with its version, the `rule`, what was `found`, and the rule's `limit`
 * where it has one.
 */
export class ProfileError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "ProfileError";
}

/**
 * Refuses a body that a profile's model cannot take, where there is such a reason.
 *
 * @throws {ProfileError} with the rule
 */
export function refuseMisfit(
  profile: Pick<Profile, "name" | "version">,
  misfit: ProfileMisfit | undefined,
): void {
  if (misfit === undefined) return;
  const { rule, found, limit = null, instead } = misfit;
  throw new ProfileError(
    `Cannot encode a body by the profile '${profile.name}': it takes ${rule}, found ${found}. ` +
      instead,
    { data: { profile: profileLabel(profile), rule, found, limit } },
  );
}
