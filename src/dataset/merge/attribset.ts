/**
 * The vocabularies of a dataset: the codes of its categorical metadata.
 *
 * @module
 */
import type { ColumnValue, ParquetColumn } from "../../storage/parquet.ts";

/** A vocabulary as the attribset has it: the codes of one metadata. */
export interface VocabularyEntries {
  /** The metadata's key: `table_name` in the attribset. */
  readonly key: string;
  readonly description: string;
  /** Names by code, in order of the codes. */
  readonly entries: readonly { readonly id: number; readonly name: string }[];
}

/**
 * The vocabulary of a categorical column.
 *
 * Texts are numbered from 0 in the order of their characters' code units, which no language
 * setting changes: the same texts have the same codes in every run. Integers are codes already,
 * and name themselves.
 */
export function vocabularyEntries(
  { name, type, values }: ParquetColumn,
  description: string,
): VocabularyEntries {
  const distinct = new Set<ColumnValue>(Array.from(values));
  distinct.delete(null);
  if (type === "string") {
    const names = [...distinct].map(String).sort((a, b) => a < b ? -1 : 1);
    return { key: name, description, entries: names.map((text, id) => ({ id, name: text })) };
  }
  const ids = [...distinct].map(Number).sort((a, b) => a - b);
  return { key: name, description, entries: ids.map((id) => ({ id, name: String(id) })) };
}

/** The column `<key>_code` of a vocabulary of texts. */
export function codeColumn(
  { name, values }: ParquetColumn,
  { entries }: VocabularyEntries,
  codeName = `${name}_code`,
): ParquetColumn {
  const ids = new Map(entries.map((entry) => [entry.name, entry.id]));
  const codes = Array.from(
    values,
    (value) => value === null ? null : ids.get(String(value)) ?? null,
  );
  return { name: codeName, type: "int32", values: codes };
}

/** The table of all vocabularies: `table_name`, `id`, `name`, `description`. */
export function attribsetColumns(vocabularies: readonly VocabularyEntries[]): ParquetColumn[] {
  const rows = vocabularies.flatMap(({ key, description, entries }) =>
    entries.map(({ id, name }) => ({ key, id, name, description }))
  );
  return [
    { name: "table_name", type: "string", values: rows.map(({ key }) => key) },
    { name: "id", type: "int32", values: rows.map(({ id }) => id) },
    { name: "name", type: "string", values: rows.map(({ name }) => name) },
    { name: "description", type: "string", values: rows.map(({ description }) => description) },
  ];
}
