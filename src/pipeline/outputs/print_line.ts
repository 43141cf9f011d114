/** Prints what tasks print in workers. @module */
import { colouredLines } from "../../base/plain_text.ts";
import type { LogLevel } from "../../flow/job.ts";

/**
 * Prints a line here, without what moves a cursor: a worker's own console shows nothing in a
 * notebook.
 */
export function printLine(level: LogLevel, message: string): void {
  const isGrave = level === "WARNING" || level === "ERROR";
  (isGrave ? console.error : console.log)(colouredLines(message));
}
