/**
 * Tables on disk: Parquet, compressed by the system's own zstd.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import {
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  type SchemaElement,
} from "./parquet_library.ts";
import {
  type BasicType,
  type ColumnSource,
  parquetWriteBuffer,
} from "./column/parquet_writer_library.ts";
import { messageOf } from "../base/message_of.ts";
import { UsageError } from "../base/errors.ts";
import { readPlainFile } from "../base/plain_file.ts";
import { writeAtomically } from "./atomic_write.ts";
import { metadataProblem, placeOf } from "./parquet_metadata.ts";
import { pagesProblem } from "./parquet_pages.ts";
import { CorruptData, StorageError } from "./storage_errors.ts";
import { decompressZstd } from "./zarr/system_zstd.ts";
import { compressChunk } from "./zarr/zarr_codecs.ts";

/** The types a column can have. Timestamps are UTC, in milliseconds. */
export type ColumnType =
  | "int32"
  | "int64"
  | "float32"
  | "float64"
  | "boolean"
  | "string"
  | "timestamp";

/** One value of a column; null says that it is not known. */
export type ColumnValue = number | bigint | boolean | string | Date | null;

/** A column of a table. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: ArrayLike<ColumnValue>;
}

/** Bytes that a table may have: it is read whole. */
const TABLE_BYTES = 2 ** 31;

const PARQUET_TYPES: Readonly<Record<ColumnType, BasicType>> = {
  int32: "INT32",
  int64: "INT64",
  float32: "FLOAT",
  float64: "DOUBLE",
  boolean: "BOOLEAN",
  string: "STRING",
  timestamp: "TIMESTAMP",
};

/**
 * Writes a table, whole or not at all.
 *
 * A column without nulls is written as required, so that readers give it its plain number type.
 *
 * @param path The file.
 * @param columns The columns, of one length and with different names.
 * @throws {UsageError} if lengths differ, a name comes twice, or a value is not of its type
 */
export function writeParquet(path: string, columns: readonly ParquetColumn[]): void {
  const rows = columns[0]?.values.length ?? 0;
  const names = new Set<string>();
  for (const { name, values } of columns) {
    const what = `Cannot write the table '${path}'`;
    if (names.has(name)) throw new UsageError(`${what}: it has two columns '${name}'`);
    names.add(name);
    if (values.length === rows) continue;
    throw new UsageError(
      `${what}: its columns must have ${rows} rows as '${columns[0].name}' has, found ` +
        `${values.length} in '${name}'`,
    );
  }
  const bytes = parquetWriteBuffer({
    columnData: columns.map(toSource),
    codec: "ZSTD",
    compressors: { ZSTD: (input) => compressChunk(input) },
    rowGroupSize: 100_000,
    createdBy: "trunnion",
  });
  writeAtomically(path, (temporary) => writeFileSync(temporary, new Uint8Array(bytes)));
}

/**
 * Reads a table, or some of its columns.
 *
 * 64-bit integers are numbers where all of the column are exact as such, else bigints.
 *
 * @param path The file.
 * @param names The columns to read, in the order they are wanted; all by default.
 * @throws {StorageError} if it is not there, or has no such column
 * @throws {CorruptData} if it is damaged, or a column has a type that is none of ours
 */
