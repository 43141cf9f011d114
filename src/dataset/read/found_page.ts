/**
 * Some samples of a dataset, as a page.
 *
 * @module
 */
import type { Page } from "../../page/page.ts";
import { countedText, shareText } from "../../page/quantity_text.ts";
import type { TableValue } from "./parquet_table.ts";

/** What is drawn of samples or files that were found. */
interface FoundSamples {
  readonly title: string;
  /** How many were found, of how many: `samples` or `files`. */
  readonly found: number;
  readonly of: number;
  readonly thing: "sample" | "file";
  /** The query as text; empty without one. */
  readonly query: string;
  /** Rows of the infoset, the first of those that were found. */
  readonly rows: readonly Readonly<Record<string, TableValue>>[];
  /** What to call next. */
  readonly next: readonly string[];
}

/** The columns that are shown where they are there. */
const COLUMNS = [
  "name",
  "id",
  "file",
  "body_index",
  "face_count",
  "edge_count",
  "subset",
];

/** Those that are shown where there is not much room. */
const NARROW = ["name", "id", "face_count"];

/** Draws up the page. */
export function foundPage({ title, found, of, thing, query, rows, next }: FoundSamples): Page {
  const columns = COLUMNS.filter((name) => rows.some((row) => isThere(row[name]))).slice(0, 6);
  const numeric = (name: string) => rows.every((row) => typeof row[name] === "number");
  return {
    title,
    lead: [
      `${countedText(found, thing)} of ${of}, ${shareText(of === 0 ? 0 : found / of)}`,
      ...query === "" ? [] : [`where ${query}`],
    ],
    sections: [
      ...rows.length === 0 || columns.length === 0 ? [] : [{
        heading: "The first",
        blocks: [
          {
            kind: "table",
            columns: columns.map((name) => ({
              name,
              align: numeric(name) ? "right" : "left",
              cut: "middle",
              wide: !NARROW.includes(name),
            } as const)),
            rows: rows.map((row) => columns.map((name) => String(row[name] ?? "–"))),
            more: found - rows.length,
          } as const,
        ],
      }],
      {
        heading: "Go on",
        blocks: [{ kind: "command", text: "For example:", command: next.join("\n") } as const],
      },
    ],
  };
}

function isThere(value: TableValue | undefined): boolean {
  return value !== null && value !== undefined && value !== "";
}
