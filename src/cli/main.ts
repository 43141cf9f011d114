/**
 * The command line: `deno task trunnion <command>`.
 *
 * @module
 */
import { type Command, CommanderError } from "commander";
import { wantsColour } from "../page/style.ts";
import { stuckThreads } from "../pool/hosts/stuck_threads.ts";
import { addBundleCommand } from "./bundle_command.ts";
import { addChartCommand } from "./chart/chart_command.ts";
import { addCheckCommand } from "./cite/check_command.ts";
import { addDiffCommand } from "./cite/diff_command.ts";
import { addFreezeCommand } from "./cite/freeze_command.ts";
import { addReproduceCommand } from "./cite/reproduce_command.ts";
import { addCleanCommand } from "./clean_command.ts";
import { addDebugCommand } from "./debug_command.ts";
import { addEncodeCommand } from "./encode_command.ts";
import { addGraphCommand } from "./graph_command.ts";
import { addInitCommand } from "./init_command.ts";
import { addInspectCommand } from "./inspect_command.ts";
import { type CliIo, systemIo } from "./io.ts";
import { addKernelCommand } from "./kernel_command.ts";
import { addNotebookCommand } from "./notebook_command.ts";
import { addExportCommand } from "./hand_over/export_command.ts";
import { addPackCommand } from "./hand_over/pack_command.ts";
import { addPreviewCommand } from "./look/preview_command.ts";
import { addViewCommand } from "./look/view_command.ts";
import { addConfusionCommand } from "./notes/confusion_command.ts";
import { addJoinCommand } from "./notes/join_command.ts";
import { addTagCommand } from "./notes/tag_command.ts";
import { addRetryCommand } from "./retry_command.ts";
import { addRunCommand } from "./run_command.ts";
import { addSamplesCommand } from "./samples_command.ts";
import { EXIT, Session } from "./session.ts";
import { addSplitCommand } from "./split_command.ts";
import { addStatusCommand } from "./status_command.ts";
import { standWhereUserIs } from "./stand_where_user_is.ts";
import { addVerifyCommand } from "./verify_command.ts";
import { ToldCommand } from "./told_command.ts";
import { versionText } from "./version_text.ts";

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
  const session = new Session(io, args);
  try {
    // Asked here, as the kernel takes a moment to say what it is.
    if (VERSION_FLAGS.includes(args[0])) {
      io.out(`${await versionText()}\n`);
      return EXIT.done;
    }
    await createProgram(session).parseAsync([...args], { from: "user" });
    return session.exitCode;
  } catch (error) {
    // Help and wrong usage: commander has said all there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return session.fail(error);
  }
}

const VERSION_FLAGS = ["-V", "--version"];

function createProgram(session: Session): Command {
  const { io } = session;
  const program = new ToldCommand("trunnion")
    .description("Turns folders of CAD files into datasets for machine learning.")
    .option(VERSION_FLAGS.join(", "), "print the versions of trunnion, deno and the CAD kernel")
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
        "  trunnion init my-parts\n" +
        "  trunnion samples ./parts --count 60\n" +
        "  trunnion encode ./parts --out ./out --name parts\n" +
        "  trunnion status ./out/flows/parts\n" +
        "  trunnion inspect ./out/flows/parts\n" +
        "  trunnion split ./out/flows/parts --key family\n" +
        "  trunnion verify ./out/flows/parts\n" +
        "\nExit codes: 0 done (files that failed are counted, unless all of them did), 1 failed, " +
        "2 wrong usage,\n130 interrupted.",
    );
  addInitCommand(program, session);
  addSamplesCommand(program, session);
  addEncodeCommand(program, session);
  addRunCommand(program, session);
  addStatusCommand(program, session);
  addRetryCommand(program, session);
  addDebugCommand(program, session);
  addBundleCommand(program, session);
  addCleanCommand(program, session);
  addGraphCommand(program, session);
  addInspectCommand(program, session);
  addChartCommand(program, session);
  addPreviewCommand(program, session);
  addViewCommand(program, session);
  addSplitCommand(program, session);
  addExportCommand(program, session);
  addJoinCommand(program, session);
  addTagCommand(program, session);
  addConfusionCommand(program, session);
  addPackCommand(program, session);
  addFreezeCommand(program, session);
  addReproduceCommand(program, session);
  addDiffCommand(program, session);
  addCheckCommand(program, session);
  addVerifyCommand(program, session);
  addKernelCommand(program, session);
  addNotebookCommand(program, session);
  return program;
}

if (import.meta.main) {
  standWhereUserIs((name) => Deno.env.get(name));
  Deno.exitCode = await runCli(Deno.args);
  if (stuckThreads() > 0) Deno.exit(); // they would keep the process from ending
}
