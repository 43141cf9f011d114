/** The items that were in work when their process ended. @module */
import type { DatabaseSync } from "node:sqlite";

/**
 * The items of unfinished runs that were handed out and never answered, and how careful to be with
 * each. An item that was its worker's only unanswered one is to blame for the worker's end.
 *
 * @returns by id
 */
export function inFlight(database: DatabaseSync): Map<number, "batch" | "process"> {
  const events = database.prepare(
    "SELECT kind, items FROM events WHERE run IN " +
      "(SELECT id FROM runs WHERE state = 'running') ORDER BY id",
  );
  /** The batch of each item that has no answer as yet. */
  const open = new Map<number, Set<number>>();
  for (const { kind, items } of events.iterate()) {
    const ids: number[] = JSON.parse(String(items));
    if (kind === "started") {
      const batch = new Set(ids);
      for (const id of ids) open.set(id, batch);
    } else {
      for (const id of ids) {
        open.get(id)?.delete(id);
        open.delete(id);
      }
    }
  }
  return new Map([...open].map(([id, batch]) => [id, batch.size === 1 ? "process" : "batch"]));
}

/** Writes down how careful to be with items, by their ids, until they have ended. */
export function tryCarefully(
  database: DatabaseSync,
  items: Iterable<readonly [id: number, alone: "batch" | "process"]>,
): void {
  const careful = database.prepare("UPDATE items SET alone = ? WHERE id = ?");
  for (const [id, alone] of items) careful.run(alone, id);
}
