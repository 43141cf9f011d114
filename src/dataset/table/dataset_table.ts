/**
 * Parts of a dataset as tables of Arquero.
 *
 * @module
 */
import type { ColumnTable } from "arquero";
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { TypedArray } from "../../storage/array.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import { fullName } from "../read/extra_column.ts";
import { kindNames } from "../read/kind_names.ts";
import type { ParquetTable } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT, splitNames, subsetsOfSplit } from "../read/subsets_of_split.ts";

/** What Arquero takes for a column. */
interface ColumnLike {
  readonly length: number;
  at(row: number): unknown;
}

type Columns = Record<string, ArrayLike<unknown> | ColumnLike>;

/** The tables beside those of the groups. */
const OTHERS = ["infoset", "attribset", "errors", "splits"];

/**
 * Makes a table of a group's arrays, one row each of its rows, or of what lies beside the arrays.
 *
 * @throws {UsageError} when there is no such part, with what there is
 */
export async function datasetTable(reader: DatasetReader, part: string): Promise<ColumnTable> {
  const groups = reader.arrays.groups();
  // A group may have any name, and its arrays come first.
  if (groups.includes(part)) {
    return await tableOf({ ...await groupColumns(reader, part), ...await joined(reader, part) });
  }
  switch (part) {
    case "infoset":
      if (reader.infoset === null) throw reader.missingInfoset("make a table of the infoset");
      return await tableOf({
        ...await parquetColumns(reader.infoset),
        ...await joined(reader, null),
      });
    case "attribset":
      if (reader.attribset === null) throw reader.missingInfoset("make a table of the attribset");
      return await tableOf(await parquetColumns(reader.attribset));
    case "errors":
      return await tableOf(recordColumns(await reader.errors()));
    case "splits":
      return await tableOf(await splitColumns(reader));
  }
  throw new UsageError(
    `Cannot make a table of '${part}' of '${reader.location}'. ${
      suggestNames(part, [...groups, ...OTHERS])
    }`,
    { data: { part, groups } },
  );
}

/** The columns that were joined to a group, or to the samples, by the names that find them. */
async function joined(reader: DatasetReader, group: string | null): Promise<Columns> {
  const columns = (await reader.extraColumns()).filter((column) => column.group === group);
  return Object.fromEntries(columns.map((column) => [fullName(column), column.values]));
}

async function tableOf(columns: Columns): Promise<ColumnTable> {
  // The order matters: Arquero takes the version of Flechette that is loaded already.
  await import("@uwdata/flechette");
  const { table } = await import("arquero");
  return table(columns as Parameters<typeof table>[0]);
}

/** The arrays with a value for each row of the group; others, such as `num_nodes`, are left out. */
async function groupColumns(reader: DatasetReader, group: string): Promise<Columns> {
  const infos = reader.arrays.arrays(group).filter(({ name }) => name !== `body_offsets_${group}`);
  const rows = Math.max(0, ...infos.map(({ shape }) => shape[0] ?? 0));
  const columns: Columns = {};
  for (const info of infos.filter(({ shape }) => shape[0] === rows)) {
    const { data } = await reader.read(group, info.name);
    columns[info.name] = columnOf(data, info);
    const names = reader.vocabularies.get(info.name) ??
      kindNames(group, info.name, reader.arrays.attributes);
    if (names === null || info.shape.length !== 1) continue;
    columns[`${info.name}_name`] = {
      length: rows,
      at: (row) => names.names.get(Number(data[row])) ?? null,
    };
  }
  return columns;
}

/** A view of an array's values: nothing is copied. */
function columnOf(data: TypedArray, { shape }: ArrayInfo): ArrayLike<unknown> | ColumnLike {
  const width = shape.slice(1).reduce((product, size) => product * size, 1);
  if (shape.length > 1) {
    return {
      length: shape[0],
      at: (row) => data.subarray(row * width, (row + 1) * width),
    };
  }
  // Verbs calculate with numbers and not with bigints; ids and counts are exact as numbers.
  return data instanceof BigInt64Array
    ? { length: data.length, at: (row) => Number(data[row]) }
    : data;
}

async function parquetColumns(table: ParquetTable): Promise<Columns> {
  const columns: Columns = {};
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

function recordColumns(records: readonly Readonly<Record<string, unknown>>[]): Columns {
  return Object.fromEntries(
    ERROR_COLUMNS.map((name) => [name, records.map((record) => record[name] ?? null)]),
  );
}

/** The subset of each sample, a column for each split: `subset` of the one in the infoset. */
async function splitColumns(reader: DatasetReader): Promise<Columns> {
  const names = await splitNames(reader);
  if (names.length === 0) {
    throw new UsageError(
      `Cannot make a table of the splits of '${reader.location}': it has not been split yet. ` +
        "Call split() first",
    );
  }
  const columns: Columns = { id: await reader.sampleIds(), file_id: await reader.fileIds() };
  for (const name of names) {
    columns[name === DEFAULT_SPLIT ? "subset" : name] = await subsetsOfSplit(reader, name);
  }
  return columns;
}
