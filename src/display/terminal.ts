/**
 * The terminal at standard error.
 *
 * @module
 */
import { wantsColour } from "../page/style.ts";

/** Writes all of a text to standard error, if that can still be written to. */
export function writeToStderr(text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
  } catch {
    // Progress that cannot be shown is no reason to end the work.
  }
}

/** Whether standard error is a terminal that lines can be drawn on in place. */
export function isCapableTerminal(): boolean {
  return Deno.stderr.isTerminal() && variable("TERM") !== "dumb";
}

/** Whether standard error may have colours. */
export function stderrWantsColour(): boolean {
  return wantsColour(Deno.stderr.isTerminal(), variable);
}

/** The size of the console; a usual one where it is not known. */
export function consoleSize(): { columns: number; rows: number } {
  try {
    const { columns, rows } = Deno.consoleSize();
    if (columns > 0 && rows > 0) return { columns, rows };
  } catch {
    // standard error is a terminal, but the console's size is not known
  }
  return { columns: 80, rows: 24 };
}

/** A variable of the environment, if it may be read: progress asks no person for it. */
function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
