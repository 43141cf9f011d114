/**
 * `trunnion profile`: the inputs of published models, and how many bodies they fit.
 *
 * @module
 */
import type { Command } from "commander";
import { findProfile, PROFILE_NAMES } from "../../cad/profiles/find_profile.ts";
import type { ProfileName } from "../../cad/profiles/profile.ts";
import { PROFILE_EXPORTS } from "../../dataset/export/profiles/find_exporter.ts";
import { duration, oneOf } from "../option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import type { CheckOptions } from "./check_folders.ts";

/** Adds the command. */
export function addProfileCommand(program: Command, session: Session): void {
  const profile = program.command("profile")
    .summary("list the inputs of published models, and count what fits them")
    .description(
      "Profiles are the inputs of published models: what `trunnion encode --profile NAME` " +
        "computes of each body, and `trunnion export --profile NAME` writes for their code.",
    );
  withCommonOptions(profile.command("list").description("List the profiles that there are."))
    .action((options: CommonOptions) =>
      session.run(options, () => {
        const profiles = PROFILE_NAMES.map(listed);
        return Promise.resolve({ text: profiles.map(lineOf).join("\n"), json: profiles });
      })
    );
  addCheck(profile, session);
}

type CheckFlags = CommonOptions & CheckOptions & { profile: ProfileName };

function addCheck(profile: Command, session: Session): void {
  const command = profile.command("check")
    .description(
      "Count how many bodies of folders the model of a profile takes, and the others by the rule " +
        "that keeps them out. Nothing is encoded or written.",
    )
    .argument("<dir...>", "folders (with all below them), files, or patterns")
    .requiredOption(
      "--profile <name>",
      `the profile: ${PROFILE_NAMES.join(", ")}`,
      oneOf(PROFILE_NAMES),
    )
    .option("--glob <pattern>", "take the files that fit, e.g. '**/*.stp'")
    .option(
      "--deadline <time>",
      "stop reading a file after so long, e.g. 90, 90s, 2m (default: 60s)",
      duration(1000),
    )
    .addHelpText("after", "\nExample:\n  trunnion profile check ./parts --profile uvnet");
  withCommonOptions(command).action((folders: string[], flags: CheckFlags) =>
    session.run(flags, async () => {
      const { profile, glob, deadline } = flags;
      const { checkFolders, checkText } = await import("./check_folders.ts");
      const report = await checkFolders(session, folders, findProfile(profile), { glob, deadline });
      return { text: checkText(report), json: report };
    })
  );
}

/** A profile, as a list has it. */
interface ListedProfile {
  readonly name: string;
  readonly version: number;
  readonly description: string;
  /** Whether `trunnion export --profile` writes files for it. */
  readonly exported: boolean;
}

function listed(name: ProfileName): ListedProfile {
  const { version, description } = findProfile(name);
  const exported = (PROFILE_EXPORTS as readonly string[]).includes(name);
  return { name, version, description, exported };
}

function lineOf({ name, version, description, exported }: ListedProfile): string {
  const files = exported ? `; files: trunnion export --profile ${name}` : "";
  return `${`${name}@${version}`.padEnd(14)}${description}${files}`;
}
