/**
 * What was found in a file, on one screen.
 *
 * @module
 */
import type { Block, Cell, Column, Page, Section } from "../../page/page.ts";
import { countedText, countText, shareText, sizeText } from "../../page/quantity_text.ts";
import type { InspectedColumn } from "./inspected_column.ts";
import type { InspectedFile } from "./inspected_file.ts";
import { cut, missingText, valuesText } from "./values_text.ts";

const KINDS = { parquet: "Parquet", zarr: "Zarr", data: "encoded file", dataset: "dataset" };
/** Columns of the table of first rows, and characters of a cell. */
const [MOST_ACROSS, MOST_CHARACTERS] = [7, 24];

/**
 * Draws up the page.
 *
 * @param most columns or arrays that are shown
 */
export function inspectionPage(file: InspectedFile, most: number): Page {
  const isTable = file.kind === "parquet";
  const name = file.path.replace(/[/\\]+$/, "").split(/[/\\]/).at(-1)!;
  return {
    title: name,
    badge: { text: KINDS[file.kind], tone: "info" },
    lead: [leadOf(file), `Written by: ${file.writer}`.replace("by: as ", "as "), file.path],
    sections: [
      columnsSection(file, most, isTable ? "Columns" : "Arrays"),
      ...firstSection(file, isTable),
      ...attributesSection(file),
    ],
  };
}

function leadOf({ format, bytes, rows, rowGroups, columns, groups, kind }: InspectedFile): string {
  const codecs = [...new Set(columns.flatMap(({ codecs }) => codecs))];
  return [
    format,
    ...rows === null || kind !== "parquet" ? [] : [
      `${countedText(rows, "row")} in ${countedText(rowGroups ?? 1, "group")}`,
    ],
    ...rows === null || kind === "parquet" ? [] : [countedText(rows, "sample")],
    countedText(columns.length, kind === "parquet" ? "column" : "array") +
    (groups.length === 0 ? "" : ` in ${countedText(groups.length, "group")}`),
    sizeText(bytes),
    ...codecs.length === 0 ? [] : [codecs.slice(0, 4).join(", ")],
  ].join(", ");
}

function columnsSection(file: InspectedFile, most: number, heading: string): Section {
  const { columns } = file;
  const shown = columns.slice(0, most);
  const has = (test: (column: InspectedColumn) => boolean) => shown.some(test);
  const parts: { head: Column; cell: (column: InspectedColumn) => Cell }[] = [
    { head: { name: "name", whole: true, cut: "middle" }, cell: ({ name }) => name },
    { head: { name: "type" }, cell: ({ type }) => cut(type, 40) },
    ...has(({ chunks }) => chunks !== null)
      ? [
        { head: { name: "shape" }, cell: ({ shape }: InspectedColumn) => times(shape) },
        {
          head: { name: "chunks", wide: true },
          cell: ({ chunks }: InspectedColumn) => times(chunks ?? []),
        },
      ]
      : [],
    {
      head: { name: "on disk", align: "right", wide: true },
      cell: ({ stored }) => stored === null ? "" : sizeText(stored),
    },
    { head: { name: "missing", align: "right" }, cell: missingText },
    { head: { name: "values" }, cell: valuesText },
    ...has(({ description }) => description !== "")
      ? [{
        head: { name: "what", wide: true },
        cell: ({ description }: InspectedColumn) => cut(description, 40),
      }]
      : [],
  ];
  const problems = shown.filter(({ problem }) => problem !== null);
  return {
    heading: columns.length === 0 ? `${heading}: none` : heading,
    blocks: columns.length === 0 ? [] : [
      {
        kind: "table",
        columns: parts.map(({ head }) => head),
        rows: shown.map((column) => parts.map(({ cell }) => cell(column))),
        more: columns.length - shown.length,
      },
      ...[
        ...problems.slice(0, 5).map(({ name, problem }) => `${name}: ${problem}.`),
        ...problems.length > 5 ? [`${problems.length - 5} others could not be read either.`] : [],
        ...unwrittenNotes(file),
        ...sampleNotes(file),
        ...file.notes,
      ].map((text) => ({ kind: "note", text, tone: "quiet" } as const)),
    ],
  };
}

