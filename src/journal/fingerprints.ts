/** The fingerprints of a journal. @module */
import type { DatabaseSync } from "node:sqlite";
import type { StageFingerprint } from "./journal_types.ts";

/** The number of a fingerprint; null where the journal does not have it. */
export function fingerprintId(
  database: DatabaseSync,
  { code, parameters, schema }: StageFingerprint,
): number | null {
  const row = database.prepare(
    "SELECT id FROM fingerprints WHERE code = ? AND parameters = ? AND schema = ?",
  ).get(code, parameters, schema);
  return row === undefined ? null : Number(row.id);
}

/** A fingerprint by its number. */
export function fingerprintOf(database: DatabaseSync, id: number): StageFingerprint | null {
  // The table has these columns.
  return database.prepare("SELECT code, parameters, schema FROM fingerprints WHERE id = ?")
    .get(id) as unknown as StageFingerprint ?? null;
}
