/** A journal's database file: opened, checked, and loud when it cannot be written. @module */
import { DatabaseSync } from "node:sqlite";
import { messageOf } from "../../flow/flow_errors.ts";
import { JournalError, JournalWriteError } from "./errors.ts";
import { JOURNAL_TABLES, JOURNAL_VERSION } from "./journal_schema.ts";

/** Milliseconds to wait for a reader that holds the database. */
const BUSY_MS = 10_000;
/** What SQLite says of a file that is none of its own, or broken: not all of its errors have codes. */
const DAMAGED = /not a database|malformed/;

/** Opens the database for its one writer, and makes it where there is none. */
export function openForWriting(path: string): DatabaseSync {
  const database = connect(path, false);
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
  const database = connect(path, true);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    refuseOther(path, versionOf(database));
    return database;
  } catch (error) {
    database.close();
    throw asJournalError(error, path);
  }
}

/** What SQLite threw, as an error that says what to do. */
export function asJournalError(thrown: unknown, path: string): unknown {
  if (thrown instanceof JournalError) return thrown;
  const options = { cause: thrown, data: { journal: path } };
  if (DAMAGED.test(messageOf(thrown))) return new JournalError(damaged(path), options);
  return new JournalWriteError(
    `Cannot write the journal '${path}': ${
      messageOf(thrown)
    }. The run ends, because what it does ` +
      "could not be kept. Make room, or allow writing there, and run it again: it goes on where " +
      "it stopped.",
    options,
  );
}

function connect(path: string, readOnly: boolean): DatabaseSync {
  try {
    return new DatabaseSync(path, { readOnly });
  } catch (error) {
    throw asJournalError(error, path);
  }
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
      `${JOURNAL_VERSION} of Trunnion's journals. Remove it by \`trunnion clean\`, or run with ` +
      "`cleanOutputDir: true`; everything is then done again.",
    { data: { journal: path, version, expected: JOURNAL_VERSION } },
  );
}

function damaged(path: string): string {
  return `Cannot read the journal '${path}': it is damaged. Remove it by \`trunnion clean\`, or ` +
    "run with `cleanOutputDir: true`; everything is then done again.";
}
