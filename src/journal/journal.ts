/** The journal of a folder: what its runs have begun and ended. @module */
import type { DatabaseSync } from "node:sqlite";
import { asJournalError, openForWriting } from "./database.ts";
import { fingerprintId, fingerprintOf } from "./fingerprints.ts";
import { inFlight, tryCarefully } from "./in_flight.ts";
import type { RunRowState, StageFingerprint } from "./journal_types.ts";
import { JournalReader } from "./journal_reader.ts";
import { ReaderAudits } from "./reader_audits.ts";
import { stageId } from "./stage_id.ts";
import { StageJournal } from "./stage_journal.ts";

/** What begins a run. */
export interface RunStart {
  readonly run: string;
  readonly flow: string;
  readonly workers: number | null;
  /** What is done again although it has ended: all, or what has failed; null for neither. */
  readonly again: "all" | "failed" | null;
  /** What is needed to run the same again, as plain data; null where only its script can. */
  readonly origin: unknown;
  /**
   * The version of Trunnion's own code; null where it is not known.
   *
   * @default {null}
   */
  readonly own?: string | null;
}

/** A journal and its one writer, which holds the folder's lock. */
export class Journal {
  readonly path: string;
  readonly #database: DatabaseSync;
  #run = 0;
  #since = 0;
  #closed = false;

  private constructor(path: string, database: DatabaseSync) {
    this.path = path;
    this.#database = database;
  }

  /**
   * Opens the journal of a file, and begins it where there is none.
   *
   * @throws JournalError for a file that is damaged, of another version, or cannot be written
   */
  static open(path: string): Journal {
    return new Journal(path, openForWriting(path));
  }

  /** The number of the run that is written. */
  get run(): number {
    return this.#run;
  }

  /**
   * The first of the runs that this one continues: itself, or an earlier one that was interrupted
   * and was to do the same again. Items that have ended since then are not done once more.
   */
  get since(): number {
    return this.#since;
  }

  /**
   * Begins a run. Runs that did not end are marked, and so are the items that they had in work.
   * Where a worker had only one item left, that item is to be tried in a process of its own.
   */
  beginRun({ run, flow, workers, again, origin, own = null }: RunStart): void {
    this.write(() => {
      tryCarefully(this.#database, inFlight(this.#database));
      this.#database.exec("UPDATE runs SET state = 'interrupted' WHERE state = 'running'");
      const { lastInsertRowid } = this.#database.prepare(
        "INSERT INTO runs (run, flow, state, started, pid, workers, again, origin, own) " +
          "VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)",
      ).run(run, flow, Date.now(), Deno.pid, workers, again, JSON.stringify(origin ?? null), own);
      this.#run = Number(lastInsertRowid);
      const other = this.#database.prepare(
        "SELECT max(id) AS id FROM runs " +
          "WHERE id < ? AND NOT (state = 'interrupted' AND again IS ?)",
      ).get(this.#run, again);
      this.#since = Number(other?.id ?? 0) + 1;
    });
  }

  /** Notes the version of Trunnion's own code, where it was not known when the run began. */
  noteOwn(own: string | null): void {
    this.write(() =>
      void this.#database.prepare("UPDATE runs SET own = ? WHERE id = ?").run(own, this.#run)
    );
  }

  /**
   * Ends the run.
   *
   * @param peakBytes the most main memory of this process; null where it is not known
   */
  endRun(
    state: Exclude<RunRowState, "running" | "interrupted">,
    error: string | null,
    files: Readonly<Record<string, string>>,
    peakBytes: number | null = null,
  ): void {
    this.write(() =>
      void this.#database.prepare(
        "UPDATE runs SET state = ?, ended = ?, error = ?, files = ?, peak_bytes = ? WHERE id = ?",
      ).run(state, Date.now(), error, JSON.stringify(files), peakBytes, this.#run)
    );
  }

  /** The items of a stage of this run. */
  stage(name: string): StageJournal {
    return this.write(() => {
      this.#database.prepare("INSERT OR IGNORE INTO stages (name) VALUES (?)").run(name);
      return new StageJournal(this, this.#database, stageId(this.#database, name)!);
    });
  }

  /** The files that were read by both readers, of that version of theirs. */
  readerAudits(reader: number): ReaderAudits {
    return new ReaderAudits((work) => this.write(work), this.#database, reader, this.#run);
  }

  /** The number of a fingerprint. */
  fingerprint(fingerprint: StageFingerprint): number {
    const { code, parameters, schema } = fingerprint;
    return this.write(() => {
      this.#database.prepare(
        "INSERT OR IGNORE INTO fingerprints (code, parameters, schema) VALUES (?, ?, ?)",
      ).run(code, parameters, schema);
      return fingerprintId(this.#database, fingerprint)!;
    });
  }

  /** A fingerprint by its number. */
  fingerprintOf(id: number): StageFingerprint | null {
    return fingerprintOf(this.#database, id);
  }

  /** Forgets the items that neither a list of this run nor a dataset has. */
  forgetUnused(): void {
    this.write(() =>
      void this.#database.prepare(
        "DELETE FROM items WHERE place IS NULL AND (position IS NULL OR " +
          "stage NOT IN (SELECT stage FROM stage_runs WHERE run = ?))",
      ).run(this.#run)
    );
  }

  /** What the journal holds, as a reader sees it. */
  reader(): JournalReader {
    return new JournalReader(this.#database, this.path);
  }

  /**
   * Writes several rows, all of them or none.
   *
   * @throws JournalWriteError when it cannot
   */
  write<T>(work: () => T): T {
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        this.#database.exec("COMMIT");
        return result;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    } catch (error) {
      throw asJournalError(error, this.path);
    }
  }

  /** Closes the file. A second call does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#database.close();
  }
}
