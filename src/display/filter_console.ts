/** Keeps what tasks print from moving the cursor of a terminal. @module */
import { colouredLines } from "../base/plain_text.ts";

/** What prints texts as they are; objects are written out by all of them. */
const PRINTING = ["log", "info", "debug", "warn", "error", "group", "groupCollapsed"] as const;

/**
 * Writes out the control characters of texts that are printed, but for colours: tasks of this
 * process print names of files, which may be anything.
 *
 * @returns what makes the console as it was
 */
export function filterConsole(): () => void {
  const before = PRINTING.map((name) => [name, console[name]] as const);
  for (const [name, print] of before) {
    console[name] = (...values: unknown[]) =>
      print(...values.map((value) => typeof value === "string" ? colouredLines(value) : value));
  }
  return () => {
    for (const [name, print] of before) console[name] = print;
  };
}
