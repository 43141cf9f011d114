/**
 * Records as a text table.
 *
 * @module
 */
import { plainText } from "../base/plain_text.ts";
import { columnWidths, textColumns } from "./text_columns.ts";
import { cutText } from "../base/text_width.ts";

/** How a table is drawn. */
export interface RecordsTextOptions {
  /**
   * The columns, in order.
   *
   * @default {the keys of the first record}
   */
  columns?: readonly string[];
  /**
   * Records that are shown; a line says how many more there are.
   *
   * @default {20}
   */
  limit?: number;
  /**
   * The most characters of a cell; longer ones are cut at the end, with "…".
   *
   * @default {40}
   */
  cellWidth?: number;
}

/**
 * Draws records as a table: a line for the names, a rule, a line a record. Columns of numbers
 * are aligned to the right; null and undefined are blank; line breaks and other control
 * characters become blanks.
 *
 * @example
 * ```ts
 * import { recordsText } from "./records_text.ts";
 *
 * recordsText([{ family: "gear", count: 12 }, { family: "shaft", count: 7 }]);
 * // family  count
 * // ------  -----
 * // gear       12
 * // shaft       7
 * ```
 */
export function recordsText(
  records: readonly Readonly<Record<string, unknown>>[],
  options: RecordsTextOptions = {},
): string {
  const { columns = Object.keys(records[0] ?? {}), limit = 20, cellWidth = 40 } = options;
  const shown = records.slice(0, limit);
  const right = columns.map((name) => shown.every((record) => isNumberOrBlank(record[name])));
  const cell = (text: string) => cutText(text, cellWidth);
  const names = columns.map((name) => cell(plainText(name)));
  const cells = shown.map((record) => columns.map((name) => cell(cellText(record[name]))));
  const rule = columnWidths([names, ...cells]).map((width) => "-".repeat(width));
  const lines = textColumns([names, rule, ...cells], right);
  const rest = records.length - shown.length;
  return [...lines, ...rest > 0 ? [`… and ${rest} more`] : []].join("\n");
}

function isNumberOrBlank(value: unknown): boolean {
  return value === null || value === undefined || typeof value === "number" ||
    typeof value === "bigint";
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(value.toPrecision(6)));
  }
  if (value instanceof Date) return value.toISOString();
  return plainText(typeof value === "object" ? JSON.stringify(value) : String(value));
}
