/** Items of a stage by their keys. @module */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { KnownItem } from "./journal_types.ts";

/** The columns of a KnownItem. */
export const KNOWN_COLUMNS =
  "id, position, due, state, fingerprint, run, content, size, stamp, alone, file, file_bytes, " +
  "task, error_class, exporters";

/** The query for many items at once: an item by itself would take three times as long. */
export function prepareKnownItems(database: DatabaseSync): StatementSync {
  return database.prepare(
    `SELECT key, ${KNOWN_COLUMNS} FROM items ` +
      "WHERE stage = ? AND key IN (SELECT value FROM json_each(?))",
  );
}

/** What is known about items of a stage, by their keys. */
export function knownItems(
  statement: StatementSync,
  stage: number,
  keys: readonly string[],
): Map<string, KnownItem> {
  const rows = statement.all(stage, JSON.stringify(keys));
  // The statement selects these columns.
  return new Map(rows.map((row) => [String(row.key), row as unknown as KnownItem]));
}
