/** Which versions of Trunnion's own code have made the items of a stage, and agree. @module */
import type { DatabaseSync } from "node:sqlite";

/** The version of a run that was killed before it had read its own code. */
const UNKNOWN = "unknown";

/** What is known of the code that made kept items. */
export class StageAudits {
  readonly #write: <T>(work: () => T) => T;
  readonly #database: DatabaseSync;
  readonly #stage: number;

  /** @param write writes several rows, all of them or none */
  constructor(write: <T>(work: () => T) => T, database: DatabaseSync, stage: number) {
    this.#write = write;
    this.#database = database;
    this.#stage = stage;
  }

  /** The version that made what a run has done, by the run's number. */
  versions(): Map<number, string> {
    const rows = this.#database.prepare("SELECT id, own FROM runs").all();
    return new Map(rows.map(({ id, own }) => [Number(id), String(own ?? UNKNOWN)]));
  }

  /**
   * Versions other than `now` that have made items of a fingerprint, and were not found to make the
   * same.
   */
  untested(fingerprint: number, now: string): string[] {
    return this.#database.prepare(
      "SELECT DISTINCT coalesce(own, ?4) AS made FROM items JOIN runs ON runs.id = items.run " +
        "WHERE stage = ?1 AND fingerprint = ?2 AND items.state IS NOT NULL " +
        "AND coalesce(own, ?4) <> ?3 " +
        "AND NOT EXISTS (SELECT 1 FROM audits WHERE audits.stage = ?1 AND fingerprint = ?2 " +
        "AND older = coalesce(own, ?4) AND newer = ?3) ORDER BY made",
    ).all(this.#stage, fingerprint, now, UNKNOWN).map(({ made }) => String(made));
  }

  /** Two versions make the same, as far as a sample of the items tells. */
  passed(fingerprint: number, older: string, newer: string): void {
    this.#write(() =>
      void this.#database.prepare(
        "INSERT OR REPLACE INTO audits (stage, fingerprint, older, newer) VALUES (?, ?, ?, ?)",
      ).run(this.#stage, fingerprint, older, newer)
    );
  }
}
