/**
 * What a Parquet file of anybody's holds.
 *
 * @module
 */
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from "../../storage/parquet_library.ts";
import { closeSync } from "node:fs";
import { messageOf } from "../../base/message_of.ts";
import { openPlainFile, readBytes } from "../../base/plain_file.ts";
import { decompressZstd, SYSTEM_ZSTD } from "../../storage/zarr/system_zstd.ts";
import { DatasetError } from "../errors.ts";
import type { InspectedFile } from "./inspected_file.ts";
import { type InspectedColumn, NOTHING } from "./inspected_column.ts";
import { isStructure, parquetType } from "./parquet_type.ts";
import { plainValue, ValuesCounter } from "./summarise_values.ts";

/** Rows that are looked at, and values of all columns. */
const [MOST_ROWS, MOST_VALUES] = [50_000, 4_000_000];
/** Groups of rows from which they come; more of small groups. */
const [RANGES, MOST_RANGES] = [8, 100];
/** Columns whose values are read; what others are is told all the same. */
const MOST_COLUMNS = 300;
/** Bytes that the part of a column in one group of rows may have to be unpacked for a look. */
const CHUNK_BYTES = 2 ** 29;

/** A column, or a field of a structure. */
interface Leaf {
  readonly tree: SchemaTree;
  /** Its path: the names of the structures it is in, and its own. */
  readonly path: readonly string[];
}

type Ranges = readonly (readonly [start: number, end: number])[];

/**
 * Looks into a Parquet file.
 *
 * @param first how many of the first values are kept
 * @throws {DatasetError} when it is damaged, or no Parquet file
 */
export async function inspectParquet(path: string, first: number): Promise<InspectedFile> {
  const { file, size } = openPlainFile(path);
  const buffer: AsyncBuffer = {
    byteLength: size,
    slice: (start, end = size) =>
      Promise.resolve(readBytes(file, start, Math.max(0, Math.min(end, size) - start)).buffer),
  };
  try {
    const footer = await readFooter(buffer).catch((cause) => {
      const why = messageOf(cause).replace(/^parquet (?:file invalid|metadata)[^:]*:? ?/, "");
      throw new DatasetError(
        `Cannot inspect '${path}': its footer cannot be read (${why}). It was cut short or ` +
          "damaged; copy or write it again",
        { data: { file: path }, cause },
      );
    });
    return await describe(path, size, buffer, footer, first);
  } finally {
    closeSync(file);
  }
}

/** What the end of the file says of the rest. */
interface Footer {
  readonly metadata: FileMetaData;
  readonly leaves: readonly Leaf[];
}

async function readFooter(buffer: AsyncBuffer): Promise<Footer> {
  const metadata = await parquetMetadataAsync(buffer);
  const leaves = parquetSchema(metadata).children.flatMap((tree) => leavesOf(tree, []));
  for (const { tree } of leaves) parquetType(tree); // a damaged one cannot be told
  return { metadata, leaves };
}

async function describe(
  path: string,
  size: number,
  buffer: AsyncBuffer,
  { metadata, leaves }: Footer,
  first: number,
): Promise<InspectedFile> {
  const rows = Number(metadata.num_rows);
  const ranges = rangesOf(metadata, Math.min(leaves.length, MOST_COLUMNS));
  const { compressors: others } = await import("hyparquet-compressors");
  const compressors = { ...others, ...SYSTEM_ZSTD ? { ZSTD: decompressZstd } : {} };
  const columns: InspectedColumn[] = [];
  // The fields of a structure come with it: it is read once.
  const read = new Map<string, Promise<readonly unknown[]>>();
  for (const [i, leaf] of leaves.entries()) {
    const [top] = leaf.path;
    if (i < MOST_COLUMNS && !read.has(top)) {
      read.clear();
      read.set(top, readColumn({ buffer, metadata, compressors }, top, ranges));
    }
    columns.push(await column(leaf, metadata, read.get(top) ?? null, first));
  }
  const pairs = metadata.key_value_metadata ?? [];
  return {
    kind: "parquet",
    path,
    bytes: size,
    format: "Parquet",
    writer: writerOf(metadata),
    rows,
    rowGroups: metadata.row_groups.length,
    rowsLooked: ranges.reduce((sum, [start, end]) => sum + end - start, 0),
    columns,
    groups: [],
    attributes: Object.fromEntries(pairs.map(({ key, value = "" }) => [key, String(value)])),
    notes: leaves.length > MOST_COLUMNS
      ? [`The values of the first ${MOST_COLUMNS} columns were looked at.`]
      : [],
  };
}

function leavesOf(tree: SchemaTree, above: readonly string[]): Leaf[] {
  const path = [...above, tree.element.name];
  if (!isStructure(tree) || path.length > 8) return [{ tree, path }];
  return tree.children.flatMap((child) => leavesOf(child, path));
}

