/**
 * One call of the command line: its output, its interruption, its exit code.
 *
 * @module
 */
import { causesOf } from "../base/causes_of.ts";
import type { Command } from "commander";
import { dirname } from "node:path";
import { filterConsole } from "../display/filter_console.ts";
import type { LiveDetails } from "../display/live_view.ts";
import { createProgress, type ProgressDisplay } from "../display/progress.ts";
import { countedText } from "../page/quantity_text.ts";
import { CLEAR } from "../display/screen.ts";
import { shellWord } from "../display/shell_word.ts";
import { createStyle, type Style, wantsColour } from "../page/style.ts";
import { TrunnionError, UsageError } from "../base/errors.ts";
import { RunCancelled } from "../flow/record/flow_errors.ts";
import { JournalError } from "../journal/errors.ts";
import { colouredLines, indentedLines } from "../base/plain_text.ts";
import { safeJson } from "../base/safe_json.ts";
import { maskData, maskSecrets } from "../base/secrets.ts";
import { captureStandardOutput } from "./standard_output.ts";
import type { CliIo } from "./io.ts";
import { troubleshootingPage } from "./troubleshooting_page.ts";

/** What the process ends with. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** What is told where Ctrl-C ended something that had nothing to say of it. */
const INTERRUPTED = new RunCancelled("Interrupted.");

/** What items in work get when a run is cancelled: the default, which no command changes. */
const DRAIN_SECONDS = 5;

/** What a command has to say: for people, and for machines. */
export interface CommandResult {
  /** Printed on standard output. */
  readonly text: string;
  /** Printed on standard output as JSON instead, with `--json`. */
  readonly json: unknown;
  /** What the process ends with. @default {0} */
  readonly exitCode?: number;
}

/** The options that every command has. */
export interface CommonOptions {
  json?: boolean;
  debug?: boolean;
}

/** What else can be done where labels that lie beside files are at fault. */
export const NO_LABELS = "`--no-labels` leaves the labels out that lie beside the files.";

/** What a command works with. */
export class Session {
  readonly io: CliIo;
  /** The words of the call. */
  readonly args: readonly string[];
  /** For what goes to standard error. */
  readonly style: Style;
  readonly #abort = new AbortController();
  /** One function, so that displays at the same time know that they share a terminal. */
  readonly #write = (text: string) => this.io.err(text);
  /** What tells of the work that goes on. */
  readonly #looks = new Set<() => LiveDetails>();
  #options: CommonOptions = {};
  #exitCode: number = EXIT.done;

  constructor(io: CliIo, args: readonly string[] = []) {
    this.io = io;
    this.args = args;
    this.style = createStyle(wantsColour(io.errIsTerminal, io.env));
  }

  /** Aborted by the first Ctrl-C. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What the process ends with, if nothing fails. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** Takes over how a process ended that did the command's work. */
  endWith(exitCode: number): void {
    this.#exitCode = exitCode;
  }

  /** Writes a line to standard error. */
  note(text: string): void {
    this.io.err(colouredLines(maskSecrets(text)) + "\n");
  }

  /** Shows progress on standard error. `look` tells more about the work, where more is known. */
  progress(label: string, total: number | null, look?: () => LiveDetails): ProgressDisplay {
    const progress = createProgress({
      label,
      total,
      look,
      terminal: this.#drawsInPlace,
      style: this.style,
      write: this.#write,
    });
    if (look === undefined) return progress;
    this.#looks.add(look);
    return {
      update: (done, errors) => progress.update(done, errors),
      finish: () => {
        this.#looks.delete(look);
        return progress.finish();
      },
    };
  }

  /**
   * Runs a command: takes Ctrl-C for the time, and prints its result.
   *
   * The first Ctrl-C aborts {@linkcode signal}; the second ends the process at once.
   */
  async run(options: CommonOptions, command: () => Promise<CommandResult>): Promise<void> {
    this.#options = options;
    const release = this.io.onInterrupt(() => this.#interrupt());
    // What tasks print must not mix with the one JSON document.
    const unfilter = filterConsole();
    const restore = options.json ? captureStandardOutput() : () => {};
    try {
      const { text, json, exitCode = EXIT.done } = await command();
      this.signal.throwIfAborted();
      this.io.out((options.json ? safeJson(json, 2) : colouredLines(text)) + "\n");
      this.#exitCode = exitCode;
    } finally {
      restore();
      unfilter();
      release();
    }
  }

  /** Says what went wrong, and returns the exit code for it. */
  fail(error: unknown): number {
    const interrupted = this.signal.aborted;
    const told = interrupted && !(error instanceof RunCancelled) ? INTERRUPTED : error;
    const { name, message } = told instanceof Error
      ? told
      : { name: "Error", message: String(told) };
    const lines = indentedLines(message, "  ");
    this.note(interrupted ? lines : `${this.style.red("error:")} ${lines}`);
    const known = told instanceof TrunnionError && told.name !== "TrunnionError" &&
      !(told instanceof UsageError);
    if (known && !interrupted) {
      this.note(this.style.dim(`What to do about ${name}: ${troubleshootingPage()}`));
    }
    const hint = interrupted ? null : hintFor(told);
    if (hint !== null) this.note(hint);
    if (this.#options.debug && !interrupted && told instanceof Error) this.note(stackOf(told));
    if (this.#options.json) {
      const data = told instanceof TrunnionError ? told.data : {};
      this.io.out(
        safeJson(maskData({ error: { class: name, message, data } }), 2) + "\n",
      );
    }
    if (interrupted) return EXIT.interrupted;
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }

  #interrupt(): void {
    // Also takes away the "^C" that the terminal shows.
    if (this.#drawsInPlace) this.io.err(CLEAR);
    if (this.signal.aborted) return this.io.exit(EXIT.interrupted);
    this.note(this.#stopping());
    this.#abort.abort(new DOMException("Interrupted", "AbortError"));
  }

  get #drawsInPlace(): boolean {
    return this.io.errIsTerminal && this.io.env("TERM") !== "dumb";
  }

  #stopping(): string {
    const workers = [...this.#looks].flatMap((look) => look().workers ?? []);
    const items = workers.filter(({ item }) => item !== null).length;
    if (items === 0) return "Stopping; what is finished stays. Ctrl-C again ends at once.";
    const have = `${countedText(items, "item")} in work ${items === 1 ? "has" : "have"}`;
    return `Stopping: ${have} up to ${DRAIN_SECONDS} s; Ctrl-C again ends at once.`;
  }
}

/** Adds the options that every command has. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("--json", "print one JSON document on standard output, all else on standard error")
    .option("--debug", "show where errors come from");
}

/** What the command line can do about an error that knows nothing of it. */
function hintFor(error: unknown): string | null {
  if (error instanceof Error && error.name === "LabelFileError") return NO_LABELS;
  if (!(error instanceof JournalError) || error.data.removable !== true) return null;
  return `\`trunnion clean ${shellWord(dirname(String(error.data.journal)))}\` removes it.`;
}

function stackOf(error: Error): string {
  const errors = causesOf(error).filter((cause) => cause instanceof Error);
  return errors.map((cause) => cause.stack ?? String(cause)).join("\nCaused by: ");
}
