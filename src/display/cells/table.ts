/** Tables of whatever holds rows, for cells. @module */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { suggestNames } from "../../base/suggest.ts";
import { textWidth } from "../../base/text_width.ts";
import { pageFragment } from "../../page/page_html.ts";
import { pageText } from "../../page/page_text.ts";
import type { Page, Table as TableBlock } from "../../page/page.ts";
import { countText } from "../../page/quantity_text.ts";
import { kindOf, type Rows, rowsOf } from "./rows_of.ts";
import { Shown } from "./shown.ts";

/** How a table is shown. */
export interface TableOptions {
  /**
   * Rows that are shown; a line says how many more there are.
   *
   * @default {20}
   */
  readonly rows?: number;
  /**
   * The columns, in this order.
   *
   * @default {all}
   */
  readonly columns?: readonly string[];
}

const OPTIONS: OptionNames<TableOptions> = { rows: true, columns: true };
const ROWS = 20;
/** Characters of a cell: longer texts are cut. */
const CELL = 60;
/** Cells of a line of text. */
const TEXT = 100;

/**
 * Shows rows as a table: those of a dataset, of a table of Arquero or Arrow, of an array of objects
 * or of values, of a Map, or of an object of columns. A promise of one of these will do.
 *
 * @param part of a dataset: a group, or `infoset` (the default), `attribset`, `errors`, `splits`
 * @throws {UsageError} when it is shown, if there are no rows or a column is unknown; at once where
 *   an option is
 *
 * @example
 * ```ts
 * import { table } from "trunnion";
 *
 * table([{ family: "gear", faces: 67 }, { family: "shaft", faces: 11 }]); // a cell ends with it
 * if (import.meta.main) {
 *   const { openDataset } = await import("trunnion");
 *   const dataset = await openDataset("output/flows/parts");
 *   table(dataset, "faces", { rows: 5, columns: ["face_types", "face_areas"] });
 * }
 * ```
 */
export function table(what: unknown, part?: string | TableOptions, options?: TableOptions): Shown {
  const [name, chosen] = typeof part === "object" ? [undefined, part] : [part, options ?? {}];
  if (name !== undefined && typeof name !== "string") {
    throw new UsageError(
      `Cannot show a table: a part's name must be a text, found ${kindOf(name)}`,
    );
  }
  requireKnownOptions("show a table", chosen, OPTIONS);
  const most = chosen.rows ?? ROWS;
  if (!Number.isInteger(most) || most < 1) {
    throw new UsageError(
      `Cannot show a table: 'rows' must be a whole number from 1 on, found ${foundText(most)}`,
    );
  }
  return new Shown(`a table of ${kindOf(what)}`, async () => {
    const rows = await rowsOf("show a table", what, name, most);
    const page = pageOf(rows, chosenColumns(rows, chosen.columns), most);
    return {
      "text/html": pageFragment(page),
      "text/plain": pageText(withoutWidest(page), { columns: TEXT }),
    };
  });
}

function chosenColumns(rows: Rows, wanted: readonly string[] | undefined): readonly string[] {
  for (const name of wanted ?? []) {
    if (rows.columns.includes(name)) continue;
    throw new UsageError(
      `Cannot show a table: there is no column '${name}'. ${suggestNames(name, rows.columns)}`,
      { data: { column: name, columns: rows.columns } },
    );
  }
  return wanted ?? rows.columns;
}

/** The first columns, as many as a line of text has room for; a line says how many more. */
function withoutWidest(page: Page): Page {
  const [table] = page.sections[0].blocks as TableBlock[];
  let room = TEXT;
  const fitting = table.columns.findIndex(({ name }, i) => {
    const widths = [name, ...table.rows.map((row) => String(row[i]))].map(textWidth);
    room -= Math.max(...widths) + 2;
    return room < -2;
  });
  if (fitting < 0) return page;
  const kept = Math.max(1, fitting);
  const shown = {
    ...table,
    columns: table.columns.slice(0, kept),
    rows: table.rows.map((row) => row.slice(0, kept)),
  };
  const more = `and ${table.columns.length - kept} more columns`;
  return { ...page, lead: [...page.lead, more], sections: [{ heading: "", blocks: [shown] }] };
}

function pageOf(rows: Rows, columns: readonly string[], most: number): Page {
  const shown = Array.from({ length: Math.min(rows.count, most) }, (_, row) => row);
  const values = columns.map((name) => shown.map((row) => rows.cell(row, name)));
  const size = `${countText(rows.count)} ${rows.count === 1 ? "row" : "rows"}, ` +
    `${columns.length} ${columns.length === 1 ? "column" : "columns"}`;
  return {
    title: "",
    lead: [size],
    sections: [{
      heading: "",
      blocks: [{
        kind: "table",
        columns: columns.map((name, i) => ({
          name,
          align: values[i].every(isNumberOrBlank) ? "right" : "left",
        })),
        rows: shown.map((row) => values.map((column) => cellText(column[row]))),
        more: rows.count - shown.length,
      }],
    }],
  };
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
  const text = value instanceof Date
    ? value.toISOString()
    : ArrayBuffer.isView(value)
    ? `[${Array.from(value as unknown as ArrayLike<unknown>, cellText).join(", ")}]`
    : typeof value === "object"
    ? json(value)
    : String(value);
  return text.length > CELL ? `${text.slice(0, CELL - 1)}…` : text;
}

function json(value: object): string {
  try {
    return JSON.stringify(value, (_, one) => typeof one === "bigint" ? String(one) : one);
  } catch {
    return String(value); // it leads back to itself
  }
}
