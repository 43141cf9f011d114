/**
 * A Parquet file as columns, read with hyparquet.
 *
 * @module
 */
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  type SchemaElement,
} from "../../storage/parquet_library.ts";
import { metadataProblem, placeOf } from "../../storage/parquet_metadata.ts";
import { type PackedColumn, ValueColumn } from "../../storage/column/packed_column.ts";
import { readPackedColumn } from "../../storage/column/read_packed_column.ts";
import type { ByteBudget, ByteCache } from "./byte_budget.ts";
import { messageOf } from "../../base/message_of.ts";
import { UsageError } from "../../base/errors.ts";
import { DatasetError } from "../errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { TableFile } from "./read_store.ts";

/** A value of a table. Integers of 64 bits become numbers. */
export type TableValue = string | number | boolean | Date | null;

/** A column as it is kept: a part for each row group, the rows of one behind those of another. */
export interface ColumnParts {
  readonly length: number;
  readonly parts: readonly PackedColumn[];
}

/** A Parquet file; columns are read when they are asked for. */
export class ParquetTable {
  readonly #file: TableFile;
  #buffer: AsyncBuffer;
  #metadata: FileMetaData;
  readonly #kept: ByteCache<PackedColumn> | null;
  /** What is being read, so that it is read once. */
  readonly #reading = new Map<string, Promise<PackedColumn>>();

  private constructor(
    file: TableFile,
    { buffer, metadata }: { buffer: AsyncBuffer; metadata: FileMetaData },
    kept: ByteBudget | null,
  ) {
    this.#file = file;
    this.#buffer = buffer;
    this.#metadata = metadata;
    this.#kept = kept?.section() ?? null;
  }

  /**
   * Reads the file's footer.
   *
   * @param kept keeps the columns that were read; without it they are read each time
   * @throws {DatasetError} when it is not a Parquet file of flat columns
   */
  static async open(file: TableFile, kept: ByteBudget | null = null): Promise<ParquetTable> {
    return new ParquetTable(file, await readFooter(file), kept);
  }

  /** The file's name. */
  get name(): string {
    return this.#file.name;
  }

  /** The number of rows. */
  get length(): number {
    return Number(this.#metadata.num_rows);
  }

  /** The columns' names, in the file's order. */
  get columns(): string[] {
    return leaves(this.#metadata).map(({ name }) => name);
  }

  /** What the values of a column are; 64-bit integers are told as they are read, as numbers. */
  typeOf(column: string): "text" | "integer" | "number" | "boolean" | "time" {
    const { type, logical_type: logical, converted_type: converted } =
      leaves(this.#metadata).find(({ name }) => name === column) ?? {};
    if (logical?.type === "TIMESTAMP" || converted?.startsWith("TIMESTAMP")) return "time";
    if (type === "INT32" || type === "INT64") return "integer";
    if (type === "FLOAT" || type === "DOUBLE") return "number";
    return type === "BOOLEAN" ? "boolean" : "text";
  }

  /** The file's own metadata, by key. */
  get keyValues(): ReadonlyMap<string, string> {
    const pairs = this.#metadata.key_value_metadata ?? [];
    return new Map(pairs.map(({ key, value }) => [key, value ?? ""]));
  }

  /** Whether there is a column of that name. */
  has(column: string): boolean {
    return this.columns.includes(column);
  }

  /**
   * Reads a column, one value a row, from the row `start` up to but without the row `end`.
   *
   * @throws {DatasetError} when there is no such column, with what there is
   */
  async column(name: string, start = 0, end = this.length): Promise<TableValue[]> {
    const found = new Array<TableValue>(Math.max(0, end - start));
    let at = 0;
    for (const { group, first, last } of this.#groups()) {
      const [from, to] = [Math.max(start, first), Math.min(end, last)];
      if (from >= to) continue;
      const part = await this.#part(name, group);
      part.into(found, at, from - first, to - first);
      at += to - from;
    }
    if (found.length === 0) this.#placeOf(name); // refuses an unknown one
    return found;
  }

  /**
   * Reads a column as it is kept.
   *
   * @throws {DatasetError} when there is no such column, with what there is
   */
  async parts(name: string): Promise<ColumnParts> {
    this.#placeOf(name);
    const parts: PackedColumn[] = [];
    for (const { group } of this.#groups()) parts.push(await this.#part(name, group));
    return { length: this.length, parts };
  }

  /** Reads some columns of one row. */
  async row(names: readonly string[], row: number): Promise<TableValue[]> {
    const found = this.#groups().find(({ first, last }) => row >= first && row < last);
    const values: TableValue[] = [];
    for (const name of names) {
      const part = found === undefined ? null : await this.#part(name, found.group);
      values.push(part === null ? null : part.at(row - found!.first));
    }
    return values;
  }

  /** Reads a range of rows as records, from the row `start` up to but without the row `end`. */
  async records(start = 0, end = this.length): Promise<Record<string, TableValue>[]> {
    const columns = await Promise.all(
      this.columns.map(async (name) => [name, await this.column(name, start, end)] as const),
    );
    return Array.from(
      { length: end - start },
      (_, i) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]])),
    );
  }

