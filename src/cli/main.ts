/**
 * The command line: `deno task trunnion <command>`.
 *
 * What a command needs is named by URL and loaded when that command is called: of what an import
 * names, Deno reads all modules before the first line runs, of a dynamic one, too.
 *
 * @module
 */
import { stuckThreads } from "../pool/hosts/stuck_threads.ts";
import { type CliIo, systemIo } from "./io.ts";
import { standWhereUserIs } from "./stand_where_user_is.ts";
import { startAhead } from "./start/start_ahead.ts";

const LINE = new URL("./start/command_line.ts", import.meta.url).href;
const ALL = new URL("./start/all_commands.ts", import.meta.url).href;
const ENCODE = new URL("./start/encode_alone.ts", import.meta.url).href;

/**
 * Runs one command.
 *
 * @param args the words after the program's name
 * @returns the exit code: 0 done (errors of items included), 1 failed, 2 wrong usage, 130
 *   interrupted
 *
 * @example
 * ```ts
 * import { runCli } from "@trunnion/trunnion/cli";
 *
 * const code = await runCli(["--help"]); // 0
 * ```
 */
export async function runCli(args: readonly string[], io: CliIo = systemIo()): Promise<number> {
  const [{ runCommand }, { addCommands }] = await Promise.all([
    import(LINE) as Promise<typeof import("./start/command_line.ts")>,
    import(args[0] === "encode" ? ENCODE : ALL) as Promise<
      typeof import("./start/all_commands.ts")
    >,
  ]);
  return await runCommand(args, io, addCommands);
}

if (import.meta.main) {
  standWhereUserIs((name) => Deno.env.get(name));
  startAhead(Deno.args);
  Deno.exitCode = await runCli(Deno.args);
  // Stuck threads would keep the process from ending. Of `encode` nothing of a user's is left in
  // this process, and Deno takes 20 ms to clear away what ends with it in any case.
  if (stuckThreads() > 0 || Deno.args[0] === "encode") Deno.exit();
}
