/**
 * The SQLite form of an encoded file: its tables, and how it is opened.
 *
 * @module
 */
import { nodeProcess } from "../../base/node/builtins.ts";
import type { DatabaseSync } from "node:sqlite";
import { StorageError } from "../storage_errors.ts";

/** What the file consists of, exactly: a reader refuses tables made otherwise, and views. */
export const TABLES: Readonly<Record<string, string>> = {
  attributes: "CREATE TABLE attributes (json TEXT NOT NULL)",
  groups: "CREATE TABLE groups (name TEXT PRIMARY KEY, rows_per_body TEXT NOT NULL)",
  arrays: "CREATE TABLE arrays (key TEXT PRIMARY KEY, dtype TEXT NOT NULL, shape TEXT NOT NULL, " +
    "dims TEXT NOT NULL, described TEXT NOT NULL, data BLOB NOT NULL)",
};

/**
 * Opens a database. The module is looked for when it is needed: Node 20 has none.
 *
 * @throws {StorageError} where the runtime has no SQLite
 */
export function openSqlite(path: string, readOnly: boolean): DatabaseSync {
  const sqlite = nodeProcess().getBuiltinModule("node:sqlite");
  if (sqlite === undefined) {
    throw new StorageError(
      `Cannot open '${path}': it is a SQLite file, which needs Deno or Node 22.13 or later. ` +
        "Update it, or encode with another storage type",
      { data: { file: path } },
    );
  }
  return new sqlite.DatabaseSync(path, { readOnly, enableDoubleQuotedStringLiterals: false });
}
