/**
 * Feature profiles: the inputs of published models, by name and version.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { BrepEncoder } from "../encode/brep_encoder.ts";
import { hoops } from "./hoops.ts";
import { uvnet } from "./uvnet.ts";

/** What a model is fed with. Its name and version are written into the dataset. */
export interface Profile {
  readonly name: string;
  /** Raised whenever a value that the profile writes changes. */
  readonly version: number;
  readonly description: string;
  /**
   * Pushes all arrays of the profile.
   *
   * @param pairwise whether data of pairs of faces is asked for
   */
  push(encoder: BrepEncoder, pairwise: boolean): void;
}

const PROFILES = { hoops, uvnet } as const satisfies Record<string, Profile>;

/** The profiles that there are. */
export type ProfileName = keyof typeof PROFILES;

/** The names of the profiles that there are. */
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];

/** The profile of a name, or the profile itself. */
export function findProfile(profile: ProfileName | Profile): Profile {
  if (typeof profile !== "string") return profile;
  if (Object.hasOwn(PROFILES, profile)) return PROFILES[profile];
  throw new UsageError(
    `Cannot push the profile '${profile}': there are ${PROFILE_NAMES.join(", ")}`,
    { data: { profile, known: [...PROFILE_NAMES] } },
  );
}

/** What a dataset says of its profile: `"uvnet@1"`. */
export function profileLabel({ name, version }: Pick<Profile, "name" | "version">): string {
  return `${name}@${version}`;
}
