import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { inFlight } from "../../src/journal/in_flight.ts";
import { JOURNAL_TABLES } from "../../src/journal/journal_schema.ts";

type Event = readonly [run: number, kind: string, items: number[]];

/** A journal in memory: runs by how they stand, and what happened in them. */
function inFlightAfter(runs: readonly string[], events: readonly Event[]) {
  using database = new DatabaseSync(":memory:");
  database.exec(JOURNAL_TABLES);
  runs.forEach((state, i) => insert("runs", { id: i + 1, run: `r${i}`, flow: "f", state }));
  for (const [run, kind, items] of events) {
    insert("events", { run, kind, items: JSON.stringify(items) });
  }
  return [...inFlight(database)];

  /** Fills columns that nothing asks for with 0. */
  function insert(table: string, row: Record<string, string | number>) {
    const columns = database.prepare(`SELECT name, "notnull" AS needed FROM pragma_table_info(?)`)
      .all(table) as { name: string; needed: number }[];
    const names = columns.filter(({ name, needed }) => needed || name in row).map((c) => c.name);
    database.prepare(
      `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})`,
    ).run(...names.map((name) => row[name] ?? 0));
  }
}

test("what was handed out and not answered, alone or with others", () => {
  expect(inFlightAfter(["running"], [
    [1, "started", [1, 2, 3]],
    [1, "started", [4]],
    [1, "done", [2]],
  ])).toEqual([[1, "batch"], [3, "batch"], [4, "process"]]);
});

test("the last of a batch that has no answer is to blame alone", () => {
  expect(inFlightAfter(["running"], [
    [1, "started", [1, 2, 3]],
    [1, "done", [1]],
    [1, "failed", [3]],
  ])).toEqual([[2, "process"]]);
});

test("an item that is handed out again is of its new batch", () => {
  expect(inFlightAfter(["running"], [
    [1, "started", [1, 2]],
    [1, "suspect", [1, 2]],
    [1, "started", [1]],
  ])).toEqual([[1, "process"]]);
});

test("runs that have ended left nothing", () => {
  expect(inFlightAfter(["completed", "cancelled", "running"], [
    [1, "started", [1]],
    [2, "started", [2]],
    [3, "started", [3]],
  ])).toEqual([[3, "process"]]);
});