/** Chunks that are not there: never written, or lost. */
function unwrittenNotes({ columns }: InspectedFile): string[] {
  const some = columns.filter(({ unwritten }) => unwritten > 0);
  if (some.length === 0) return [];
  return [
    "Chunks that are not there, so that their values are the fill value: " +
    some.slice(0, 6).map(({ name, unwritten }) => `${name} ${countText(unwritten)}`).join(", ") +
    (some.length > 6 ? ", ..." : "") + ".",
  ];
}

/** What was not looked at: what is told is then of a part. */
function sampleNotes({ rows, rowsLooked, columns }: InspectedFile): string[] {
  const some = columns.filter(({ looked, values }) => looked > 0 && looked < values);
  if (some.length === 0) return [];
  const exact = some.filter(({ whole }) => whole).length;
  const own = exact === 0
    ? ""
    : ` The ends of ${exact === some.length ? "numbers" : countedText(exact, "column")} are of ` +
      "all rows, by the file's own statistics.";
  if (rows !== null && rowsLooked !== null) {
    return [`Looked at ${countText(rowsLooked)} of ${countText(rows)} rows.${own}`];
  }
  return [
    `Looked at a part of ${countedText(some.length, "large array")}: ` + some.slice(0, 4).map(
      ({ name, looked, values }) => `${name} (${shareText(looked / values)})`,
    ).join(", ") + (some.length > 4 ? ", ..." : "") + ".",
  ];
}

function firstSection({ columns, rows }: InspectedFile, isTable: boolean): Section[] {
  const read = columns.filter(({ first }) => first.length > 0);
  if (read.length === 0) return [];
  if (!isTable) {
    const block: Block = {
      kind: "table",
      columns: [{ name: "name", whole: true, cut: "middle" }, { name: "first values" }],
      rows: read.slice(0, 12).map(({ name, first, values }) => [
        name,
        first.map((one) => cut(one, MOST_CHARACTERS)).join(", ") +
        (values > first.length ? ", ..." : ""),
      ]),
      more: Math.max(0, read.length - 12),
    };
    return [{ heading: "First values", blocks: [block] }];
  }
  const shown = read.slice(0, MOST_ACROSS);
  const most = Math.max(...shown.map(({ first }) => first.length));
  return [{
    heading: `First rows${
      read.length > shown.length
        ? `, ${shown.length} of ${countedText(columns.length, "column")}`
        : ""
    }`,
    blocks: [{
      kind: "table",
      columns: shown.map(({ name, mean, lengths }, i) => ({
        name: cut(name, MOST_CHARACTERS),
        align: mean === null || lengths !== null ? "left" : "right",
        wide: i > 3,
      })),
      rows: Array.from(
        { length: most },
        (_, row) => shown.map(({ first }) => cut(first[row] ?? "", MOST_CHARACTERS)),
      ),
      more: Math.max(0, (rows ?? 0) - most),
    }],
  }];
}

function attributesSection({ attributes }: InspectedFile): Section[] {
  // Arrow's own schema is bytes as text, and says what the columns do.
  const told = Object.entries(attributes).filter(([key]) => key !== "ARROW:schema");
  const lines = told.map(([key, value]) =>
    `${key}: ${cut(typeof value === "string" ? value : JSON.stringify(value) ?? "", 120)}`
  );
  if (lines.length === 0) return [];
  const more = lines.length > 6 ? [`and ${lines.length - 6} more`] : [];
  return [{
    heading: "What it says of itself",
    blocks: [...lines.slice(0, 6), ...more]
      .map((text) => ({ kind: "note", text, tone: "quiet" } as const)),
  }];
}

function times(sizes: readonly number[]): string {
  return sizes.map(String).join(" × ");
}
