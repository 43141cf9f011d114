/** The last lines of a log. @module */
import type { LogLevel } from "../job.ts";

/** A line of a run's log. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The job that wrote it; null for the run itself. */
  readonly job: string | null;
  /** How grave it is. */
  readonly level: LogLevel;
  /** What it says. */
  readonly message: string;
}

/** Keeps so many lines, dropping the oldest. */
export class LogLines {
  readonly #limit: number;
  #lines: LogLine[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(line: LogLine): void {
    this.#lines.push(line);
    // Dropping one line at a time would move all others each time.
    if (this.#lines.length >= 2 * this.#limit) this.#lines = this.lines();
  }

  lines(): LogLine[] {
    return this.#limit === 0 ? [] : this.#lines.slice(-this.#limit);
  }
}
