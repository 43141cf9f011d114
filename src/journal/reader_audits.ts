/** Which files were read by both readers, and on whose files they disagree. @module */
import type { DatabaseSync } from "node:sqlite";
import type { AuditRow, AuditState, EndedKnownItem, KnownItem, StageRow } from "./journal_types.ts";
import { KNOWN_COLUMNS } from "./known_items.ts";

/** Between the names of exporters where an item has several. */
const MARK = "\n";
/** Whether a file of an exporter was read for an item. */
const OF_EXPORTER = "instr(char(10) || exporters || char(10), char(10) || ? || char(10)) > 0";

/** A file to be read by both readers, by its content. */
export type AuditedFile = Pick<AuditRow, "content" | "path" | "exporter">;

/** The names of exporters as an item's row has them; null for none. */
export function exportersText(exporters: readonly string[]): string | null {
  return exporters.length === 0 ? null : exporters.join(MARK);
}

/** The exporters in an item's row. */
export function exportersOf({ exporters }: Pick<KnownItem, "exporters">): string[] {
  return exporters === null ? [] : exporters.split(MARK);
}

/** What is known of audits, for one version of the readers. */
export class ReaderAudits {
  readonly #write: <T>(work: () => T) => T;
  readonly #database: DatabaseSync;
  readonly #reader: number;
  readonly #run: number;

  /**
   * @param write writes several rows, all of them or none
   * @param reader the version of the readers: what was found of another one says nothing of it
   */
  constructor(
    write: <T>(work: () => T) => T,
    database: DatabaseSync,
    reader: number,
    run: number,
  ) {
    this.#write = write;
    this.#database = database;
    this.#reader = reader;
    this.#run = run;
  }

  /** The exporters on whose files the readers have disagreed, in this run or before. */
  distrusted(): string[] {
    return this.#database.prepare(
      "SELECT DISTINCT exporter FROM reader_audits WHERE reader = ? AND state = 'different' " +
        "ORDER BY exporter",
    ).all(this.#reader).map(({ exporter }) => String(exporter));
  }

  /** Whether a file was audited, or is about to be. */
  has(content: string): boolean {
    return this.#database.prepare(
      "SELECT 1 FROM reader_audits WHERE content = ? AND reader = ?",
    ).get(content, this.#reader) !== undefined;
  }

  /** Notes files to be audited. Gives those that have not been, nor are about to be. */
  add(files: readonly AuditedFile[]): AuditedFile[] {
    if (files.length === 0) return [];
    return this.#write(() => {
      const insert = this.#database.prepare(
        "INSERT OR IGNORE INTO reader_audits (content, reader, path, exporter, state, run) " +
          "VALUES (?, ?, ?, ?, 'due', ?)",
      );
      return files.filter(({ content, path, exporter }) =>
        insert.run(content, this.#reader, path, exporter, this.#run).changes > 0
      );
    });
  }

  /** Takes over what runs before have left undone. */
  takeDue(): AuditedFile[] {
    const due = this.#database.prepare(
      "SELECT content, path, exporter FROM reader_audits " +
        "WHERE reader = ? AND state = 'due' AND run <> ?",
    ).all(this.#reader, this.#run).map(({ content, path, exporter }) => ({
      content: String(content),
      path: String(path),
      exporter: String(exporter),
    }));
    if (due.length === 0) return [];
    this.#write(() =>
      void this.#database.prepare(
        "UPDATE reader_audits SET run = ? WHERE reader = ? AND state = 'due'",
      ).run(this.#run, this.#reader)
    );
    return due;
  }

  /** An audit has ended. */
  end(content: string, state: Exclude<AuditState, "due">, detail: string | null): void {
    this.#write(() =>
      void this.#database.prepare(
        "UPDATE reader_audits SET state = ?, detail = ?, run = ? WHERE content = ? AND reader = ?",
      ).run(state, detail, this.#run, content, this.#reader)
    );
  }

  /** Items of a stage's list for which files of an exporter were read without a kernel. */
  itemsOf(stage: number, exporter: string): EndedKnownItem[] {
    const rows = this.#database.prepare(
      `SELECT ${KNOWN_COLUMNS}, reason FROM items WHERE stage = ? AND position IS NOT NULL ` +
        `AND due = 0 AND state <> 'failed' AND ${OF_EXPORTER} ORDER BY position`,
    ).all(stage, exporter);
    return rows as unknown as EndedKnownItem[]; // the columns are those of one
  }

  /**
   * Items of a stage's list that have ended are to be done once more.
   *
   * @param kept how many items are kept from earlier runs now
   * @param reasons how many items there are for each reason now
   */
  again(
    stage: number,
    ids: readonly number[],
    reason: string,
    { kept, reasons }: Pick<StageRow, "kept" | "reasons">,
  ): void {
    this.#write(() => {
      const due = this.#database.prepare("UPDATE items SET due = 1, reason = ? WHERE id = ?");
      for (const id of ids) due.run(reason, id);
      this.#database.prepare(
        "UPDATE stage_runs SET kept = ?, reasons = ? WHERE run = ? AND stage = ?",
      ).run(JSON.stringify(kept), JSON.stringify(reasons), this.#run, stage);
    });
  }

  /** How many items the dataset keeps of an exporter that the stage's list is without. */
  besideOf(stage: number, exporter: string): number {
    const row = this.#database.prepare(
      "SELECT count(*) AS count FROM items WHERE stage = ? AND position IS NULL " +
        `AND place IS NOT NULL AND due = 0 AND state = 'done' AND ${OF_EXPORTER}`,
    ).get(stage, exporter)!;
    return Number(row.count);
  }
}

/** The audits of a run, those that found a difference first. */
export function auditRows(database: DatabaseSync, run: number): AuditRow[] {
  return database.prepare(
    "SELECT path, content, exporter, state, detail FROM reader_audits WHERE run = ? " +
      "ORDER BY state = 'different' DESC, state = 'failed' DESC, path",
  ).all(run).map((row) => ({
    path: String(row.path),
    content: String(row.content),
    exporter: String(row.exporter),
    state: String(row.state) as AuditState, // written by ReaderAudits
    detail: row.detail === null ? null : String(row.detail),
  }));
}
