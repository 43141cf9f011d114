/** The log of a flow: `flow_log.log`. @module */
import { indentedLines, plainLines } from "../../base/plain_text.ts";
import { maskSecrets } from "../../base/secrets.ts";
import { messageOf } from "../../base/message_of.ts";
import type { LogLevel } from "../../flow/job.ts";

/** Hears the lines of a flow's log as they are written. */
export interface FlowLogger {
  /** Hears one line. */
  log(level: LogLevel, message: string): void;
}

/**
 * A line as the file has it: `2025-01-15 14:30:00 - INFO - message`, in local time. What else is in
 * a message of several lines is indented: no text can pass for an entry of the log.
 */
export function formatLogLine(level: LogLevel, message: string, time: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  return `${day} ${clock} - ${level} - ${indentedLines(message, "    ")}\n`;
}

/** Writes a log file, and tells a logger. */
export class FlowLog implements FlowLogger {
  readonly #file: Deno.FsFile;
  readonly #debug: boolean;
  readonly #logger: FlowLogger | undefined;
  readonly #encoder = new TextEncoder();
  #closed = false;

  /**
   * Begins the file anew.
   *
   * @param debug whether lines of the level DEBUG are wanted
   */
  constructor(path: string, debug: boolean, logger?: FlowLogger) {
    this.#file = Deno.openSync(path, { write: true, create: true, truncate: true });
    this.#debug = debug;
    this.#logger = logger;
  }

  log(level: LogLevel, message: string): void {
    if (this.#closed || (level === "DEBUG" && !this.#debug)) return;
    const safe = plainLines(maskSecrets(message));
    this.#write(this.#encoder.encode(formatLogLine(level, safe, new Date())));
    this.#logger?.log(level, safe);
  }

  /** A full disk ends the run through its journal, with an error that says so. */
  #write(bytes: Uint8Array): void {
    try {
      while (bytes.length > 0) bytes = bytes.subarray(this.#file.writeSync(bytes));
    } catch (error) {
      this.close();
      this.#logger?.log("WARNING", `The log cannot be written any more: ${messageOf(error)}`);
    }
  }

  /** Ends the file. A second call does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file.close();
  }
}
