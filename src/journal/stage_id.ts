/** The number of a stage. @module */
import type { DatabaseSync } from "node:sqlite";

/** The number that a journal has for a stage; null where it knows none of that name. */
export function stageId(database: DatabaseSync, name: string): number | null {
  const row = database.prepare("SELECT id FROM stages WHERE name = ?").get(name);
  return row === undefined ? null : Number(row.id);
}