/** The rows that are looked at: all, or some of groups from all over the file. */
function rangesOf({ row_groups, num_rows }: FileMetaData, columns: number): Ranges {
  const rows = Number(num_rows);
  const most = Math.min(MOST_ROWS, Math.max(1000, Math.floor(MOST_VALUES / Math.max(1, columns))));
  if (rows <= most) return rows === 0 ? [] : [[0, rows]];
  const needed = Math.ceil(most * row_groups.length / rows);
  const count = Math.min(row_groups.length, MOST_RANGES, Math.max(RANGES, needed));
  let start = 0;
  const starts = row_groups.map((group) => [start, start += Number(group.num_rows)] as const);
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = starts[count === 1 ? 0 : Math.round(i * (starts.length - 1) / (count - 1))];
    return [from, Math.min(to, from + Math.ceil(most / count))] as const;
  });
}

async function readColumn(
  { buffer, metadata, compressors }: {
    buffer: AsyncBuffer;
    metadata: FileMetaData;
    compressors: Compressors;
  },
  name: string,
  ranges: Ranges,
): Promise<readonly unknown[]> {
  const large = metadata.row_groups.some(({ columns }) =>
    columns.some(({ meta_data: own }) =>
      own?.path_in_schema[0] === name && Number(own.total_uncompressed_size) > CHUNK_BYTES
    )
  );
  if (large) throw new Error("its groups of rows are too large to be unpacked for a look");
  const values: unknown[] = [];
  for (const [rowStart, rowEnd] of ranges) {
    const rows = await parquetReadObjects({
      file: buffer,
      metadata,
      compressors,
      columns: [name],
      rowStart,
      rowEnd,
      utf8: false,
    });
    for (const row of rows) values.push(row[name]);
  }
  return values;
}

async function column(
  { tree, path }: Leaf,
  metadata: FileMetaData,
  read: Promise<readonly unknown[]> | null,
  first: number,
): Promise<InspectedColumn> {
  const own = metadata.row_groups.flatMap(({ columns }) =>
    columns.flatMap(({ meta_data: one }) =>
      one !== undefined && path.every((name, i) => one.path_in_schema[i] === name) ? [one] : []
    )
  );
  const rows = Number(metadata.num_rows);
  const type = parquetType(tree);
  const told = {
    name: path.join("."),
    type,
    shape: [rows],
    chunks: null,
    dims: [],
    stored: own.reduce((sum, one) => sum + Number(one.total_compressed_size), 0),
    codecs: [...new Set(own.map(({ codec }) => String(codec).toLowerCase()))]
      .filter((codec) => codec !== "uncompressed"),
    description: "",
    values: rows,
    unwritten: 0,
  };
  if (read === null) return { ...told, ...NOTHING, whole: false, problem: "not looked at" };
  const counter = new ValuesCounter(first);
  try {
    for (const value of await read) counter.add(fieldOf(value, path));
  } catch (error) {
    const why = messageOf(error).split("\n")[0].slice(0, 200);
    const problem = `its pages cannot be read (${why})`;
    return { ...told, ...NOTHING, whole: false, problem };
  }
  const summary = counter.summary();
  const extent = summary.looked < rows && /^(?:u?int|float|timestamp|date|decimal)/.test(type)
    ? extentOf(own)
    : null;
  return {
    ...told,
    ...summary,
    ...extent ?? {},
    whole: summary.looked === rows || extent !== null,
    problem: null,
  };
}

function fieldOf(value: unknown, path: readonly string[]): unknown {
  return path.slice(1).reduce(
    (one, name) => (one as Record<string, unknown> | null | undefined)?.[name],
    value,
  );
}

/** The least and greatest of all rows by the statistics of the file; null where some lack them. */
function extentOf(
  parts: readonly { readonly statistics?: { min_value?: unknown; max_value?: unknown } }[],
): { least: number | string | null; greatest: number | string | null } | null {
  let [low, high]: [Ordered | null, Ordered | null] = [null, null];
  for (const { statistics } of parts) {
    const { min_value: min, max_value: max } = statistics ?? {};
    if (!isOrdered(min) || !isOrdered(max)) return null;
    if (low === null || min < low) low = min;
    if (high === null || max > high) high = max;
  }
  return low === null ? null : { least: plainValue(low), greatest: plainValue(high) };
}

type Ordered = number | bigint | Date;

function isOrdered(value: unknown): value is Ordered {
  return (typeof value === "number" && !Number.isNaN(value)) || typeof value === "bigint" ||
    value instanceof Date;
}

/** Who wrote the file: the library, and the one above it where that has left its name. */
function writerOf({ created_by: library, key_value_metadata: pairs = [] }: FileMetaData): string {
  const keys = new Map(pairs.map(({ key, value }) => [key, String(value ?? "")]));
  const pandas = /"pandas_version":\s*"([^"]+)"/.exec(keys.get("pandas") ?? "")?.[1];
  const above = [
    ...pandas === undefined ? [] : [`pandas ${pandas}`],
    ...keys.has("huggingface") ? ["Hugging Face datasets"] : [],
    ...keys.has("trunnion") ? ["Trunnion"] : [],
    ...keys.has("geo") ? ["GeoParquet"] : [],
    ...keys.has("org.apache.spark.version")
      ? [`Spark ${keys.get("org.apache.spark.version")}`]
      : [],
  ];
  const below = library === undefined ? "a library that does not say its name" : String(library);
  return above.length === 0 ? below : `${above.join(", ")} through ${below}`;
}