  /**
   * Writes the file again with one column changed; everything else stays, types and key-value
   * metadata included: the other columns' bytes are copied. The new file takes the old one's place
   * at once, and this table reads it.
   *
   * @param name a text column, added at the end where there is none
   * @param values one text a row; null for none
   * @throws {UsageError} when the table is open for reading only
   * @throws {DatasetError} when the file cannot be written; it stays as it was
   */
  async replaceTextColumn(name: string, values: readonly (string | null)[]): Promise<void> {
    const { replace } = this.#file;
    if (replace === undefined) {
      throw new UsageError(
        `Cannot change '${name}' of '${this.name}': it is open for reading only`,
      );
    }
    const { withTextColumn } = await import("./replace_column.ts");
    const bytes = await withTextColumn(this.#buffer, this.#metadata, {
      name,
      values,
      compress: replace.compressZstd,
    });
    try {
      await replace.write(bytes);
    } catch (cause) {
      const why = messageOf(cause);
      throw new DatasetError(
        `Cannot write '${name}' into '${this.name}', which stays as it was: ${why}`,
        { data: { column: name, table: this.name }, cause },
      );
    }
    for (const { group } of this.#groups()) this.#kept?.delete(`${name}:${group}`);
    ({ buffer: this.#buffer, metadata: this.#metadata } = await readFooter(this.#file));
  }

  /** The row groups, with their first row and the row after their last. */
  #groups(): { readonly group: number; readonly first: number; readonly last: number }[] {
    let first = 0;
    return this.#metadata.row_groups.map(({ num_rows }, group) => {
      const last = first + Number(num_rows);
      const found = { group, first, last };
      first = last;
      return found;
    });
  }

  /** Which of the columns it is. */
  #placeOf(name: string): number {
    const place = leaves(this.#metadata).findIndex((element) => element.name === name);
    if (place >= 0) return place;
    throw new DatasetError(
      `Cannot find the column '${name}' in '${this.name}'. ${suggestNames(name, this.columns)}`,
      { data: { column: name, table: this.name } },
    );
  }

  /** The part of a column that lies in a row group. */
  async #part(name: string, group: number): Promise<PackedColumn> {
    const key = `${name}:${group}`;
    const known = this.#kept?.get(key);
    if (known !== undefined) return known;
    const metadata = this.#metadata;
    let reading = this.#reading.get(key);
    if (reading === undefined) {
      reading = this.#readPart(name, group).finally(() => this.#reading.delete(key));
      this.#reading.set(key, reading);
    }
    const part = await reading;
    if (metadata === this.#metadata) this.#kept?.set(key, part); // not what was replaced meanwhile
    return part;
  }

  async #readPart(name: string, group: number): Promise<PackedColumn> {
    const place = this.#placeOf(name);
    try {
      const { meta_data: metadata } = this.#metadata.row_groups[group].columns[place];
      const { start, end } = placeOf(metadata!);
      const part = readPackedColumn({
        element: leaves(this.#metadata)[place],
        metadata: metadata!,
        bytes: await this.#buffer.slice(start, end),
        compressors: this.#file.decompressors,
      });
      if (typeof part === "string") throw damaged(this.name, `column '${name}': ${part}`);
      return part ?? await this.#readValues(name, group);
    } catch (cause) {
      if (cause instanceof DatasetError) throw cause;
      throw new DatasetError(
        `Cannot read the column '${name}' of '${this.name}': its pages are damaged. ` +
          "Run the flow again",
        { data: { column: name, table: this.name }, cause },
      );
    }
  }

  /** Has hyparquet read what is of another kind; its pages have been looked at. */
  async #readValues(name: string, group: number): Promise<PackedColumn> {
    const { first, last } = this.#groups()[group];
    const scan = await parquetScan({
      file: this.#buffer,
      metadata: this.#metadata,
      columns: [name],
      compressors: this.#file.decompressors,
    });
    const found: TableValue[] = [];
    for (const { rowStart, rowEnd } of scan.ranges) {
      const [from, to] = [Math.max(first, rowStart), Math.min(last, rowEnd)];
      if (from >= to) continue;
      const part = await scan.readColumn({ column: name, rowStart: from, rowEnd: to });
      for (let i = 0; i < part.length; i++) found.push(plainValue(part[i]));
    }
    return new ValueColumn(found);
  }
}

async function readFooter(
  file: TableFile,
): Promise<{ buffer: AsyncBuffer; metadata: FileMetaData }> {
  let buffer: AsyncBuffer;
  try {
    buffer = await file.open();
  } catch (cause) {
    throw new DatasetError(`Cannot read '${file.name}': ${messageOf(cause)}`, {
      data: { table: file.name },
      cause,
    });
  }
  try {
    const metadata = await parquetMetadataAsync(buffer);
    const problem = metadataProblem(metadata, buffer.byteLength);
    if (problem !== null) throw damaged(file.name, problem);
    return { buffer, metadata };
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    throw new DatasetError(
      `Cannot read '${file.name}': it must be a Parquet file of flat columns, and is none or a ` +
        "part of one. Run the flow again",
      { data: { table: file.name }, cause },
    );
  }
}

function damaged(table: string, why: string): DatasetError {
  return new DatasetError(`Cannot read '${table}': ${why}. Run the flow again`, {
    data: { table },
  });
}

/** The columns' schemas: all elements but the root, as none is nested. */
function leaves(metadata: FileMetaData): SchemaElement[] {
  return metadata.schema.slice(1);
}

function plainValue(value: unknown): TableValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return value instanceof Date ? value : String(value);
}
