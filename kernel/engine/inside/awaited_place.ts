import { CELL_FILE } from "../../cell/traceback.ts";
import { Interrupted } from "./end_error.ts";

/** A line of a cell in a frame. */
const CELL_LINE = new RegExp(`${CELL_FILE}\\d+\\.ts(?:, <anonymous>)?:\\d+`);

/**
 * Where a cell began to wait. An error that comes out of a promise knows nothing of that: its stack
 * ends where the promise was made.
 */
export class AwaitedPlace {
  readonly #here = new Error();

  /** Adds the lines of cells that an error's stack lacks. */
  addTo(error: unknown): void {
    if (!(error instanceof Error) || error instanceof Interrupted) return;
    const stack = String(error.stack ?? "");
    const missing = String(this.#here.stack).split("\n").filter((frame) => {
      const line = CELL_LINE.exec(frame);
      return line !== null && !stack.includes(`${line[0]}:`);
    });
    if (missing.length === 0) return;
    try {
      error.stack = [stack, ...missing].join("\n");
    } catch {
      // One that cannot be changed is shown as it is.
    }
  }
}
