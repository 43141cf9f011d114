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
  /** Whether its values are texts, to which the merge gives codes; integers are codes already. */
  readonly isText: boolean;
  /** Names by code, in order of the codes. */
  readonly entries: readonly { readonly id: number; readonly name: string }[];
}

/**
 * The vocabulary of a categorical column.
 *
 * Texts that are known keep their codes, whether they still occur or not. New ones are numbered
 * behind them in the order of their characters' code units, which no language setting changes.
 * Integers are codes already, and name themselves.
 *
 * @param known names by code, of earlier versions of the dataset
 */
export function vocabularyEntries(
  { name, type, values }: ParquetColumn,
  description: string,
  known: readonly string[] = [],
): VocabularyEntries {
  const distinct = new Set<ColumnValue>(Array.from(values));
  distinct.delete(null);
  if (type === "string") {
    for (const text of known) distinct.delete(text);
    const added = [...distinct].map(String).sort((a, b) => a < b ? -1 : 1);
    const entries = [...known, ...added].map((text, id) => ({ id, name: text }));
    return { key: name, description, isText: true, entries };
  }
  const ids = [...distinct].map(Number).sort((a, b) => a - b);
  const entries = ids.map((id) => ({ id, name: String(id) }));
  return { key: name, description, isText: false, entries };
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

/**
 * The table of all vocabularies: `table_name`, `id`, `name`, and `description` where one has any.
 */
export function attribsetColumns(vocabularies: readonly VocabularyEntries[]): ParquetColumn[] {
  const rows = vocabularies.flatMap(({ key, description, entries }) =>
    entries.map(({ id, name }) => ({ key, id, name, description }))
  );
  return [
    { name: "table_name", type: "string", values: rows.map(({ key }) => key) },
    { name: "id", type: "int32", values: rows.map(({ id }) => id) },
    { name: "name", type: "string", values: rows.map(({ name }) => name) },
    ...rows.every(({ description }) => description === "") ? [] : [{
      name: "description",
      type: "string" as const,
      values: rows.map(({ description }) => description),
    }],
  ];
}
