/**
 * The vocabularies of a dataset's categorical values, as the attribset holds them.
 *
 * @module
 */
import type { ParquetTable } from "./parquet_table.ts";

/** The names behind the ids of one categorical key. */
export interface Vocabulary {
  readonly key: string;
  /** Names by id, in the order of the attribset. */
  readonly names: ReadonlyMap<number, string>;
  /** Ids by name. */
  readonly ids: ReadonlyMap<string, number>;
}

/**
 * Reads all vocabularies of an attribset, by key (its column `table_name`).
 */
export async function readVocabularies(attribset: ParquetTable): Promise<Map<string, Vocabulary>> {
  const [keys, ids, names] = await Promise.all(
    ["table_name", "id", "name"].map((column) => attribset.column(column)),
  );
  const found = new Map<string, { names: Map<number, string>; ids: Map<string, number> }>();
  keys.forEach((key, row) => {
    const vocabulary = found.get(String(key)) ?? { names: new Map(), ids: new Map() };
    found.set(String(key), vocabulary);
    vocabulary.names.set(Number(ids[row]), String(names[row]));
    vocabulary.ids.set(String(names[row]), Number(ids[row]));
  });
  return new Map([...found].map(([key, vocabulary]) => [key, { key, ...vocabulary }]));
}
