/**
 * The first rows of a table, as a page.
 *
 * @module
 */
import { cutText, textWidth } from "../../base/text_width.ts";
import type { Column, Page } from "../../page/page.ts";
import { countedText, countText, shareText } from "../../page/quantity_text.ts";
import { columnSummary } from "../statistics/column_summary.ts";
import type { TableValue } from "../read/parquet_table.ts";

/** A table of Arquero, as far as it is asked. */
interface ShownRows {
  numRows(): number;
  totalRows(): number;
  columnNames(): string[];
  indices(): ArrayLike<number>;
  isFiltered(): boolean;
  isOrdered(): boolean;
  groups(): { readonly names: readonly string[] } | null;
  column(name: string): { readonly length: number; at(row: number): unknown } | undefined;
}

/** How much of a table is shown. */
interface TablePageOptions {
  /** @default {10} */
  readonly rows?: number;
  /** @default {12} */
  readonly columns?: number;
  /** Letters of a line of text, beyond which columns are left out. @default {Infinity} */
  readonly width?: number;
}

/** Rows that the lines above the columns tell of, and letters and numbers of a cell. */
const [MOST_SUMMARISED, MOST_TEXT, MOST_NUMBERS] = [20_000, 30, 4];

/** Draws up the page: the first rows, and above each column its type and how its values lie. */
export function tablePage(table: ShownRows, options: TablePageOptions = {}): Page {
  const names = table.columnNames();
  const count = table.numRows();
  const order = table.isFiltered() || table.isOrdered() ? table.indices() : null;
  const rowsUpTo = (most: number) =>
    Array.from({ length: Math.min(count, most) }, (_, row) => order === null ? row : order[row]);
  const columns = shownColumns(table, rowsUpTo(options.rows ?? 10), options);
  const looked = rowsUpTo(MOST_SUMMARISED);
  const grouped = table.groups()?.names ?? [];
  const shown = columns[0]?.cells.length ?? 0;
  const left = names.slice(columns.length);
  return {
    title: "",
    lead: [
      [
        countedText(count, "row") +
        (table.isFiltered() ? ` of ${countText(table.totalRows())}` : ""),
        countedText(names.length, "column"),
        ...grouped.length > 0 ? [`grouped by ${grouped.join(", ")}`] : [],
      ].join(", "),
    ],
    sections: [{
      heading: "",
      blocks: [
        {
          kind: "table",
          data: true,
          columns: columns.map(({ name, values }) => headOf(name, values, looked)),
          rows: Array.from({ length: shown }, (_, row) => columns.map(({ cells }) => cells[row])),
          more: count - shown,
        },
        ...left.length === 0
          ? []
          : [{ kind: "note", text: `More columns: ${left.join(", ")}`, tone: "quiet" } as const],
      ],
    }],
  };
}

type Values = NonNullable<ReturnType<ShownRows["column"]>>;

/** The first columns, as many as there is room for, with the texts of their cells. */
function shownColumns(table: ShownRows, rows: readonly number[], options: TablePageOptions) {
  const { columns = 12, width = Infinity } = options;
  const found: { name: string; values: Values; cells: string[] }[] = [];
  let room = width;
  for (const name of table.columnNames().slice(0, columns)) {
    const values = table.column(name)!;
    const cells = rows.map((row) => cellText(values.at(row)));
    room -= Math.max(...[name, ...cells].map(textWidth)) + 2;
    if (room < -2 && found.length > 0) break;
    found.push({ name, values, cells });
  }
  return found;
}

function headOf(name: string, column: Values, rows: readonly number[]): Column {
  const values = rows.map((row) => column.at(row));
  if (values.some((value) => ArrayBuffer.isView(value) || Array.isArray(value))) {
    const lengths = values.map((value) => (value as ArrayLike<unknown> | null)?.length ?? 0);
    const [least, most] = lengths.reduce(
      ([least, most], length) => [Math.min(least, length), Math.max(most, length)],
      [Infinity, 0],
    );
    return { name, note: least === most ? `lists of ${most}` : `lists of ${least} to ${most}` };
  }
  const plain = values.map((value) => typeof value === "bigint" ? Number(value) : value);
  const { kind, missing, counts } = columnSummary(name, plain as TableValue[]);
  const type = typeOf(column) ?? kind;
  return {
    name,
    note: rows.length === 0 ? "" : type + (missing > 0 ? `, ${shareText(missing)} missing` : ""),
    align: kind === "number" ? "right" : "left",
    ...counts.length > 0 ? { counts } : {},
  };
}

/** The type of a column that is a typed array: `float32`; null for others. */
function typeOf(column: object): string | null {
  const [, type] = /^((?:Big)?(?:Float|Int|Uint)\d+)(?:Clamped)?Array$/
    .exec(column.constructor?.name ?? "") ?? [];
  return type?.replace("Big", "").toLowerCase() ?? null;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "number") {
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  }
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace("T", " ");
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    const list = Array.from(value as unknown as ArrayLike<unknown>).slice(0, MOST_NUMBERS);
    const rest = (value as unknown as ArrayLike<unknown>).length > MOST_NUMBERS ? ", …" : "";
    return `[${list.map(shortText).join(", ")}${rest}]`;
  }
  return cutText(typeof value === "object" ? JSON.stringify(value) : String(value), MOST_TEXT);
}

function shortText(value: unknown): string {
  return typeof value === "number" ? String(Number(value.toPrecision(3))) : cellText(value);
}
