/** Commands that import a module run as that module's project would run them. @module */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { denoArguments } from "../pool/hosts/deno_arguments.ts";
import { ownPermissions } from "../pool/hosts/host_flags.ts";
import {
  importsOf,
  leadsToTrunnion,
  nearestConfig,
  ownConfig,
} from "../pool/hosts/project_config.ts";
import type { Session } from "./session.ts";

/** The names that a project gives to Trunnion, if it has it from a registry or by a link. */
const NAMES = ["trunnion", "@trunnion/trunnion"];
/** Tells the other process that it is the other one, where it cannot read its own flags. */
const AGAIN = "TRUNNION_RUNS_WITH";
/** Flags of this process that the other one gets as well. */
export const PASSED_ON = /^(-A|--allow-|--deny-|--no-prompt|--v8-flags|--unstable-)/;

/**
 * Runs the same command once more with the deno.json of a module, where this process runs with
 * another one: its import map, its packages and its own version of Trunnion then hold.
 *
 * @param config the deno.json that was asked for; else it is the nearest one above the module
 * @returns the exit code; null where this process can run the command itself
 */
export async function runInProject(
  session: Session,
  module: string,
  config: string | undefined,
): Promise<number | null> {
  const theirs = config === undefined
    ? nearestConfig(pathToFileURL(resolve(module)).href)
    : resolve(config);
  if (theirs === null || theirs === ownConfig()) return null;
  if (session.io.env(AGAIN) === theirs) return null;
  const entry = entryOf(theirs);
  if (entry === null && config === undefined) return null;
  const flags = denoArguments()?.filter((word) => PASSED_ON.test(word)) ?? ownPermissions();
  const main = entry ?? new URL("./main.ts", import.meta.url).href;
  const args = ["run", ...flags, "--config", theirs, main, ...session.args];
  const ignore = () => {}; // Ctrl-C reaches the other process too, and is its to answer
  Deno.addSignalListener("SIGINT", ignore);
  try {
    const env = { [AGAIN]: theirs };
    return (await new Deno.Command(Deno.execPath(), { args, env }).spawn().status).code;
  } finally {
    Deno.removeSignalListener("SIGINT", ignore);
  }
}

/** What a project calls Trunnion's command line; null where it knows nothing of Trunnion. */
function entryOf(config: string): string | null {
  const imports = importsOf(config);
  const name = NAMES.find((name) => /^(?:jsr|npm):/.test(imports[name] ?? ""));
  if (name !== undefined) return `${name}/cli`;
  return leadsToTrunnion(config) ? new URL("./main.ts", import.meta.url).href : null;
}
