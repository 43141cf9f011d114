/** What a journal holds, read while a run writes it or afterwards. @module */
import type { DatabaseSync } from "node:sqlite";
import { asReadError, openForReading } from "./database.ts";
import type {
  AuditRow,
  EndedItem,
  EndState,
  ItemEvent,
  ItemEventKind,
  KnownItem,
  RunRow,
  RunRowState,
  StageFingerprint,
  StageRow,
} from "./journal_types.ts";
import { fingerprintId, fingerprintOf } from "./fingerprints.ts";
import { knownItems, prepareKnownItems } from "./known_items.ts";
import { auditRows } from "./reader_audits.ts";
import { RunFigures } from "./run_figures.ts";
import { stageId } from "./stage_id.ts";

/** Reads a journal. */
export class JournalReader {
  readonly path: string;
  readonly #database: DatabaseSync;

  /** Of a database that is open: its owner closes it. Else use {@linkcode JournalReader.open}. */
  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.path = path;
  }

  /**
   * Opens a journal that is there.
   *
   * @throws JournalError when it is damaged or of another version
   */
  static open(path: string): JournalReader {
    return new JournalReader(openForReading(path), path);
  }

  /** The runs, the latest first. */
  runs(): RunRow[] {
    return this.#database.prepare("SELECT * FROM runs ORDER BY id DESC").all().map((row) => ({
      id: Number(row.id),
      run: String(row.run),
      flow: String(row.flow),
      state: String(row.state) as RunRowState, // written by Journal
      started: Number(row.started),
      ended: row.ended === null ? null : Number(row.ended),
      pid: Number(row.pid),
      workers: row.workers === null ? null : Number(row.workers),
      origin: row.origin === null ? null : JSON.parse(String(row.origin)),
      error: row.error === null ? null : String(row.error),
      files: row.files === null ? {} : JSON.parse(String(row.files)),
      peakBytes: row.peak_bytes === null ? null : Number(row.peak_bytes),
    }));
  }

  /** The stages of a run, in their order. */
  stages(run: number): StageRow[] {
    return this.#database.prepare(
      "SELECT stage_runs.*, stages.name FROM stage_runs JOIN stages ON stages.id = stage " +
        "WHERE run = ? ORDER BY started, stage_runs.rowid",
    ).all(run).map((row) => ({
      run,
      id: Number(row.stage),
      name: String(row.name),
      started: Number(row.started),
      ended: row.ended === null ? null : Number(row.ended),
      total: Number(row.total),
      workers: Number(row.workers),
      kept: JSON.parse(String(row.kept)),
      reasons: JSON.parse(String(row.reasons)),
      tasks: JSON.parse(String(row.tasks)),
      beside: row.beside === null ? null : JSON.parse(String(row.beside)),
    }));
  }

  /** What is known about items of a stage, by their keys. */
  knownItems(stage: string, keys: readonly string[]): Map<string, KnownItem> {
    const id = stageId(this.#database, stage);
    return id === null ? new Map() : knownItems(prepareKnownItems(this.#database), id, keys);
  }

  /** A fingerprint by its number. */
  fingerprintOf(id: number): StageFingerprint | null {
    return fingerprintOf(this.#database, id);
  }

  /** The number of a fingerprint; null where no run had it. */
  fingerprintId(fingerprint: StageFingerprint): number | null {
    return fingerprintId(this.#database, fingerprint);
  }

  /** What the items of a stage's latest list came to, in its order, one in memory at a time. */
  *endedItems(stage: string, states: readonly EndState[]): Generator<EndedItem> {
    const marks = states.map(() => "?").join(", ");
    try {
      const rows = this.#database.prepare(
        "SELECT id, position, item, state, file, task, reply, error FROM items " +
          "WHERE stage = ? AND position IS NOT NULL AND due = 0 " +
          `AND state IN (${marks}) ORDER BY position`,
      );
      // The statement selects these columns.
      yield* rows.iterate(
        stageId(this.#database, stage) ?? -1,
        ...states,
      ) as unknown as Iterable<EndedItem>;
    } catch (error) {
      throw asReadError(error, this.path);
    }
  }

  /**
   * The names of a stage's encoded files, in the order of the dataset; those too that the latest
   * list is without.
   *
   * @param schema the schema that those must have been made with; null for any
   */
  *placedFiles(stage: string, schema: string | null): Generator<string> {
    try {
      const rows = this.#database.prepare(
        "SELECT file FROM items LEFT JOIN fingerprints ON fingerprints.id = fingerprint " +
          "WHERE stage = ?1 AND place IS NOT NULL AND due = 0 AND state = 'done' " +
          "AND file IS NOT NULL AND (position IS NOT NULL OR ?2 IS NULL " +
          "OR fingerprints.schema IS NULL OR fingerprints.schema = ?2) ORDER BY place, key",
      );
      const id = stageId(this.#database, stage) ?? -1;
      for (const { file } of rows.iterate(id, schema)) yield String(file);
    } catch (error) {
      throw asReadError(error, this.path);
    }
  }

  /** How often each class of error occurs in the latest lists of stages, by class. */
  errorClasses(stages: readonly string[]): Map<string, number> {
    const marks = stages.map(() => "?").join(", ");
    const rows = this.#database.prepare(
      "SELECT error_class, count(*) AS count FROM items JOIN stages ON stages.id = stage " +
        "WHERE position IS NOT NULL AND due = 0 AND state = 'failed' " +
        `AND stages.name IN (${marks}) ` +
        "GROUP BY error_class ORDER BY count DESC, error_class",
    ).all(...stages);
    return new Map(rows.map(({ error_class, count }) => [String(error_class), Number(count)]));
  }

  /** What happened to items in a run, in its order. */
  *events(run: number): Generator<ItemEvent> {
    const rows = this.#database.prepare(
      "SELECT events.*, stages.name FROM events JOIN stages ON stages.id = stage " +
        "WHERE run = ? ORDER BY events.id",
    );
    for (const row of rows.iterate(run)) {
      yield {
        run,
        stage: String(row.name),
        kind: String(row.kind) as ItemEventKind, // written by StageJournal
        at: Number(row.at),
        worker: row.worker === null ? null : Number(row.worker),
        items: JSON.parse(String(row.items)),
        detail: row.detail === null ? null : String(row.detail),
      };
    }
  }

  /** The files that a run had read by both readers, those on which they differ first. */
  readerAudits(run: number): AuditRow[] {
    return auditRows(this.#database, run);
  }

  /** What is counted about runs. */
  get figures(): RunFigures {
    return new RunFigures(this.#database);
  }

  close(): void {
    this.#database.close();
  }
}
