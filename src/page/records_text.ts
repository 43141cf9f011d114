/**
 * Records as a text table.
 *
 * @module
 */
import { tableLines } from "./table_lines.ts";

/** How a table is drawn. */
interface RecordsTextOptions {
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
   * The most cells of a terminal that a value takes; longer ones are cut at the end, with "…".
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
  const lines = tableLines({
    columns: columns.map((name) => ({
      name,
      align: shown.every((record) => isNumberOrBlank(record[name])) ? "right" : "left",
    })),
    rows: shown.map((record) => columns.map((name) => cellText(record[name]))),
  }, { cellWidth, rule: true });
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
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
