/** Runs a command again in a Deno that waits for a debugger. @module */
import { denoArguments } from "../../pool/hosts/deno_arguments.ts";
import { ownPermissions } from "../../pool/hosts/host_flags.ts";
import { ownConfig } from "../../pool/hosts/project_config.ts";
import { PASSED_ON } from "../project_run.ts";
import type { Session } from "../session.ts";

/** The option, and the flag of Deno. */
const FLAG = "--inspect-brk";

/** Runs the session's command in another process, and gives its exit code. */
export async function runInspected({ args }: Session): Promise<number> {
  const flags = denoArguments()?.filter((word) => PASSED_ON.test(word)) ?? ownPermissions();
  const words = inspectedWords(args, flags, ownConfig());
  const ignore = () => {}; // Ctrl-C reaches the other process too, and is its to answer
  Deno.addSignalListener("SIGINT", ignore);
  try {
    return (await new Deno.Command(Deno.execPath(), { args: words }).spawn().status).code;
  } finally {
    Deno.removeSignalListener("SIGINT", ignore);
  }
}

/** What Deno is called with: the flag goes from the command to Deno. */
export function inspectedWords(
  args: readonly string[],
  flags: readonly string[],
  config: string | null,
): string[] {
  const main = new URL("../main.ts", import.meta.url).href;
  const given = config === null ? [] : ["--config", config];
  return ["run", FLAG, ...flags, ...given, main, ...args.filter((word) => word !== FLAG)];
}
