/**
 * Work that goes on, as lines of text.
 *
 * @module
 */
import type { LiveView, LiveWorker } from "./live_view.ts";
import { plainText } from "../base/plain_text.ts";
import { formatProgress } from "./progress_line.ts";
import { bytesText, countedText, countText, durationText } from "../page/quantity_text.ts";
import { createStyle, type Style } from "../page/style.ts";
import { cutText, padText, textWidth } from "../base/text_width.ts";

/** How the lines are drawn. */
interface LiveTextOptions {
  /**
   * Cells of a line: no line is wider.
   *
   * @default {Infinity}
   */
  readonly columns?: number;
  /**
   * The most lines.
   *
   * @default {12}
   */
  readonly rows?: number;
  /** @default {without colours} */
  readonly style?: Style;
}

/** Cells of an item's name where the window does not say how many there are. */
const LONGEST_NAME = 60;

/** Cells of most times, so that what stands after them does not jump. */
const TIME_WIDTH = 7;

/** A line with the bar, a line with what else is known, and a line a worker. */
export function liveLines(view: LiveView, options: LiveTextOptions = {}): string[] {
  const { columns = Infinity, rows = 12, style = createStyle(false) } = options;
  const facts = factsText(view, columns - 2);
  const head = [
    barLine(view, columns, style),
    ...facts === "" ? [] : [style.dim(cutText(`  ${facts}`, columns))],
  ];
  const workers = workerLines(view.workers ?? [], columns, rows - head.length);
  return [...head, ...workers.map((line) => style.dim(line))].slice(0, Math.max(1, rows));
}

/** One line for all of it, which stays when the work has ended. */
export function summaryLine(view: LiveView, options: LiveTextOptions = {}): string {
  const { columns = Infinity, style = createStyle(false) } = options;
  const bar = progressText(view, columns);
  const facts = factsText({ ...view, memory: null, workers: [] }, 70);
  const room = columns - textWidth(bar) - 1;
  // The line's own facts come first; half a word more is no use.
  return coloured(bar, view, style) +
    (facts === "" || room < 20 ? "" : " " + style.dim(cutText(facts, room)));
}

function barLine(view: LiveView, columns: number, style: Style): string {
  return coloured(progressText(view, columns), view, style);
}

function progressText({ label, ...view }: LiveView, columns: number): string {
  return formatProgress({ ...view, label: plainText(label) }, { columns });
}

function coloured(line: string, { errors }: LiveView, style: Style): string {
  return errors === 0 ? line : line.replace(/errors=\d+/, (text) => style.red(text));
}

/** What is known beside the bar, in a few words each. */
export function factsText(view: LiveView, columns = Infinity): string {
  const { reused = 0, slowest = null, memory = null } = view;
  const parts = [
    ...reused > 0 ? [`${countText(reused)} reused`] : [],
    ...memory === null ? [] : [memoryText(memory)],
  ];
  if (slowest !== null) {
    const head = `slowest ${durationText(slowest.durationMs)} `;
    const room = columns - parts.join(", ").length - head.length - 2;
    const name = cutText(
      plainText(slowest.item),
      room === Infinity ? LONGEST_NAME : room,
      "middle",
    );
    parts.push((head + name).trimEnd());
  }
  return parts.join(", ");
}

function memoryText({ own, workers }: NonNullable<LiveView["memory"]>): string {
  return `memory ${bytesText(own)}` + (workers === null ? "" : ` + workers ${bytesText(workers)}`);
}

function workerLines(workers: readonly LiveWorker[], columns: number, rows: number): string[] {
  if (workers.length === 0 || rows < 1) return [];
  const shown = workers.length <= rows ? workers : workers.slice(0, rows - 1);
  const times = shown.map(({ item, durationMs }) => item === null ? "" : durationText(durationMs));
  const width = Math.max(TIME_WIDTH, ...times.map((text) => text.length));
  const lines = shown.map(({ worker, item, pending }, i) => {
    const head = `  ${padText(String(worker), 2, "left")}  ${padText(times[i], width, "left")}  `;
    if (item === null) return cutText(`${head}${WAITING}`, columns);
    const queue = pending > 1 ? ` +${countText(pending - 1)}` : "";
    const room = columns === Infinity ? LONGEST_NAME : columns - head.length - queue.length;
    return cutText(head + cutText(plainText(item), room, "middle") + queue, columns);
  });
  const rest = workers.length - shown.length;
  if (rest > 0) lines.push(cutText(`      and ${countedText(rest, "worker")} more`, columns));
  return lines;
}

/** What a worker without an item does. */
export const WAITING = "waits";
