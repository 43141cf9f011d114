/**
 * Arrays by name, as a page: of a sample, of a batch.
 *
 * @module
 */
import type { Page } from "../../page/page.ts";
import type { NdArray } from "../../storage/array.ts";
import type { TableValue } from "../read/parquet_table.ts";

/** What is drawn. */
interface Loaded {
  readonly title: string;
  readonly lead: readonly string[];
  readonly arrays: Readonly<Record<string, NdArray>>;
  /** What is known beside the arrays; left out where there is nothing. */
  readonly metadata?: Readonly<Record<string, TableValue>>;
  /** What to call next. */
  readonly next: readonly string[];
}

const [MOST_ARRAYS, MOST_FACTS, MOST_NUMBERS, MOST_TEXT] = [24, 14, 6, 60];

/** Draws up the page: a line for each array, with its first numbers. */
export function arraysPage({ title, lead, arrays, metadata = {}, next }: Loaded): Page {
  const all = Object.entries(arrays);
  const known = Object.entries(metadata).filter(([, value]) => value !== null && value !== "");
  return {
    title,
    lead,
    sections: [
      {
        heading: "Arrays",
        blocks: [{
          kind: "table",
          columns: [
            { name: "array", whole: true },
            { name: "shape", whole: true },
            { name: "type", wide: true },
            { name: "first values" },
          ],
          rows: all.slice(0, MOST_ARRAYS).map(([name, { data, shape }]) => [
            name,
            shape.join(" × "),
            typeOf(data),
            firstNumbers(data),
          ]),
          more: Math.max(0, all.length - MOST_ARRAYS),
        }],
      },
      ...known.length === 0 ? [] : [{
        heading: "Metadata",
        blocks: [
          {
            kind: "table",
            data: true,
            columns: [{ name: "" }, { name: "" }],
            rows: known.slice(0, MOST_FACTS).map(([name, value]) => [name, factText(value)]),
            more: Math.max(0, known.length - MOST_FACTS),
          } as const,
        ],
      }],
      {
        heading: "Go on",
        blocks: [{ kind: "command", text: "For example:", command: next.join("\n") }],
      },
    ],
  };
}

/** Arrays in a line: how many, and the largest groups. */
export function arraysLine(arrays: Readonly<Record<string, NdArray>>): string {
  const names = Object.keys(arrays);
  const groups = [...new Set(names.map((name) => name.split("/")[0]))];
  return `${names.length} arrays of ${groups.join(", ") || "nothing"}`;
}

function typeOf(data: NdArray["data"]): string {
  return data.constructor.name.replace(/^Big|Array$/g, "").toLowerCase();
}

function firstNumbers(data: NdArray["data"]): string {
  const first = Array.from({ length: Math.min(MOST_NUMBERS, data.length) }, (_, i) => data[i]);
  const texts = first.map((value) =>
    typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value)
  );
  return texts.join(", ") + (data.length > MOST_NUMBERS ? ", …" : "");
}

function factText(value: TableValue): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  return text.length <= MOST_TEXT ? text : `…${text.slice(1 - MOST_TEXT)}`;
}
