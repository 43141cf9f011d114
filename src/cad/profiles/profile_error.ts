/**
 * A body that the model of a profile cannot take.
 *
 * @module
 */
import { TrunnionError } from "../../base/errors.ts";
import type { Brep } from "../brep.ts";
import { type Profile, profileLabel } from "./profile.ts";
import { splitOrReason } from "./split_or_reason.ts";

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
 * Refuses a body that a profile's model cannot take.
 *
 * @throws {ProfileError} with the rule
 */
export function requireFit(profile: Profile, brep: Brep): void {
  const misfit = profile.requires?.(brep, splitOrReason);
  if (misfit === undefined) return;
  const { rule, found, limit = null, instead } = misfit;
  throw new ProfileError(
    `Cannot encode a body by the profile '${profile.name}': it takes ${rule}, found ${found}. ` +
      instead,
    { data: { profile: profileLabel(profile), rule, found, limit } },
  );
}
