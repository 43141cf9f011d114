/**
 * Progress in a terminal, as tqdm shows it.
 *
 * @module
 */
import { formatProgress } from "./progress_line.ts";

/** Settings of a progress display. */
export interface ProgressOptions {
  /** What is being done, e.g. a task's name. */
  label: string;
  /** Items in all; null where that is not known. */
  total: number | null;
  /**
   * Whether the text goes to a terminal: there one line is drawn in place, at most ten times a
   * second; elsewhere a line is written every ten seconds and at the end.
   *
   * @default {Deno.stderr.isTerminal()}
   */
  terminal?: boolean;
  /**
   * Takes the text.
   *
   * @default {writes to standard error}
   */
  write?: (text: string) => void;
  /**
   * The time in milliseconds.
   *
   * @default {performance.now}
   */
  now?: () => number;
  /**
   * Columns of the terminal, asked for at each drawing; no line is wider.
   *
   * @default {those of the console, where the text goes to one}
   */
  columns?: () => number;
}

/** A progress display that is being drawn. */
export interface Progress {
  /** Says how many items are finished, and how many of them failed. */
  update(done: number, errors?: number): void;
  /** Draws the last line and ends it. Calls after the first do nothing. */
  finish(): void;
}

/** Milliseconds between two lines. */
const INTERVAL = { terminal: 100, file: 10_000 };
/** The weight of the newest interval in the smoothed rate: tqdm's default. */
const SMOOTHING = 0.3;

/**
 * Starts a progress display.
 *
 * The rate shown while it runs is an exponential moving average over the intervals between two
 * drawings (tqdm's, smoothing 0.3); the last line shows the average of the whole run.
 *
 * @example
 * ```ts
 * import { createProgress } from "./progress.ts";
 *
 * const files = ["a.step", "b.step"];
 * const progress = createProgress({ label: "encode", total: files.length });
 * for (const [i] of files.entries()) progress.update(i + 1);
 * progress.finish(); // encode: 100%|██████████| 2/2 [00:00<00:00, 98.30it/s]
 * ```
 */
export function createProgress(options: ProgressOptions): Progress {
  const {
    label,
    total,
    terminal = Deno.stderr.isTerminal(),
    write = writeToStderr,
    now = () => performance.now(),
    columns = terminal ? consoleColumns : () => Infinity,
  } = options;
  const interval = terminal ? INTERVAL.terminal : INTERVAL.file;
  const started = now();
  const smoothed = movingRate();
  let [done, errors, finished] = [0, 0, false];
  let [lastTime, lastDone, lastWidth] = [started, 0, 0];

  const draw = (time: number, rate?: number | null) => {
    const elapsed = (time - started) / 1000;
    const line = formatProgress({ label, done, total, elapsed, rate, errors }, {
      columns: columns() - 1, // a full last column would wrap in some terminals
    });
    if (!terminal) return write(line + "\n");
    // Blanks, rather than an escape code, clear the rest of a longer line before.
    const width = [...line].length;
    write("\r" + line + " ".repeat(Math.max(0, lastWidth - width)));
    lastWidth = width;
  };

  if (terminal) draw(started, null);
  return {
    update(nowDone, nowErrors = errors) {
      if (finished) return;
      [done, errors] = [nowDone, nowErrors];
      const time = now();
      if (time - lastTime < interval) return;
      draw(time, smoothed(done - lastDone, (time - lastTime) / 1000));
      [lastTime, lastDone] = [time, done];
    },
    finish() {
      if (finished) return;
      finished = true;
      draw(now());
      if (terminal) write("\n");
    },
  };
}

/** An exponential moving average of a rate, unbiased for its first values. */
function movingRate(): (items: number, seconds: number) => number | null {
  let [items, seconds] = [0, 0];
  return (newItems, newSeconds) => {
    items = SMOOTHING * newItems + (1 - SMOOTHING) * items;
    seconds = SMOOTHING * newSeconds + (1 - SMOOTHING) * seconds;
    return seconds > 0 ? items / seconds : null;
  };
}

function writeToStderr(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}

function consoleColumns(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return Infinity; // standard error is a terminal, but the console's size is not known
  }
}
