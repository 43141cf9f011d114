/**
 * Progress: in place in a terminal or in a notebook, line by line elsewhere.
 *
 * @module
 */
import { livePage } from "./live_page.ts";
import { liveLines, summaryLine } from "./live_text.ts";
import type { LiveDetails, LiveView } from "./live_view.ts";
import { type JupyterKernel, jupyterKernel, NotebookDisplay } from "./notebook.ts";
import { pageFragment } from "../page/page_html.ts";
import { screenOf } from "./screen.ts";
import { createStyle, type Style } from "../page/style.ts";
import { consoleSize, isCapableTerminal, writeToStderr } from "./terminal.ts";

/** Settings of a progress display. */
export interface ProgressOptions {
  /** What is being done, e.g. a task's name. */
  label: string;
  /** Items in all; null where that is not known. */
  total: number | null;
  /**
   * Tells more about the work: asked at each drawing.
   *
   * @default {nothing more is known}
   */
  look?: () => LiveDetails;
  /**
   * Whether the text goes to a terminal: there it is drawn in place, at most ten times a second;
   * elsewhere a line is written every ten seconds and at the end.
   *
   * @default {whether standard error is a terminal that can do so}
   */
  terminal?: boolean;
  /**
   * Takes the text.
   *
   * @default {writes to standard error}
   */
  write?: (text: string) => void;
  /** @default {without colours} */
  style?: Style;
  /**
   * The time in milliseconds.
   *
   * @default {performance.now}
   */
  now?: () => number;
  /**
   * The size of the terminal, asked for at each drawing; no line is wider.
   *
   * @default {that of the console}
   */
  size?: () => { columns: number; rows: number };
  /**
   * The notebook whose cell shows the progress, at most four times a second; null for none.
   *
   * @default {the one that this program runs in, where `write` is not given}
   */
  notebook?: JupyterKernel | null;
}

/** A display of progress, as `createProgress` makes it. */
export interface ProgressDisplay {
  /** Shows how many are done, and how many of them have failed. */
  update(done: number, errors?: number): void;
  /**
   * Called when the work has ended: draws for the last time, and resolves when that is shown. Calls
   * after the first do nothing.
   */
  finish(): void | Promise<void>;
}

/** Makes the display of one task. `look` tells more about it at any time, where more is known. */
export type ProgressFactory = (
  options: { label: string; total: number | null; look?: () => LiveDetails },
) => ProgressDisplay;

/** Where progress is drawn. */
interface Output {
  /** Milliseconds between two drawings. */
  readonly interval: number;
  /** Whether it is drawn before anything has happened. */
  readonly early: boolean;
  draw(view: LiveView): void;
  finish(view: LiveView): void | Promise<void>;
}

/** The weight of the newest interval in the smoothed rate: tqdm's default. */
const SMOOTHING = 0.3;
/** The least milliseconds over which a rate is measured. */
const RATE_INTERVAL = 500;

/**
 * Starts a progress display.
 *
 * It is drawn by a timer, which keeps no program from ending, so that an update costs next to
 * nothing. The rate is an exponential moving average (tqdm's, smoothing 0.3) over the times between
 * drawings that had something new to show, and in the end the average of the whole run.
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
export function createProgress(options: ProgressOptions): ProgressDisplay {
  const { label, total, look = () => ({}), now = () => performance.now() } = options;
  const output = chooseOutput(options, now);
  const started = now();
  const smoothed = movingRate(started);
  let [done, errors, finished] = [0, 0, false];
  let last = started;

  const view = (time: number): LiveView => {
    const details: LiveDetails = look();
    const elapsed = (time - started) / 1000;
    const own = done - (details.reused ?? 0) - (details.keptFailed ?? 0);
    const average = elapsed > 0 && own > 0 ? own / elapsed : null;
    const rate = finished ? average : smoothed(own, time);
    return { ...details, label, total, done, errors, elapsed, rate, finished };
  };
  const draw = () => {
    const time = now();
    if (finished || time - last < output.interval) return;
    last = time;
    output.draw(view(time));
  };
  if (output.early) output.draw(view(started));
  const timer = setInterval(draw, output.interval);
  Deno.unrefTimer(timer);
  return {
    update(nowDone, nowErrors = errors) {
      if (finished) return;
      [done, errors] = [nowDone, nowErrors];
      draw(); // work that never waits leaves the timer no turn
    },
    finish() {
      if (finished) return;
      finished = true;
      clearInterval(timer);
      return output.finish(view(now()));
    },
  };
}

function chooseOutput(options: ProgressOptions, now: () => number): Output {
  const { write = writeToStderr, style = createStyle(false), size = consoleSize } = options;
  const { notebook = options.write === undefined ? jupyterKernel() : null } = options;
  if (notebook !== null) return notebookOutput(notebook);
  const { terminal = isCapableTerminal() } = options;
  return terminal ? terminalOutput(write, style, now, size) : lineOutput(write);
}

function terminalOutput(
  write: (text: string) => void,
  style: Style,
  now: () => number,
  size: NonNullable<ProgressOptions["size"]>,
): Output {
  const region = screenOf({ write, now }).open();
  // A full last column would wrap in some terminals, and a full last row scroll.
  const room = () => {
    const { columns, rows } = size();
    return { columns: columns - 1, rows: Math.min(12, rows - 1), style };
  };
  return {
    interval: 100,
    early: true,
    draw: (view) => region.set(liveLines(view, room())),
    finish: (view) => region.close(summaryLine(view, room())),
  };
}

function lineOutput(write: (text: string) => void): Output {
  const draw = (view: LiveView) => write(summaryLine(view) + "\n");
  return { interval: 10_000, early: false, draw, finish: draw };
}

function notebookOutput(kernel: JupyterKernel): Output {
  const display = new NotebookDisplay(kernel);
  const draw = (view: LiveView) =>
    display.show({
      "text/html": pageFragment(livePage(view)),
      "text/plain": view.finished ? summaryLine(view) : liveLines(view).join("\n"),
    });
  return {
    interval: 250,
    early: true,
    draw,
    finish: (view) => {
      draw(view);
      return display.sent();
    },
  };
}

/** An exponential moving average of a rate, unbiased for its first values. */
function movingRate(started: number): (done: number, time: number) => number | null {
  let [items, seconds] = [0, 0];
  let [lastDone, lastTime] = [0, started];
  return (done, time) => {
    if (done !== lastDone && time - lastTime >= RATE_INTERVAL) {
      items = SMOOTHING * (done - lastDone) + (1 - SMOOTHING) * items;
      seconds = SMOOTHING * (time - lastTime) / 1000 + (1 - SMOOTHING) * seconds;
      [lastDone, lastTime] = [done, time];
    }
    return seconds > 0 ? items / seconds : null;
  };
}
