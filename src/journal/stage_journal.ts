/** The items of one stage in a journal. @module */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { asReadError } from "./database.ts";
import { StageAudits } from "./stage_audits.ts";
import { tryCarefully } from "./in_flight.ts";
import type {
  BesideRow,
  EndState,
  ItemEnd,
  ItemEventKind,
  KeptBeside,
  KnownItem,
  StageFingerprint,
  WorkerMemory,
} from "./journal_types.ts";
import { knownItems, prepareKnownItems } from "./known_items.ts";
import { reusedItems } from "./reused_items.ts";

/** Items that the latest list of a stage has. */
const LISTED = "FROM items WHERE stage = ? AND position IS NOT NULL";
/** Those of them that no dataset has had yet. */
const LISTED_NEW = "FROM items WHERE stage = ?1 AND position IS NOT NULL AND place IS NULL";

/** An item's place in the list of this run. */
export interface ListedItem {
  /** Null for an item that the stage has not had before. */
  readonly known: KnownItem | null;
  readonly key: string;
  readonly item: string;
  readonly position: number;
  /** Why it is done; null where it is kept as it was. */
  readonly reason: string | null;
}

/** What a stage needs of the journal that it stands in. */
interface OpenJournal {
  readonly path: string;
  /** The number of the run that is written. */
  readonly run: number;
  /** Writes several rows, all of them or none. */
  write<T>(work: () => T): T;
}

/** Writes what happens to the items of a stage. */
export class StageJournal {
  /** The versions of code that made the items. */
  readonly audits: StageAudits;
  readonly #journal: OpenJournal;
  readonly #database: DatabaseSync;
  readonly #stage: number;
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #move: StatementSync;
  readonly #end: StatementSync;
  readonly #event: StatementSync;

