/**
 * The profiles that there are, by name.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { aagnet } from "./aagnet.ts";
import { brepformer } from "./brepformer.ts";
import { brepgen } from "./brepgen.ts";
import { brepmfr } from "./brepmfr.ts";
import { brepnet } from "./brepnet.ts";
import { brt } from "./brt.ts";
import { hoops } from "./hoops.ts";
import type { Profile, ProfileName } from "./profile.ts";
import { uvnet } from "./uvnet.ts";

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  hoops,
  uvnet,
  brepnet,
  aagnet,
  brepmfr,
  brepformer,
  brepgen,
  brt,
};

/** The names of the profiles that there are. */
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];

/** The profile of built-in tasks, where none is named. */
export const DEFAULT_PROFILE: ProfileName = "hoops";

/**
 * The profile of a name, or the profile itself.
 *
 * @throws {UsageError} where there is none of that name
 */
export function findProfile(profile: ProfileName | Profile): Profile {
  if (typeof profile !== "string") return profile;
  if (Object.hasOwn(PROFILES, profile)) return PROFILES[profile];
  throw new UsageError(
    `Cannot encode by the profile '${profile}': there is none of that name. ` +
      suggestNames(profile, PROFILE_NAMES),
    { data: { profile, known: [...PROFILE_NAMES] } },
  );
}
