import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { broadcastAtOnce, notebook, outputOrder } from "./broadcast.ts";

/** How a value is displayed, as `Deno.jupyter.display` takes it. */
interface DisplayOptions {
  raw?: boolean;
  update?: boolean;
  display_id?: string;
}

const OPTIONS = new Set(["raw", "update", "display_id"]);

/**
 * What `display()` gives: it may be awaited, and need not be, as its cell waits for it. A cell that
 * ends with it shows nothing more.
 */
class Displaying implements PromiseLike<void> {
  readonly #done: Promise<void>;
  #isTaken = false;

  constructor(done: Promise<void>) {
    this.#done = done;
    done.catch(() => {}); // its cell says so
  }

  then<A = void, B = never>(
    done?: ((value: void) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#isTaken = true;
    return this.#done.then(done, failed);
  }

  catch<B>(failed: (reason: unknown) => B): Promise<void | B> {
    return this.then(undefined, failed);
  }

  finally(last: () => void): Promise<void> {
    return this.then().finally(last) as Promise<void>;
  }

  /** Ends when it is shown, and fails with it unless somebody else has heard of that. */
  async settled(): Promise<void> {
    await (this.#isTaken ? this.#done.catch(() => {}) : this.#done);
  }
}

/** What cells have at hand without an import: `display`, `table` and `chart`. */
export class AtHand {
  readonly #trunnion: () => Promise<Record<string, unknown>>;
  #displayed: Displaying[] = [];

  /** `trunnion` imports the module that a cell finds under that name. */
  constructor(trunnion: () => Promise<Record<string, unknown>>) {
    this.#trunnion = trunnion;
  }

  /**
   * Shows values, below each other; the value of a promise where one is given. The last one may be
   * options.
   */
  readonly display = (...given: unknown[]): Displaying => {
    const options = given.length > 1 && isOptions(given.at(-1)) ? given.pop() : undefined;
    if (given.length === 0) {
      throw new TypeError("Cannot display nothing: give a value, as in display(dataset)");
    }
    const displaying = new Displaying(displayAll(given, options as DisplayOptions | undefined));
    this.#displayed.push(displaying);
    return displaying;
  };

  /** As the `table` of Trunnion, which is loaded when it is shown. */
  readonly table = (...given: unknown[]): unknown => this.#later("table", given);

  /** As the `chart` of Trunnion, which is loaded when it is shown. */
  readonly chart = (...given: unknown[]): unknown => this.#later("chart", given);

  /** Waits for what the cell displays. */
  async settled(): Promise<void> {
    while (this.#displayed.length > 0) await this.#displayed.shift()!.settled();
  }

  /** Forgets what a cell that failed was about to display. */
  forget(): void {
    this.#displayed = [];
  }

  /** Whether a value is what `display()` gave. */
  isDisplaying(value: unknown): boolean {
    return value instanceof Displaying;
  }

  #later(name: "table" | "chart", given: readonly unknown[]): unknown {
    return {
      [JUPYTER_DISPLAY]: async () => {
        const make = (await this.#trunnion())[name] as (...given: unknown[]) => Shown;
        return await make(...given)[JUPYTER_DISPLAY]();
      },
    };
  }
}

interface Shown {
  [JUPYTER_DISPLAY](): Promise<Record<string, unknown>>;
}

async function displayAll(
  values: readonly unknown[],
  options: DisplayOptions | undefined,
): Promise<void> {
  for (const value of values) {
    await displayOne(isThenable(value) ? await value : value, options ?? {});
  }
}

/** Called at once, so that what is shown next comes behind it. */
async function displayOne(
  value: unknown,
  { raw, update, display_id }: DisplayOptions,
): Promise<void> {
  const show = outputOrder.hold();
  const content = { metadata: {}, transient: display_id === undefined ? {} : { display_id } };
  try {
    const data = raw ? value : await notebook.format(value);
    const type = update ? "update_display_data" : "display_data";
    show(() => broadcastAtOnce(type, { ...content, data }));
  } catch (error) {
    show(() => {});
    throw error;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

function isOptions(value: unknown): value is DisplayOptions {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length > 0 &&
    Object.keys(value).every((name) => OPTIONS.has(name));
}
