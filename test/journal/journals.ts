/** Journals of the tests. */
import type { ItemEnd } from "../../src/journal/journal_types.ts";
import type { Journal } from "../../src/journal/journal.ts";
import type { StageJournal } from "../../src/journal/stage_journal.ts";

/** Begins a run. */
export function beginRun(
  journal: Journal,
  run = "r",
  again: "all" | "failed" | null = null,
): void {
  journal.beginRun({ run, flow: "test", workers: 2, again, origin: null });
}

/** Takes items into the list, new ones as `new`; gives their ids. */
export function list(stage: StageJournal, keys: readonly string[]): number[] {
  return stage.list(keys.map((key, position) => {
    const known = stage.find([key]).get(key) ?? null;
    return { known, key, item: key, position, reason: known?.state ? null : "new" };
  }));
}

/** An item that is done. */
export function done(id: number, changes: Partial<ItemEnd> = {}): ItemEnd {
  return {
    id,
    state: "done",
    fingerprint: null,
    content: null,
    size: null,
    stamp: null,
    attempts: 1,
    handed: 1,
    quarantined: false,
    durationMs: 1,
    worker: 0,
    pid: 1,
    file: null,
    fileBytes: null,
    task: null,
    reply: null,
    exporters: null,
    errorClass: null,
    error: null,
    ...changes,
  };
}
