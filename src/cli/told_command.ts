/** A command that says of two faults the one that is the cause. @module */
import { Command, type ErrorOptions } from "commander";
import { nearestName } from "../base/suggest.ts";

/**
 * A command of commander's that tells of an unknown option before it tells that another one is
 * missing: `--expct` is a slip for the `--expect` that must be there.
 */
export class ToldCommand extends Command {
  #unknown: string | undefined;

  /** Subcommands are such as well. */
  override createCommand(name?: string): ToldCommand {
    return new ToldCommand(name);
  }

  /** Parses options, and remembers the first that is none. */
  override parseOptions(args: string[]): ReturnType<Command["parseOptions"]> {
    const parsed = super.parseOptions(args);
    this.#unknown = parsed.unknown.find((one) => one.startsWith("-"));
    return parsed;
  }

  /** Ends with a message. */
  override error(message: string, options?: ErrorOptions): never {
    const unknown = this.#unknown;
    if (options?.code !== "commander.missingMandatoryOptionValue" || unknown === undefined) {
      return super.error(message, options);
    }
    const long = this.options.flatMap((option) => option.long ?? []);
    const [flag] = unknown.split("=", 1);
    const nearest = nearestName(flag, long);
    const hint = nearest === null ? "" : `\n(Did you mean ${nearest}?)`;
    const code = { ...options, code: "commander.unknownOption" };
    return super.error(`error: unknown option '${flag}'${hint}`, code);
  }
}
