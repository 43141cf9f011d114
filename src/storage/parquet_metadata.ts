/**
 * What is checked of a Parquet file before memory is taken for what it says.
 *
 * @module
 */
import type { ColumnMetaData, FileMetaData } from "hyparquet";

/** Rows that a byte of a file may stand for: a name alone takes more than one. */
const ROWS_PER_BYTE = 100;
/** Rows that a file of any size may have. */
const FREE_ROWS = 1000;

/**
 * What is wrong with a file's metadata, as the end of a sentence; null for nothing.
 *
 * @param size the bytes of the file
 */
export function metadataProblem(metadata: FileMetaData, size: number): string | null {
  const { schema, num_rows: rows, row_groups: groups } = metadata;
  if (!Array.isArray(schema) || schema.length < 2 || !Array.isArray(groups)) {
    return "it must have columns and row groups";
  }
  if (typeof rows !== "bigint" || rows < 0n || rows > ROWS_PER_BYTE * size + FREE_ROWS) {
    return `a file of ${size} bytes must have a number of rows that fits in, found ${
      rows ?? "none"
    }`;
  }
  const names = schema.slice(1).map(({ name }) => name);
  if (names.some((name) => typeof name !== "string") || new Set(names).size < names.length) {
    return "its columns must have different names";
  }
  const nested = schema.slice(1)
    .find(({ type, repetition_type }) => type === undefined || repetition_type === "REPEATED");
  if (nested !== undefined) return `the column '${nested.name}' is nested`;
  let sum = 0n;
  for (const group of groups) {
    if (group.columns?.length !== names.length) return "a row group must have all columns";
    for (const [i, { meta_data: column }] of group.columns.entries()) {
      if (column?.path_in_schema?.join(".") !== names[i]) return "its columns must have one order";
      if (column.num_values !== group.num_rows) {
        return "a column must have a value for each row of its group";
      }
      const { start, end } = placeOf(column);
      if (start >= 0 && start <= end && end <= size) continue;
      return `a column must lie within the file of ${size} bytes`;
    }
    sum += group.num_rows;
  }
  return sum === rows ? null : `its row groups must have its ${rows} rows, found ${sum}`;
}

/** Where the pages of a column lie in the file. */
export function placeOf(column: ColumnMetaData): { start: number; end: number } {
  const { dictionary_page_offset: dictionary, data_page_offset: data } = column;
  const start = Number(dictionary || data);
  return { start, end: start + Number(column.total_compressed_size) };
}
