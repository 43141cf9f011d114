/**
 * Cells in columns of text.
 *
 * @module
 */
import { padText, textWidth } from "../base/text_width.ts";

/**
 * Puts cells of text below each other: a line a row, two blanks between columns.
 *
 * @param rows rows of as many cells each
 * @param right whether each column is aligned to the right
 */
export function textColumns(
  rows: readonly (readonly string[])[],
  right: readonly boolean[],
): string[] {
  const widths = columnWidths(rows);
  return rows.map((cells) =>
    cells.map((text, i) => padText(text, widths[i], right[i] ? "left" : "right"))
      .join("  ").trimEnd()
  );
}

/** The widest cell of each column. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, i) =>
    rows.reduce((widest, cells) => Math.max(widest, textWidth(cells[i])), 0)
  );
}
