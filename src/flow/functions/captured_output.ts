/** What one task, or one flow's function, prints. @module */
import { consoles, util } from "../../base/node/builtins.ts";
import type { Console } from "node:console";
import type { LogLevel } from "../job.ts";

/** The methods of the console that print, or that shape what others print. */
export const CONSOLE_METHODS = [
  ...["log", "info", "debug", "warn", "error", "dir", "dirxml", "table", "trace", "assert"],
  ...["group", "groupCollapsed", "groupEnd", "count", "countReset", "time", "timeLog", "timeEnd"],
] as const;

/** One printed line. */
interface PrintedLine {
  readonly level: LogLevel;
  readonly text: string;
}

const LEVELS: Readonly<Record<string, LogLevel>> = {
  debug: "DEBUG",
  warn: "WARNING",
  error: "ERROR",
  assert: "ERROR",
};

/** Methods that only print their arguments. */
const PLAIN = new Set(["log", "info", "debug", "warn", "error"]);

/** Collects what is printed until it is closed. */
export class CapturedOutput {
  /** Takes the output that comes after this one is closed. */
  readonly outer: CapturedOutput | null;
  /** Whether what is printed appears where it always did, too. */
  readonly shows: boolean;
  #lines: PrintedLine[] = [];
  #closed = false;
  /** Made for methods that need more than formatting: tables, groups, counters. */
  #console: Console | null = null;
  #level: LogLevel = "INFO";

  /**
   * @param outer what is around
   * @param shows whether what is printed appears on the console all the same
   */
  constructor(outer: CapturedOutput | null, shows: boolean) {
    this.outer = outer;
    this.shows = shows && (outer?.shows ?? true);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Does what a method of the console does, into this output. */
  print(method: string, args: readonly unknown[]): void {
    this.#level = LEVELS[method] ?? "INFO";
    if (this.#console === null && PLAIN.has(method)) {
      this.#take(
        args.length === 1 && typeof args[0] === "string" ? args[0] : util().format(...args),
      );
      return;
    }
    this.#console ??= this.#makeConsole();
    const print = Reflect.get(this.#console, method);
    Reflect.apply(print, this.#console, args);
  }

  /** Ends the collecting and gives what was printed, without blank lines. */
  close(): readonly PrintedLine[] {
    this.#closed = true;
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  #take(text: string): void {
    const level = this.#level;
    for (const line of text.includes("\n") ? text.split(/\r?\n/) : [text]) {
      if (line.trim() !== "") this.#lines.push({ level, text: line });
    }
  }

  #makeConsole(): Console {
    const stream = {
      write: (text: string) => {
        this.#take(text);
        return true;
      },
    } as unknown as NodeJS.WritableStream; // of a stream, a console uses write() alone
    return new (consoles().Console)({
      stdout: stream,
      stderr: stream,
      ignoreErrors: false,
      colorMode: false,
    });
  }
}
