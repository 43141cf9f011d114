/**
 * A table as lines of text.
 *
 * @module
 */
import { textBar } from "../base/text_bar.ts";
import type { Cell, Column, Table } from "./page.ts";
import { plainText } from "../base/plain_text.ts";
import { columnWidths, textColumns } from "./text_columns.ts";
import { cutText } from "../base/text_width.ts";

/** Cells of a bar. */
const BAR = 16;

/**
 * Draws a table in `width` cells: a line for the names, one for each row. Long texts are cut; where
 * that is not enough, the bars are left out, as the numbers say the same.
 */
export function tableLines({ columns, rows }: Table, width: number): string[] {
  const bars = columns.map((_, i) => rows.some((row) => typeof row[i] !== "string"));
  const cells = [columns.map(({ name }) => name), ...rows.map((row) => row.map(cellText))];
  const hasRoom = leastWidth(cells, columns, bars) <= width;
  const kept = columns.map((_, i) => i).filter((i) => hasRoom || !bars[i]);
  const shown = kept.map((i) => columns[i]);
  const texts = cells.map((row) => kept.map((i) => row[i]));
  const fitted = fit(texts, shown, kept.map((i) => bars[i]), width);
  // Where not even the numbers fit, the end of a line is marked as missing.
  return textColumns(fitted, shown.map(({ align }) => align === "right"))
    .map((line) => cutText(line, width));
}

function cellText(cell: Cell): string {
  if (typeof cell === "string") return plainText(cell);
  // A bar that was cut would say something else, so its end is marked.
  return `${textBar(cell.share, BAR)}▏`;
}

/** Cells that a text keeps at least, when there is not enough room for all. */
const LEAST_TEXT = 6;

/** Whether a column is never cut: half a bar or a number would be a wrong one. */
function isFixed({ align }: Column, bar: boolean): boolean {
  return bar || align === "right";
}

/** The cells that a table takes when its texts are cut. */
function leastWidth(
  cells: readonly string[][],
  columns: readonly Column[],
  bars: readonly boolean[],
): number {
  return columnWidths(cells).reduce(
    (sum, width, i) =>
      sum + (isFixed(columns[i], bars[i]) ? width : Math.min(width, LEAST_TEXT)) + 2,
    -2,
  );
}

/** Cuts the texts of the widest columns until all columns fit. */
function fit(
  cells: readonly string[][],
  columns: readonly Column[],
  bars: readonly boolean[],
  width: number,
): string[][] {
  const widths = columnWidths(cells);
  const texts = columns.flatMap((column, i) => isFixed(column, bars[i]) ? [] : [i]);
  let over = widths.reduce((sum, one) => sum + one + 2, -2) - width;
  while (texts.length > 0 && over-- > 0) {
    const widest = texts.reduce((a, b) => widths[b] > widths[a] ? b : a);
    if (widths[widest] <= 1) break;
    widths[widest]--;
  }
  return cells.map((row) => row.map((text, i) => cutText(text, widths[i], columns[i].cut)));
}
