/** Things that a cell ends with to show something else. @module */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";

/**
 * What `table()` and `chart()` give: a notebook shows it, at the end of a cell or by `display()`.
 * It is made when it is shown, so that no `await` is needed.
 */
export class Shown {
  readonly #what: string;
  readonly #make: () => Promise<Record<string, unknown>>;

  /** `what` is for `console.log`, `make` gives what is shown, as a MIME bundle. */
  constructor(what: string, make: () => Promise<Record<string, unknown>>) {
    this.#what = what;
    this.#make = make;
  }

  /** What a notebook shows: a MIME bundle. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, unknown>> {
    return await this.#make();
  }

  /** What `console.log` writes. */
  [INSPECT](): string {
    return `${this.#what}: end a cell with it, or display() it`;
  }
}
