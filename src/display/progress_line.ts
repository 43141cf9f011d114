/**
 * One line of progress, in the look that tqdm made familiar.
 *
 * @module
 */
import { textBar } from "../base/text_bar.ts";
import { cutText, textWidth } from "../base/text_width.ts";

/** What a progress line tells. */
interface ProgressState {
  /** What is being done, shown before the colon. */
  readonly label: string;
  /** Items finished, those with errors included. */
  readonly done: number;
  /** Items in all, or null where that is not known. */
  readonly total: number | null;
  /** Seconds since the start. */
  readonly elapsed: number;
  /**
   * Items a second, smoothed by the caller, or null where nothing is known yet.
   *
   * @default {done / elapsed}
   */
  readonly rate?: number | null;
  /**
   * Items that failed; shown only when there are any.
   *
   * @default {0}
   */
  readonly errors?: number;
}

/** How a progress line is drawn. */
interface ProgressLineOptions {
  /**
   * Cells of the bar; it shrinks where the line would be wider than `columns`.
   *
   * @default {10}
   */
  readonly barWidth?: number;
  /**
   * Columns of the terminal: no line is wider.
   *
   * @default {Infinity}
   */
  readonly columns?: number;
}

/**
 * Draws one line: label, percent, bar, done/total, elapsed, remaining, rate, errors.
 *
 * The rate turns into seconds per item below one item a second, as tqdm does. A total that is
 * unknown, zero, or already exceeded leaves out percent, bar and remaining time.
 *
 * @example
 * ```ts
 * import { formatProgress } from "./progress_line.ts";
 *
 * formatProgress({ label: "encode", done: 87, total: 100, elapsed: 43.5, errors: 2 });
 * // "encode:  87%|████████▋ | 87/100 [00:43<00:06,  2.00it/s, errors=2]"
 * ```
 */
export function formatProgress(
  state: ProgressState,
  { barWidth = 10, columns = Infinity }: ProgressLineOptions = {},
): string {
  const { label, done, total, elapsed, errors = 0 } = state;
  const rate = usable(state.rate === undefined ? done / elapsed : state.rate);
  const head = label === "" ? "" : `${label}: `;
  const tail = `${formatRate(rate)}${errors > 0 ? `, errors=${errors}` : ""}]`;
  if (total === null || total <= 0 || done > total) {
    return cutText(`${head}${done}it [${formatInterval(elapsed)}, ${tail}`, columns);
  }
  const share = done / total;
  // An unfinished run never reads 100 %, and a finished one always does.
  const percent = done === total ? 100 : Math.min(99, Math.round(share * 100));
  const left = rate === null ? "?" : formatInterval((total - done) / rate);
  const start = `${head}${String(percent).padStart(3)}%|`;
  const end = `| ${done}/${total} [${formatInterval(elapsed)}<${left}, ${tail}`;
  const room = columns - textWidth(start) - textWidth(end);
  const bar = textBar(share, Math.max(0, Math.min(barWidth, room)));
  return cutText(start + bar + end, columns);
}

/** Writes seconds as `mm:ss`, or `h:mm:ss` from an hour on. */
export function formatInterval(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

function formatRate(rate: number | null): string {
  if (rate === null) return "?it/s";
  return rate < 1
    ? `${(1 / rate).toFixed(2).padStart(5)}s/it`
    : `${rate.toFixed(2).padStart(5)}it/s`;
}

function usable(rate: number | null): number | null {
  return rate !== null && Number.isFinite(rate) && rate > 0 ? rate : null;
}
