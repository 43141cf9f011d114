/**
 * A table as lines of text: the one way in which tables are written.
 *
 * @module
 */
import { textBar } from "../base/text_bar.ts";
import type { Cell, Column, Table } from "./page.ts";
import { plainText } from "../base/plain_text.ts";
import { cutText, padText, textWidth } from "../base/text_width.ts";
import { sparkText } from "./sparkline.ts";

/** Cells of a bar. */
const BAR = 16;

/** How a table is drawn. */
interface TableLinesOptions {
  /**
   * Cells of a line: no line is wider.
   *
   * @default {Infinity}
   */
  readonly width?: number;
  /**
   * Cells of a text; a longer one is cut.
   *
   * @default {Infinity}
   */
  readonly cellWidth?: number;
  /**
   * Whether a line of dashes stands below the names.
   *
   * @default {false}
   */
  readonly rule?: boolean;
}

/**
 * Draws a table: a line for the names, one for each row. Where there is not enough room, long texts
 * are cut; if that does not do, the bars are left out, as the numbers say the same.
 */
export function tableLines(
  { columns, rows }: Pick<Table, "columns" | "rows">,
  { width = Infinity, cellWidth = Infinity, rule = false }: TableLinesOptions = {},
): string[] {
  const bars = columns.map((_, i) => rows.some((row) => isBar(row[i])));
  const cells = [columns.map(({ name }) => name), ...rows]
    .map((row) => row.map((cell) => cellText(cell, cellWidth)));
  const hasRoom = leastWidth(cells, columns, bars) <= width;
  const kept = columns.map((_, i) => i).filter((i) => hasRoom || !bars[i]);
  const shown = kept.map((i) => columns[i]);
  const texts = cells.map((row) => kept.map((i) => row[i]));
  const [names, ...body] = fit(texts, shown, kept.map((i) => bars[i]), width);
  const widths = columnWidths([names, ...body]);
  const dashes = rule ? [widths.map((width) => "-".repeat(width))] : [];
  // Where not even the numbers fit, the end of a line is marked as missing.
  return [names, ...dashes, ...body].map((row) => cutText(line(row, shown, widths), width));
}

/** One row: each cell filled up to its column's width, two blanks between columns. */
function line(row: readonly string[], columns: readonly Column[], widths: readonly number[]) {
  const cells = row.map((text, i) =>
    padText(text, widths[i], columns[i].align === "right" ? "left" : "right")
  );
  return cells.join("  ").trimEnd();
}

/** The widest cell of each column. */
function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return rows[0].map((_, i) =>
    rows.reduce((widest, cells) => Math.max(widest, textWidth(cells[i])), 0)
  );
}

function isBar(cell: Cell): boolean {
  return typeof cell !== "string";
}

function cellText(cell: Cell, width: number): string {
  if (typeof cell === "string") return cutText(plainText(cell), width);
  if ("counts" in cell) return sparkText(cell.counts);
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
