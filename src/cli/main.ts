/**
 * The command line: `deno task trunnion <command>`.
 *
 * @module
 */
import { Command, CommanderError } from "commander";
import { wantsColour } from "../display/style.ts";
import { stuckThreads } from "../pool/hosts/stuck_threads.ts";
import { addCleanCommand } from "./clean_command.ts";
import { addEncodeCommand } from "./encode_command.ts";
import { addGraphCommand } from "./graph_command.ts";
import { addInspectCommand } from "./inspect_command.ts";
import { type CliIo, systemIo } from "./io.ts";
import { addRetryCommand } from "./retry_command.ts";
import { addRunCommand } from "./run_command.ts";
import { addSamplesCommand } from "./samples_command.ts";
import { EXIT, Session } from "./session.ts";
import { addSplitCommand } from "./split_command.ts";
import { addStatusCommand } from "./status_command.ts";
import { addVerifyCommand } from "./verify_command.ts";

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
  const session = new Session(io);
  try {
    await createProgram(session).parseAsync([...args], { from: "user" });
    return session.exitCode;
  } catch (error) {
    // Help and wrong usage: commander has said all there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return session.fail(error);
  }
}

function createProgram(session: Session): Command {
  const { io } = session;
  const program = new Command("trunnion")
    .description("Turns folders of CAD files into datasets for machine learning.")
    .exitOverride()
    .showHelpAfterError("(add --help for how it is used)")
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      getOutHasColors: () => wantsColour(io.outIsTerminal, io.env),
      getErrHasColors: () => wantsColour(io.errIsTerminal, io.env),
    })
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion samples ./parts --count 60\n" +
        "  trunnion encode ./parts --out ./out --name parts\n" +
        "  trunnion status ./out/flows/parts\n" +
        "  trunnion inspect ./out/flows/parts/parts.flow\n" +
        "  trunnion split ./out/flows/parts/parts.flow --key family\n" +
        "  trunnion verify ./out/flows/parts/parts.flow\n" +
        "\nExit codes: 0 done (files that failed are counted, not fatal), 1 failed, " +
        "2 wrong usage,\n130 interrupted.",
    );
  addSamplesCommand(program, session);
  addEncodeCommand(program, session);
  addRunCommand(program, session);
  addStatusCommand(program, session);
  addRetryCommand(program, session);
  addCleanCommand(program, session);
  addGraphCommand(program, session);
  addInspectCommand(program, session);
  addSplitCommand(program, session);
  addVerifyCommand(program, session);
  return program;
}

if (import.meta.main) {
  Deno.exitCode = await runCli(Deno.args);
  if (stuckThreads() > 0) Deno.exit(); // they would keep the process from ending
}
