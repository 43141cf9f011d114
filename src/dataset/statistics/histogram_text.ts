/**
 * A histogram for a terminal.
 *
 * @module
 */
import { plainText } from "../../base/plain_text.ts";
import { textBar } from "../../base/text_bar.ts";
import { type BinScale, scaleText } from "./divide_values.ts";
import { padText, textWidth } from "../../base/text_width.ts";

/** What a histogram is drawn of. */
interface Histogram {
  readonly key: string;
  /** The group whose rows were counted; null for samples. */
  readonly group: string | null;
  readonly bins: readonly { readonly label: string; readonly count: number }[];
  /** How many values there are, missing ones included. */
  readonly total: number;
  readonly missing: number;
  /** How the bins divide the axis; left out for classes. */
  readonly scale?: BinScale | null;
}

/** Rows shown before the rest is summed up in one line. */
const MOST_ROWS = 40;

/**
 * Draws counts by bin as text: a line a bin with label, bar, count and share.
 *
 * @param barWidth cells of the longest bar
 */
export function histogramText(
  { key, group, bins, total, missing, scale = null }: Histogram,
  barWidth = 40,
): string {
  const what = group === null ? "samples" : `rows of ${group}`;
  const title = `${key}: ${total} ${what}${missing > 0 ? `, ${missing} without a value` : ""}` +
    scaleText(scale);
  const shown = bins.slice(0, MOST_ROWS)
    .map(({ label, count }) => ({ label: plainText(label), count }));
  const most = Math.max(0, ...shown.map(({ count }) => count));
  const labelWidth = Math.max(0, ...shown.map(({ label }) => textWidth(label)));
  const countWidth = String(most).length;
  const lines = shown.map(({ label, count }) => {
    const percent = `${(total === 0 ? 0 : (100 * count) / total).toFixed(1)} %`.padStart(7);
    const bar = textBar(most === 0 ? 0 : count / most, barWidth);
    return `  ${padText(label, labelWidth)} │${bar}│ ${
      String(count).padStart(countWidth)
    } ${percent}`;
  });
  const rest = bins.slice(MOST_ROWS);
  if (rest.length > 0) {
    const count = rest.reduce((sum, bin) => sum + bin.count, 0);
    lines.push(`  and ${rest.length} more bins with ${count} ${what}`);
  }
  return [title, ...lines].join("\n");
}