  constructor(journal: OpenJournal, database: DatabaseSync, stage: number) {
    this.#journal = journal;
    this.#database = database;
    this.#stage = stage;
    this.audits = new StageAudits((work) => journal.write(work), database, stage);
    this.#find = prepareKnownItems(database);
    this.#insert = database.prepare(
      "INSERT INTO items (stage, key, item, position, reason, due) VALUES (?, ?, ?, ?, ?, 1)",
    );
    this.#move = database.prepare(
      "UPDATE items SET position = ?, due = ?, reason = coalesce(?, reason) WHERE id = ?",
    );
    this.#end = database.prepare(
      "UPDATE items SET state = ?, fingerprint = ?, content = ?, size = ?, stamp = ?, run = ?, " +
        "attempts = ?, handed = ?, quarantined = ?, duration_ms = ?, worker = ?, pid = ?, " +
        "file = ?, file_bytes = ?, task = ?, reply = ?, exporters = ?, error_class = ?, " +
        "error = ?, alone = NULL, due = 0 WHERE id = ?",
    );
    this.#event = database.prepare(
      "INSERT INTO events (run, stage, kind, at, worker, items, detail) " +
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
  }

  /** The number of the stage. */
  get id(): number {
    return this.#stage;
  }

  /** Whether the stage has had no items before. */
  get isNew(): boolean {
    return this.#database.prepare("SELECT 1 FROM items WHERE stage = ? LIMIT 1")
      .get(this.#stage) === undefined;
  }

  /** What is known about items from before, by their keys. */
  find(keys: readonly string[]): Map<string, KnownItem> {
    try {
      return knownItems(this.#find, this.#stage, keys);
    } catch (error) {
      throw asReadError(error, this.#journal.path);
    }
  }

  /** What the file of an item looks like now that it has proved to be the same. */
  renewStamp(id: number, stamp: string): void {
    this.#journal.write(() =>
      void this.#database.prepare("UPDATE items SET stamp = ? WHERE id = ?").run(stamp, id)
    );
  }

  /** What a stage made of an item. */
  replyOf(id: number): Uint8Array | null {
    const row = this.#database.prepare("SELECT reply FROM items WHERE id = ?").get(id);
    return row?.reply as Uint8Array | null ?? null; // the type of the column
  }

  /** Takes items into the list of this run, in one transaction; gives their ids. */
  list(items: readonly ListedItem[]): number[] {
    return this.#journal.write(() =>
      items.map(({ known, key, item, position, reason }) => {
        if (known === null) {
          return Number(
            this.#insert.run(this.#stage, key, item, position, reason).lastInsertRowid,
          );
        }
        if (known.position !== position || known.due === 1 || reason !== null) {
          this.#move.run(position, reason === null ? 0 : 1, reason, known.id);
        }
        return known.id;
      })
    );
  }

  /** Takes those out of the list that this run does not have. */
  unlist(count: number, isListed: (id: number) => boolean): void {
    const { all } = this.#database.prepare(`SELECT count(*) AS 'all' ${LISTED}`).get(this.#stage)!;
    if (all === count) return; // this run's are among them
    const listed = this.#database.prepare(`SELECT id ${LISTED}`);
    const gone: number[] = [];
    for (const { id } of listed.iterate(this.#stage)) {
      if (!isListed(Number(id))) gone.push(Number(id));
    }
    if (gone.length === 0) return;
    const remove = this.#database.prepare("UPDATE items SET position = NULL WHERE id = ?");
    this.#journal.write(() => gone.forEach((id) => remove.run(id)));
  }

  /**
   * Gives the items of this run's list their places in the dataset, once all of them are listed.
   * Those that were there before keep their places as long as others stay beside them: a run with
   * some of the inputs must not reorder the samples of the rest.
   */
  place(): void {
    const { all } = this.#database.prepare(
      "SELECT count(*) AS 'all' FROM items WHERE stage = ? AND position IS NULL " +
        "AND place IS NOT NULL",
    ).get(this.#stage)!;
    this.#journal.write(() => {
      if (all === 0) {
        this.#database.prepare(
          "UPDATE items SET place = position WHERE stage = ? AND place IS NOT position",
        ).run(this.#stage);
        return;
      }
      this.#database.prepare(
        "UPDATE items SET place = new.place FROM (" +
          "SELECT id, (SELECT max(place) FROM items WHERE stage = ?1) + " +
          `row_number() OVER (ORDER BY position) AS place ${LISTED_NEW}) AS new ` +
          "WHERE items.id = new.id",
      ).run(this.#stage);
    });
  }

  /**
   * Takes over the encoded items of stages that the flow has no more, as when a task has another
   * name: what the dataset has is not lost with the name. Where this stage has the same item, that
   * takes its place.
   *
   * @param present the stages of the flow
   * @returns how many items were taken over, by the names of their stages
   */
  adopt(present: readonly string[]): Record<string, number> {
    const names = JSON.stringify(present);
    const gone = this.#database.prepare(
      "SELECT DISTINCT stages.id AS id, stages.name AS name FROM items " +
        "JOIN stages ON stages.id = stage WHERE place IS NOT NULL AND file IS NOT NULL " +
        "AND stages.name NOT IN (SELECT value FROM json_each(?)) ORDER BY stages.id",
    ).all(names);
    const adopted: Record<string, number> = {};
    if (gone.length === 0) return adopted;
    this.#journal.write(() => {
      const takePlaces = this.#database.prepare(
        "UPDATE items SET place = old.place FROM items AS old WHERE old.stage = ?1 " +
          "AND items.stage = ?2 AND items.key = old.key AND items.place IS NULL",
      );
      // Another task has made them, even where its code reads the same.
      const nameCode = this.#database.prepare(
        "INSERT OR IGNORE INTO fingerprints (code, parameters, schema) " +
          "SELECT DISTINCT code || ' of ' || ?2, parameters, schema FROM items " +
          "JOIN fingerprints ON fingerprints.id = fingerprint WHERE stage = ?1",
      );
      const takeCode = this.#database.prepare(
        "UPDATE items SET fingerprint = (SELECT new.id FROM fingerprints AS old " +
          "JOIN fingerprints AS new ON new.code = old.code || ' of ' || ?2 " +
          "AND new.parameters = old.parameters AND new.schema = old.schema " +
          "WHERE old.id = items.fingerprint) WHERE stage = ?1",
      );
      const takeItems = this.#database.prepare(
        "UPDATE items SET stage = ?2, position = NULL WHERE stage = ?1 AND place IS NOT NULL " +
          "AND file IS NOT NULL AND state = 'done' AND due = 0 AND key NOT IN (" +
          "SELECT key FROM items JOIN stages ON stages.id = stage " +
          "WHERE stages.name IN (SELECT value FROM json_each(?3)))",
      );
      const forget = this.#database.prepare("DELETE FROM items WHERE stage = ?");
      for (const { id, name } of gone) {
        takePlaces.run(id, this.#stage);
        nameCode.run(id, name);
        takeCode.run(id, name);
        const count = Number(takeItems.run(id, this.#stage, names).changes);
        if (count > 0) adopted[String(name)] = count;
        forget.run(id);
      }
    });
    return adopted;
  }

  /** Takes those items out of the dataset that this run's list is without. */
  prune(): void {
    this.#journal.write(() =>
      void this.#database.prepare("DELETE FROM items WHERE stage = ? AND position IS NULL")
        .run(this.#stage)
    );
  }

  /**
   * Counts the encoded items that the dataset keeps although this run's list is without them.
   *
   * @param fingerprint what items of this run are made with
   */
  keptBeside(fingerprint: StageFingerprint | null): KeptBeside {
    const counts = this.#database.prepare(
      "SELECT count(*) AS count, fingerprints.code AS code, fingerprints.schema AS schema " +
        "FROM items LEFT JOIN fingerprints ON fingerprints.id = fingerprint " +
        "WHERE stage = ? AND position IS NULL AND place IS NOT NULL AND file IS NOT NULL " +
        "AND state = 'done' AND due = 0 GROUP BY code, schema",
    ).all(this.#stage);
    const kept = { same: 0, otherCode: 0, otherSchema: 0 };
    for (const { count, code, schema } of counts) {
      const other = fingerprint === null || schema === null || schema === fingerprint.schema
        ? code !== null && code !== fingerprint?.code && fingerprint !== null ? "otherCode" : "same"
        : "otherSchema";
      kept[other] += Number(count);
    }
    return kept;
  }

  /** Begins the stage, when its list is known. */
  begin(facts: {
    readonly total: number;
    readonly workers: number;
    readonly kept: Readonly<Record<EndState, number>>;
    readonly reasons: Readonly<Record<string, number>>;
    readonly tasks: readonly string[];
  }): void {
    const { total, workers, kept, reasons, tasks } = facts;
    const reused = reusedItems(kept);
    this.#journal.write(() => {
      this.#database.prepare(
        "INSERT OR REPLACE INTO stage_runs " +
          "(run, stage, started, total, workers, kept, reasons, tasks) " +
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      ).run(
        this.#journal.run,
        this.#stage,
        Date.now(),
        total,
        workers,
        JSON.stringify(kept),
        JSON.stringify(reasons),
        JSON.stringify(tasks),
      );
      // Their ids would be as many as the items, in each run.
      if (reused > 0) this.#addEvent("reused", [], null, `${reused} items`);
    });
  }

  /** Writes down how many encoded items the stage's list is without. */
  setBeside({ kept, leftOut }: BesideRow): void {
    this.#journal.write(() =>
      void this.#database.prepare("UPDATE stage_runs SET beside = ? WHERE run = ? AND stage = ?")
        .run(JSON.stringify({ kept, leftOut }), this.#journal.run, this.#stage)
    );
  }

  /** Writes down how much main memory workers have taken at most. */
  setMemory(workers: readonly WorkerMemory[]): void {
    if (workers.length === 0) return;
    this.#journal.write(() => {
      const insert = this.#database.prepare(
        "INSERT OR REPLACE INTO worker_memory " +
          "(run, stage, worker, peak_bytes, kernel_peak_bytes) VALUES (?, ?, ?, ?, ?)",
      );
      for (const { worker, peakBytes, kernelPeakBytes } of workers) {
        insert.run(this.#journal.run, this.#stage, worker, peakBytes, kernelPeakBytes);
      }
    });
  }

  /** Ends the stage. */
  finish(): void {
    this.#journal.write(() =>
      void this.#database.prepare("UPDATE stage_runs SET ended = ? WHERE run = ? AND stage = ?")
        .run(Date.now(), this.#journal.run, this.#stage)
    );
  }

  /** Items are about to be handed to a worker. */
  started(ids: readonly number[], worker: number): void {
    this.#journal.write(() => this.#addEvent("started", ids, worker, null));
  }

  /** Items whose worker ended, and which are tried once more. */
  suspected(
    items: readonly { readonly id: number; readonly alone: "batch" | "process" }[],
    detail: string,
  ): void {
    this.#journal.write(() => {
      tryCarefully(this.#database, items.map(({ id, alone }) => [id, alone]));
      this.#addEvent("suspect", items.map(({ id }) => id), null, detail);
    });
  }

  /** Items have ended. */
  ended(ends: readonly ItemEnd[]): void {
    const { run } = this.#journal;
    this.#journal.write(() => {
      for (const end of ends) {
        this.#end.run(
          end.state,
          end.fingerprint,
          end.content,
          end.size,
          end.stamp,
          run,
          end.attempts,
          end.handed,
          end.quarantined ? 1 : 0,
          end.durationMs,
          end.worker,
          end.pid,
          end.file,
          end.fileBytes,
          end.task,
          end.reply,
          end.exporters,
          end.errorClass,
          end.error,
          end.id,
        );
      }
      for (const state of ["done", "skipped", "failed"] as const) {
        const ids = ends.filter((end) => end.state === state).map(({ id }) => id);
        if (ids.length > 0) this.#addEvent(state, ids, ends[0].worker, null);
      }
    });
  }

  #addEvent(
    kind: ItemEventKind,
    ids: readonly number[],
    worker: number | null,
    detail: string | null,
  ): void {
    const items = `[${ids.join(",")}]`;
    this.#event.run(this.#journal.run, this.#stage, kind, Date.now(), worker, items, detail);
  }
}
