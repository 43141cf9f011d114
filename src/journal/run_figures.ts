/** Figures about runs and their items, counted by the database. @module */
import type { DatabaseSync } from "node:sqlite";
import type { EndState, WorkerMemory } from "./journal_types.ts";

/** Items of a stage that ended in a run, and are still in the stage's list. */
const ENDED = "FROM items WHERE stage = ? AND run = ? AND position IS NOT NULL";
/** Items of a stage's latest list whose failure counts. */
const FAILED = "FROM items WHERE stage = ? AND position IS NOT NULL AND due = 0 " +
  "AND state = 'failed'";

/** How many items of a stage ended in one way. */
interface StateCount {
  readonly state: EndState;
  readonly count: number;
  /** How many of them were done in a process of their own. */
  readonly quarantined: number;
}

/** What one worker did in a run. */
interface WorkerTotal {
  readonly worker: number;
  readonly items: number;
  /** Milliseconds in which it did items. */
  readonly busyMs: number;
}

/** An item that failed. */
interface FailedItem {
  readonly task: string;
  readonly item: string;
  readonly error_class: string;
  readonly message: string;
  /** The message without what differs from case to case. */
  readonly message_template: string;
}

/** What can be counted in a journal without reading all of its items. */
export class RunFigures {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** When something happened to items of a run for the last time; null where nothing has. */
  lastEvent(run: number): number | null {
    const row = this.#database.prepare("SELECT max(at) AS at FROM events WHERE run = ?").get(run)!;
    return row.at === null ? null : Number(row.at);
  }

  /** What each worker of a run did, by its number. */
  workers(run: number): WorkerTotal[] {
    return this.#database.prepare(
      "SELECT worker, count(*) AS items, sum(duration_ms) AS busy FROM items " +
        "WHERE run = ? GROUP BY worker ORDER BY worker",
    ).all(run).map(({ worker, items, busy }) => ({
      worker: Number(worker),
      items: Number(items),
      busyMs: Number(busy),
    }));
  }

  /** The most main memory that each worker took in a stage of a run. */
  memory(stage: number, run: number): WorkerMemory[] {
    return this.#database.prepare(
      "SELECT worker, peak_bytes, kernel_peak_bytes FROM worker_memory " +
        "WHERE stage = ? AND run = ? ORDER BY worker",
    ).all(stage, run).map((row) => ({
      worker: Number(row.worker),
      peakBytes: Number(row.peak_bytes),
      kernelPeakBytes: row.kernel_peak_bytes === null ? null : Number(row.kernel_peak_bytes),
    }));
  }

  /** How the items of a stage have ended in a run. */
  ended(stage: number, run: number): StateCount[] {
    return this.#database.prepare(
      `SELECT state, count(*) AS count, sum(quarantined) AS alone ${ENDED} GROUP BY state`,
    ).all(stage, run).map(({ state, count, alone }) => ({
      state: state as EndState, // written by StageJournal
      count: Number(count),
      quarantined: Number(alone),
    }));
  }

  /** The items of a stage that took the longest in a run. */
  slowest(stage: number, run: number, most: number): { item: string; durationMs: number }[] {
    return this.#database.prepare(
      `SELECT item, duration_ms AS ms ${ENDED} ORDER BY duration_ms DESC LIMIT ?`,
    ).all(stage, run, most).map(({ item, ms }) => ({ item: String(item), durationMs: Number(ms) }));
  }

  /**
   * Milliseconds that items of a stage took in a run, at certain ranks.
   *
   * @param ranks how many items took less; there must be more of them
   */
  durationsAt(stage: number, run: number, ranks: readonly number[]): number[] {
    const marks = ranks.map(() => "?").join(", ");
    // Sorted once, as a run may have a million items.
    const rows = this.#database.prepare(
      "SELECT ms, rank FROM (SELECT duration_ms AS ms, " +
        `row_number() OVER (ORDER BY duration_ms) - 1 AS rank ${ENDED}) WHERE rank IN (${marks})`,
    ).all(stage, run, ...ranks);
    const byRank = new Map(rows.map(({ rank, ms }) => [Number(rank), Number(ms)]));
    return ranks.map((rank) => byRank.get(rank)!);
  }

  /** The items of a stage that count as failed, in their order, one in memory at a time. */
  *failures(stage: number): Generator<FailedItem> {
    const rows = this.#database.prepare(
      "SELECT json_extract(error, '$.task') AS task, item, error_class, " +
        "json_extract(error, '$.message') AS message, " +
        `json_extract(error, '$.message_template') AS message_template ${FAILED} ORDER BY position`,
    );
    for (const row of rows.iterate(stage)) {
      yield {
        task: String(row.task),
        item: String(row.item),
        error_class: String(row.error_class),
        message: String(row.message),
        message_template: String(row.message_template),
      };
    }
  }
}
