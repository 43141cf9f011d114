import { fs, nodeProcess, paths } from "../../base/node/builtins.ts";
import type { DatabaseSync } from "node:sqlite";
import { UsageError } from "../../base/errors.ts";
import type { KeptResult, ResultBackend } from "./result_backend.ts";

/** Milliseconds to wait for another process that writes. */
const BUSY_MS = 10_000;

/** Keeps results in a SQLite file: one row a result. Several processes may use it at once. */
export class SqliteBackend implements ResultBackend {
  /** What it is, for messages. */
  readonly name: string;
  readonly #database: DatabaseSync;

  /**
   * Opens the file.
   *
   * @param path The file; it is made where it is not there. `":memory:"` keeps nothing.
   * @throws UsageError where the runtime has no SQLite
   */
  constructor(path: string) {
    // Node 20 has none, and need not to import this.
    const sqlite = nodeProcess().getBuiltinModule("node:sqlite");
    if (sqlite === undefined) {
      throw new UsageError(
        `Cannot open the results in '${path}': SQLite needs Deno, or Node 22.13 or later. Update ` +
          "it, or keep them in files.",
        { data: { path } },
      );
    }
    const file = path === ":memory:" ? path : paths().resolve(path);
    this.name = `sqlite:${file}`;
    if (file !== ":memory:") fs().mkdirSync(paths().dirname(file), { recursive: true });
    this.#database = new sqlite.DatabaseSync(file, { enableDoubleQuotedStringLiterals: false });
    this.#database.exec(
      `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`,
    );
    this.#database.exec(
      "CREATE TABLE IF NOT EXISTS results (id TEXT PRIMARY KEY, document BLOB NOT NULL, " +
        "blob_name TEXT, blob BLOB, expires INTEGER) WITHOUT ROWID",
    );
  }

  /** The document of a result; null where there is none. */
  read(id: string): Promise<Uint8Array | null> {
    return this.#now(() => {
      const row = this.#get("SELECT document FROM results WHERE id = ?", id);
      return row === undefined ? null : row.document as Uint8Array;
    });
  }

  /** A part of the bytes beside a document. */
  readBlob(id: string, blob: string, start: number, end: number): Promise<Uint8Array | null> {
    return this.#now(() => {
      const part = "SELECT substr(blob, ?, ?) AS part FROM results WHERE id = ? AND blob_name = ?";
      const row = this.#database.prepare(part).get(start + 1, end - start, id, blob);
      return row === undefined ? null : row.part as Uint8Array;
    });
  }

  /** Keeps a result. */
  write(id: string, { document, blob, expires }: KeptResult, onlyNew: boolean): Promise<boolean> {
    return this.#now(() => {
      const insert = onlyNew
        ? "INSERT OR IGNORE INTO results VALUES (?, ?, ?, ?, ?)"
        : "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)";
      const { changes } = this.#database.prepare(insert)
        .run(id, document, blob?.name ?? null, blob?.bytes ?? null, expires);
      return Number(changes) > 0;
    });
  }

  /** Takes a result away, and its bytes with it. */
  remove(id: string): Promise<boolean> {
    return this.#now(() => {
      const { changes } = this.#database.prepare("DELETE FROM results WHERE id = ?").run(id);
      return Number(changes) > 0;
    });
  }

  /** The names at and below a prefix. */
  ids(prefix: string): Promise<string[]> {
    return this.#now(() => {
      // What follows '/' in the order of bytes is '0': a range needs no wildcards, and the index.
      const rows = prefix === ""
        ? this.#database.prepare("SELECT id FROM results").all()
        : this.#database.prepare("SELECT id FROM results WHERE id = ? OR (id >= ? AND id < ?)")
          .all(prefix, `${prefix}/`, `${prefix}0`);
      return rows.map((row) => String(row.id));
    });
  }

  /** Takes all away. */
  clear(): Promise<void> {
    return this.#now(() => this.#database.exec("DELETE FROM results"));
  }

  /** Closes the file. */
  close(): Promise<void> {
    return this.#now(() => {
      if (this.#database.isOpen) this.#database.close();
    });
  }

  #get(sql: string, id: string): Record<string, unknown> | undefined {
    return this.#database.prepare(sql).get(id);
  }

  /** SQLite answers at once; what it throws is a rejection. */
  #now<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => resolve(work()));
  }
}
