/**
 * What lies beside the arrays of a dataset, as columns: infoset, attribset, errors, splits.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { fullName } from "../read/extra_column.ts";
import type { ParquetTable } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT, splitNames, subsetsOfSplit } from "../read/subsets_of_split.ts";

/** Values by the name of their column. */
export type PartColumns = Record<string, ArrayLike<unknown>>;

/** The tables beside those of the groups; of the first ones each row is a sample. */
export const OTHER_PARTS = ["infoset", "splits", "attribset", "errors"] as const;

/** Whether a part has a row a sample. */
export function isOfSamples(part: string): boolean {
  return part === "infoset" || part === "splits";
}

/**
 * Reads a part.
 *
 * @param samples whose rows are taken, by their positions; all without them
 */
export async function partColumns(
  reader: DatasetReader,
  part: (typeof OTHER_PARTS)[number],
  samples: readonly number[] | null,
): Promise<PartColumns> {
  const columns = await allColumns(reader, part);
  if (samples === null) return columns;
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, samples.map((s) => values[s])]),
  );
}

async function allColumns(
  reader: DatasetReader,
  part: (typeof OTHER_PARTS)[number],
): Promise<PartColumns> {
  switch (part) {
    case "infoset":
      if (reader.infoset === null) throw reader.missingInfoset("make a table of the infoset");
      return { ...await parquetColumns(reader.infoset), ...await joinedColumns(reader) };
    case "attribset":
      if (reader.attribset === null) throw reader.missingInfoset("make a table of the attribset");
      return await parquetColumns(reader.attribset);
    case "errors":
      return recordColumns(await reader.errors());
    case "splits":
      return await splitColumns(reader);
  }
}

/** The columns that were joined to the samples, by the names that find them. */
async function joinedColumns(reader: DatasetReader): Promise<PartColumns> {
  const columns = (await reader.extraColumns()).filter(({ group }) => group === null);
  return Object.fromEntries(columns.map((column) => [fullName(column), column.values]));
}

async function parquetColumns(table: ParquetTable): Promise<PartColumns> {
  const columns: PartColumns = {};
  for (const name of table.columns) columns[name] = await table.column(name);
  return columns;
}

/** What errors are shown by; traces and logs stay in the file. */
const ERROR_COLUMNS = [
  "item_index",
  "file",
  "item",
  "task",
  "error_class",
  "message",
  "message_template",
  "attempts",
  "duration",
  "worker",
];

function recordColumns(records: readonly Readonly<Record<string, unknown>>[]): PartColumns {
  return Object.fromEntries(
    ERROR_COLUMNS.map((name) => [name, records.map((record) => record[name] ?? null)]),
  );
}

/** The subset of each sample, a column for each split: `subset` of the one in the infoset. */
async function splitColumns(reader: DatasetReader): Promise<PartColumns> {
  const names = await splitNames(reader);
  if (names.length === 0) {
    throw new UsageError(
      `Cannot make a table of the splits of '${reader.location}': it has not been split yet. ` +
        "Call split() first",
    );
  }
  const columns: PartColumns = { id: await reader.sampleIds(), file_id: await reader.fileIds() };
  for (const name of names) {
    columns[name === DEFAULT_SPLIT ? "subset" : name] = await subsetsOfSplit(reader, name);
  }
  return columns;
}
