/**
 * Records as a text table.
 *
 * @module
 */
import { plainText } from "./plain_text.ts";

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
  const parts = columns.map((name) => {
    const numeric = shown.every((record) => isNumberOrBlank(record[name]));
    const cells = [plainText(name), ...shown.map((record) => cellText(record[name]))].map((text) =>
      cut(text, cellWidth)
    );
    const width = Math.max(...cells.map((text) => [...text].length));
    const [head, ...body] = cells.map((text) => {
      const blanks = " ".repeat(width - [...text].length);
      return numeric ? blanks + text : text + blanks;
    });
    return [head, "-".repeat(width), ...body];
  });
  const lines = Array.from(
    { length: shown.length + 2 },
    (_, row) => parts.map((cells) => cells[row]).join("  ").trimEnd(),
  );
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

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : characters.slice(0, width - 1).join("") + "…";
}
