/** Exports a dataset into the files that a published model's code reads. @module */
import type { ProfileName } from "../../../cad/profiles/profile.ts";
import { DatasetError } from "../../errors.ts";
import type { DatasetReader } from "../../read/reader.ts";
import type { ExportPlan } from "../export_plan.ts";

/** What writes the files of one profile. */
export interface ProfileExporter {
  /** The profile whose arrays it reads. */
  readonly profile: ProfileName;
  /** The version of the profile that it reads. */
  readonly version: number;
  /**
   * Writes the files into an empty folder.
   *
   * @param label the key of the array of labels, as `--label` has it; null where none is named
   */
  write(plan: ExportPlan, folder: string, label: string | null): Promise<void>;
}

/**
 * Refuses a dataset that was encoded by another profile, or by another version of it.
 *
 * @throws {DatasetError} with the profile that it has
 */
export function requireProfile(
  { location, arrays }: DatasetReader,
  { profile, version }: ProfileExporter,
): void {
  const { trunnion } = arrays.attributes as { trunnion?: { profile?: unknown } };
  const found = typeof trunnion?.profile === "string" ? trunnion.profile : null;
  const wanted = `${profile}@${version}`;
  // An encoder of one's own may push several.
  if (found?.split(" + ").includes(wanted)) return;
  throw new DatasetError(
    `Cannot export '${location}' for '${profile}': it must be encoded by the profile ${wanted}, ` +
      `found ${found ?? "none"}. Encode its files again: trunnion encode DIR --profile ${profile}`,
    { data: { profile: wanted, found } },
  );
}
