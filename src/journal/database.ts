/** A journal's database file: opened, checked, and loud when it cannot be written. @module */
import { fs, paths, sqlite } from "../base/node/builtins.ts";
import type { DatabaseSync } from "node:sqlite";
import { messageOf } from "../base/message_of.ts";
import { JournalError, JournalWriteError } from "./errors.ts";
import { JOURNAL_TABLES, JOURNAL_VERSION } from "./journal_schema.ts";

/** Milliseconds to wait for a reader that holds the database. */
const BUSY_MS = 10_000;
/** What SQLite says of a file that is broken or not its own: not all of its errors have codes. */
const DAMAGED = /not a database|malformed/;
/** SQLITE_CANTOPEN: a file that it needs cannot be opened, or made. */
const CANNOT_OPEN = 14;

/** Opens the database for its one writer, and makes it where there is none. */
export function openForWriting(path: string): DatabaseSync {
  const database = connectToWrite(path);
  try {
    database.exec(
      `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`,
    );
    const version = versionOf(database);
    if (version === 0 && isEmpty(database)) {
      database.exec(`BEGIN; ${JOURNAL_TABLES}; PRAGMA user_version = ${JOURNAL_VERSION}; COMMIT`);
    } else refuseOther(path, version);
    return database;
  } catch (error) {
    database.close();
    throw asJournalError(error, path);
  }
}

/** Opens the database for reading, while a run writes it or afterwards. */
export function openForReading(path: string): DatabaseSync {
  try {
    return openReadOnly(path);
  } catch (error) {
    // SQLite has to make a file beside the database. Its `immutable=1`, which needs none, is a URI,
    // and Deno 2.9 takes URIs with all permissions only.
    if (codeOf(error) !== CANNOT_OPEN || !isAtRest(path)) throw asReadError(error, path);
  }
  try {
    return openCopy(path);
  } catch (error) {
    throw asReadError(error, path);
  }
}

/** What SQLite threw while it wrote, as an error that says what to do. */
export function asJournalError(thrown: unknown, path: string): unknown {
  if (thrown instanceof JournalError) return thrown;
  const options = { cause: thrown, data: { journal: path } };
  if (DAMAGED.test(messageOf(thrown))) return damaged(path, thrown);
  return new JournalWriteError(
    `Cannot write the journal '${path}': ${
      messageOf(thrown)
    }. The run ends, because what it does ` +
      "could not be kept. Make room, or allow writing there, and run it again: it goes on where " +
      "it stopped.",
    options,
  );
}

/** What SQLite threw while it read, as an error that says what to do. */
export function asReadError(thrown: unknown, path: string): unknown {
  if (thrown instanceof JournalError) return thrown;
  const options = { cause: thrown, data: { journal: path } };
  if (DAMAGED.test(messageOf(thrown))) return damaged(path, thrown);
  return new JournalError(
    fs().existsSync(path)
      ? `Cannot read the journal '${path}': ${messageOf(thrown)}. Allow reading it; while a run ` +
        "writes it, or was killed, its folder must be writable too."
      : `Cannot read the journal '${path}': it is not there, as when its folder was cleaned. Run ` +
        "the flow again, which begins a new one.",
    options,
  );
}

function connectToWrite(path: string): DatabaseSync {
  try {
    return new (sqlite().DatabaseSync)(path);
  } catch (error) {
    throw asJournalError(error, path);
  }
}

function openReadOnly(path: string): DatabaseSync {
  const database = new (sqlite().DatabaseSync)(path, { readOnly: true });
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    refuseOther(path, versionOf(database));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a copy, whose name is removed at once: its bytes go when it is closed. */
function openCopy(path: string): DatabaseSync {
  const folder = Deno.makeTempDirSync({ prefix: "trunnion-journal-" });
  try {
    const copy = paths().join(folder, paths().basename(path));
    Deno.writeFileSync(copy, Deno.readFileSync(path));
    const writer = new (sqlite().DatabaseSync)(copy);
    writer.exec("PRAGMA journal_mode = DELETE"); // so that nothing is needed beside it
    writer.close();
    return openReadOnly(copy);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** The number that SQLite has for an error. */
function codeOf(error: unknown): unknown {
  return error instanceof Error && "errcode" in error ? error.errcode : undefined;
}

/** Whether all that was written is in the database itself. */
function isAtRest(path: string): boolean {
  const log = fs().statSync(`${path}-wal`, { throwIfNoEntry: false });
  return fs().existsSync(path) && (log === undefined || log.size === 0);
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()!.user_version);
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}

function refuseOther(path: string, version: number): void {
  if (version === JOURNAL_VERSION) return;
  throw new JournalError(
    `Cannot use the journal '${path}': it is of version ${version}, and this is version ` +
      `${JOURNAL_VERSION} of Trunnion's journals. Remove it, or run with ` +
      "`cleanOutputDir: true`; everything is then done again.",
    { data: { journal: path, version, expected: JOURNAL_VERSION, removable: true } },
  );
}

function damaged(path: string, cause: unknown): JournalError {
  return new JournalError(
    `Cannot read the journal '${path}': it is damaged. Remove it, or run with ` +
      "`cleanOutputDir: true`; everything is then done again.",
    { cause, data: { journal: path, removable: true } },
  );
}
