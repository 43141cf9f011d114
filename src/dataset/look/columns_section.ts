/**
 * The infoset of a dataset, as a part of its page.
 *
 * @module
 */
import type { Section } from "../../page/page.ts";
import { countText, shareText } from "../../page/quantity_text.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { ColumnSummary } from "../statistics/column_summary.ts";
import type { Overview } from "./overview.ts";

const MOST_COLUMNS = 16;

/** The columns that say something, a line each; the others in a few sentences. */
export function columnsSection({ columns, rows, summarised, contents }: Overview): Section {
  const { telling, sentences } = sortedOut(columns, summarised);
  const shown = telling.slice(0, MOST_COLUMNS);
  const isAnyMissing = shown.some(({ missing }) => missing > 0);
  const notes = [
    ...summarised < contents.sampleCount ? [`Of the first ${countText(summarised)} samples.`] : [],
    ...sentences,
  ];
  return {
    heading: "Infoset: a row for each sample",
    blocks: [
      {
        kind: "table",
        columns: [
          { name: "column", whole: true },
          { name: "" },
          ...isAnyMissing ? [{ name: "missing", align: "right" } as const] : [],
          { name: "values" },
          ...rows.map((_, i) => ({ name: `row ${i}`, wide: true })),
        ],
        rows: shown.map((column) => [
          column.name,
          { counts: column.counts },
          ...isAnyMissing ? [column.missing === 0 ? "" : shareText(column.missing)] : [],
          cut(column.values, 60),
          ...rows.map((row) => valueText(row[column.name])),
        ]),
        more: telling.length - shown.length,
      },
      ...notes.map((text) => ({ kind: "note", text: cut(text, 400), tone: "quiet" } as const)),
    ],
  };
}

function sortedOut(all: readonly ColumnSummary[], rows: number) {
  // The codes of a column of names say the same once more.
  const names = new Set(all.map(({ name }) => name));
  const columns = all.filter(({ name }) =>
    !name.endsWith("_code") || !names.has(name.replace(/_code$/, ""))
  );
  const empty = columns.filter(({ kind }) => kind === "nothing");
  const same = columns.filter(({ same, missing }) => same && missing === 0 && rows > 1);
  const own = columns.filter((one) =>
    one.own && one.missing === 0 && one.name !== "name" && !same.includes(one)
  );
  const quiet = new Set([...empty, ...same, ...own]);
  const list = (of: readonly ColumnSummary[]) => of.map(({ name }) => name).join(", ");
  return {
    telling: columns.filter((column) => !quiet.has(column)),
    sentences: [
      ...own.length > 0 ? [`Of its own in each row, or nearly: ${list(own)}.`] : [],
      ...same.length > 0
        ? [`The same in all: ${same.map(({ name, values }) => `${name} ${values}`).join(", ")}.`]
        : [],
      ...empty.length > 0 ? [`Without any value: ${list(empty)}.`] : [],
    ],
  };
}

function valueText(value: TableValue | undefined): string {
  if (value === null || value === undefined || value === "") return "–";
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace("T", " ");
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(value.toPrecision(4)));
  }
  const text = String(value);
  // What tells paths apart is their end.
  return text.length <= 20 ? text : `…${text.slice(-19)}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
