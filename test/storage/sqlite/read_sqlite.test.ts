import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openDataFile } from "../../../src/storage/read_data_file.ts";
import { SqliteDataStorage } from "../../../src/storage/sqlite/sqlite_data_storage.ts";
import { CorruptData } from "../../../src/storage/storage_errors.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const folder = temporaryFolder();

/** An encoded file in which `damage` was done by SQL. */
function damaged(name: string, damage: string): string {
  const path = join(folder, `${name}.data`);
  const storage = new SqliteDataStorage(path);
  storage.saveArray("faces/areas", Float32Array.of(1, 2, 3));
  storage.compressStore();
  const database = new DatabaseSync(path);
  database.exec(damage);
  database.close();
  return path;
}

describe("an encoded file in SQLite", () => {
  test("can be asked by SQL", () => {
    const database = new DatabaseSync(damaged("whole", ""), { readOnly: true });
    expect({ ...database.prepare("SELECT key, dtype, shape, dims FROM arrays").get() }).toEqual({
      key: "faces/areas",
      dtype: "float32",
      shape: "[3]",
      dims: '["faces_row"]',
    });
    database.close();
  });

  test("is read group by group", () => {
    const path = damaged("groups", "");
    const file = openDataFile(path, "faces");
    expect([...file.readArray("faces/areas").data]).toEqual([1, 2, 3]);
    file.close();
    expect(openDataFile(path, "edges").groups.size).toBe(0);
  });

  test.each([
    ["a view that never ends", "DROP TABLE groups; CREATE VIEW groups AS SELECT 1 AS name"],
    ["a trigger", "CREATE TRIGGER t AFTER INSERT ON groups BEGIN SELECT 1; END"],
    ["another table", "CREATE TABLE more (x)"],
    ["no table of arrays", "DROP TABLE arrays"],
    ["fewer bytes than its shape", "UPDATE arrays SET data = zeroblob(4)"],
    ["a shape below zero", "UPDATE arrays SET shape = '[-3]'"],
    ["a shape of 1e15", "UPDATE arrays SET shape = '[1000000000000000]'"],
    ["a shape that is none", "UPDATE arrays SET shape = 'null'"],
    ["an unknown type", "UPDATE arrays SET dtype = 'float16'"],
    ["dimensions for others", "UPDATE arrays SET dims = '[]'"],
    ["rows for other samples", "UPDATE groups SET rows_per_body = '[2]'"],
    ["no attributes", "DELETE FROM attributes"],
    ["attributes that are none", "UPDATE attributes SET json = '{'"],
  ])("with %s is refused by our own sentence", (name, damage) => {
    const path = damaged(name.replaceAll(" ", "_"), damage);
    expect(() => openDataFile(path)).toThrow(CorruptData);
    expect(() => openDataFile(path)).toThrow(/^Cannot read '/);
  });
});
