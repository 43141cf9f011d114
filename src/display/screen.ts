/**
 * Lines of a terminal that are drawn in place.
 *
 * The cursor rests at the beginning of the first of them. What else is printed comes above them
 * when they are drawn again. A window that becomes narrower does no harm. {@linkcode CLEAR} removes
 * them without knowing how many there are.
 *
 * @module
 */
import { CONSOLE_METHODS } from "../flow/functions/captured_output.ts";

/** Removes what is drawn in place. */
export const CLEAR = "\r\x1b[J";

/** What a screen needs of the terminal. */
interface ScreenOptions {
  write(text: string): void;
  /** The time in milliseconds. */
  now(): number;
}

/** Lines of one display. */
interface Region {
  /** Says what the lines are now. They must fit the window. */
  set(lines: readonly string[]): void;
  /** Takes the lines away and leaves one in their place. */
  close(line: string): void;
}

/** Milliseconds between two drawings. */
const INTERVAL = 100;

type Print = (...args: unknown[]) => void;

/** What stood in the console before a screen's own method. */
const replaced = new WeakMap<Print, Print>();

/** The screens by what writes to them: a terminal is one, whoever draws on it. */
const screens = new WeakMap<ScreenOptions["write"], Screen>();

/** The screen that a function writes to: those who give the same one share it. */
export function screenOf(options: ScreenOptions): Screen {
  let screen = screens.get(options.write);
  if (screen === undefined) screens.set(options.write, screen = new Screen(options));
  return screen;
}

/** The displays on one terminal, one below the other. */
export class Screen {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  readonly #regions = new Map<Region, readonly string[]>();
  #last = -Infinity;
  #releaseConsole = () => {};

  constructor({ write, now }: ScreenOptions) {
    this.#write = write;
    this.#now = now;
  }

  /** Adds lines below those that are there. */
  open(): Region {
    const region: Region = {
      set: (lines) => {
        if (!this.#regions.has(region)) return;
        this.#regions.set(region, lines);
        if (this.#now() - this.#last >= INTERVAL) this.#draw();
      },
      close: (line) => {
        if (!this.#regions.delete(region)) return;
        if (this.#regions.size === 0) this.#releaseConsole();
        this.#write(`${CLEAR}${line}\n`);
        this.#draw();
      },
    };
    if (this.#regions.size === 0) this.#releaseConsole = this.#watchConsole();
    this.#regions.set(region, []);
    this.#last = -Infinity; // a new display is seen at once
    return region;
  }

  #draw(): void {
    const lines = [...this.#regions.values()].flat();
    this.#last = this.#now();
    if (lines.length === 0) return;
    const up = lines.length > 1 ? `\x1b[${lines.length - 1}A` : "";
    // Line by line, as clearing all before drawing would flicker.
    this.#write(`\r${lines.join("\x1b[K\n")}\x1b[J${up}\r`);
  }

  /** Clears the lines before the console prints; they are drawn again after it. */
  #watchConsole(): () => void {
    let active = true;
    const clear = () => {
      if (active) this.#write(CLEAR);
    };
    const own = CONSOLE_METHODS.map((method) => {
      const now = console[method] as Print;
      const before = replaced.get(now) ?? now; // one that could not be taken away is left out
      const print: Print = function (this: unknown, ...args) {
        clear();
        Reflect.apply(before, this, args);
      };
      replaced.set(print, before);
      console[method] = print;
      return { method, print, before };
    });
    return () => {
      active = false;
      for (const { method, print, before } of own) {
        // Someone else's method that stands there now passes calls on.
        if (console[method] === print) console[method] = before;
      }
    };
  }
}
