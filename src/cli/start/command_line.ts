/** The program that the words of a command line are for. @module */
import { type Command, CommanderError } from "commander";
import { wantsColour } from "../../page/style.ts";
import type { CliIo } from "../io.ts";
import { EXIT, Session } from "../session.ts";
import { ToldCommand } from "../told_command.ts";
import { versionText } from "../version_text.ts";

/** Adds commands to the program. */
export type AddCommands = (program: Command, session: Session) => void;

/**
 * Runs one of some commands.
 *
 * @returns the exit code
 */
export async function runCommand(
  args: readonly string[],
  io: CliIo,
  add: AddCommands,
): Promise<number> {
  const session = new Session(io, args);
  try {
    // Asked here, as the kernel takes a moment to say what it is.
    if (VERSION_FLAGS.includes(args[0])) {
      io.out(`${await versionText()}\n`);
      return EXIT.done;
    }
    await createProgram(session, add).parseAsync([...args], { from: "user" });
    return session.exitCode;
  } catch (error) {
    // Help and wrong usage: commander has said all there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return session.fail(error);
  }
}

const VERSION_FLAGS = ["-V", "--version"];

function createProgram(session: Session, add: AddCommands): Command {
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
  add(program, session);
  return program;
}