export async function readParquet(
  path: string,
  names?: readonly string[],
): Promise<ParquetColumn[]> {
  let buffer: ArrayBuffer;
  try {
    buffer = readPlainFile(path, TABLE_BYTES).buffer;
  } catch (cause) {
    const why = messageOf(cause);
    throw new StorageError(`Cannot read the table '${path}': ${why}`, { cause });
  }
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(buffer);
  } catch (cause) {
    throw new CorruptData(`Cannot read '${path}': it is no Parquet file, or was cut short`, {
      cause,
    });
  }
  const problem = metadataProblem(metadata, buffer.byteLength);
  if (problem !== null) throw damaged(path, problem);
  const elements = metadata.schema.slice(1);
  const known = elements.map(({ name }) => name);
  const missing = names?.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw new StorageError(
      `Cannot read column '${missing}' of '${path}': it has ${known.join(", ")}`,
    );
  }
  const chosen = (names ?? known).map((name) => elements.find((one) => one.name === name)!);
  const types = new Map(chosen.map((element) => [element.name, columnType(path, element)]));
  const values = new Map(chosen.map(({ name }) => [name, [] as ColumnValue[]]));
  try {
    requirePages(path, buffer, metadata, types);
    await parquetRead({
      file: buffer,
      metadata,
      columns: [...types.keys()],
      compressors: { ZSTD: decompressZstd },
      onChunk: ({ columnName, columnData, rowStart }) => {
        const column = values.get(columnName)!;
        for (let i = 0; i < columnData.length; i++) {
          column[rowStart + i] = columnData[i] ?? null;
        }
      },
    });
  } catch (cause) {
    if (cause instanceof CorruptData) throw cause;
    throw new CorruptData(`Cannot read '${path}': its pages are damaged`, { cause });
  }
  return [...types].map(([name, type]) => {
    const column = values.get(name)!;
    return { name, type, values: type === "int64" ? plainIntegers(column) : column };
  });
}

/** Looks at the pages of the columns that are to be read. */
function requirePages(
  path: string,
  buffer: ArrayBuffer,
  { row_groups: groups, schema }: FileMetaData,
  names: ReadonlyMap<string, unknown>,
): void {
  for (const { columns } of groups) {
    for (const [i, { meta_data: metadata }] of columns.entries()) {
      const { name, repetition_type } = schema[i + 1];
      if (metadata === undefined || !names.has(name)) continue;
      const { start, end } = placeOf(metadata);
      const optional = repetition_type === "OPTIONAL";
      const column = { metadata, optional, compressors: { ZSTD: decompressZstd } };
      const problem = pagesProblem(buffer.slice(start, end), column);
      if (problem !== null) throw damaged(path, `column '${name}': ${problem}`);
    }
  }
}

function damaged(path: string, why: string): CorruptData {
  return new CorruptData(`Cannot read the table '${path}': ${why}. Make it again`, {
    data: { file: path },
  });
}

function toSource({ name, type, values }: ParquetColumn): ColumnSource {
  let nullable = false;
  const data = Array.from(values, (value, row) => {
    if (value === null) {
      nullable = true;
      return null;
    }
    if (!fits(type, value)) {
      throw new UsageError(
        `Cannot write column '${name}': expected ${type}, found ${typeof value} ` +
          `${String(value)} in row ${row}`,
      );
    }
    return type === "int64" ? BigInt(value as number | bigint) : value;
  });
  return { name, data, type: PARQUET_TYPES[type], nullable };
}

function fits(type: ColumnType, value: Exclude<ColumnValue, null>): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    case "timestamp":
      return value instanceof Date && Number.isFinite(value.getTime());
    case "int32":
      return typeof value === "number" && (value | 0) === value;
    case "int64":
      return typeof value === "bigint" || Number.isSafeInteger(value);
    default:
      return typeof value === "number";
  }
}

function columnType(path: string, element: SchemaElement): ColumnType {
  const { type, converted_type: converted } = element;
  const logical = element.logical_type?.type;
  if (type === "BYTE_ARRAY" && (converted === "UTF8" || logical === "STRING")) return "string";
  if (logical === "TIMESTAMP" || converted?.startsWith("TIMESTAMP")) return "timestamp";
  if (type === "INT32") return "int32";
  if (type === "INT64") return "int64";
  if (type === "FLOAT") return "float32";
  if (type === "DOUBLE") return "float64";
  if (type === "BOOLEAN") return "boolean";
  throw new CorruptData(
    `Cannot read column '${element.name}' of '${path}': its type ${type} is none that Trunnion ` +
      "writes",
  );
}

function plainIntegers(values: ColumnValue[]): ColumnValue[] {
  const plain = values.map((value) => typeof value === "bigint" ? Number(value) : value);
  return plain.every((value) => value === null || Number.isSafeInteger(value)) ? plain : values;
}
