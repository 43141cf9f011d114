/**
 * Writes the SQLite form of an encoded file.
 *
 * @module
 */
import { fs } from "../../base/node/builtins.ts";
import { arrayBytes } from "../array_type.ts";
import { writeAtomically } from "../atomic_write.ts";
import type { EncodedFile } from "../encoded_file.ts";
import { openSqlite, TABLES } from "./sqlite_form.ts";

/** Writes the file, whole or not at all, and returns its size in bytes. */
export function writeSqliteFile(path: string, file: EncodedFile): number {
  writeAtomically(path, (temporary) => {
    fs().writeFileSync(temporary, ""); // a folder that is not there is said as for other files
    const database = openSqlite(temporary, false);
    try {
      // The rename makes the file whole or absent, so that SQLite need not.
      database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
      for (const table of Object.values(TABLES)) database.exec(table);
      database.prepare("INSERT INTO attributes VALUES (?)").run(JSON.stringify(file.attributes));
      const addGroup = database.prepare("INSERT INTO groups VALUES (?, ?)");
      const addArray = database.prepare("INSERT INTO arrays VALUES (?, ?, ?, ?, ?, ?)");
      for (const [group, { rowsPerBody, arrays }] of file.groups) {
        addGroup.run(group, JSON.stringify(rowsPerBody));
        for (const [name, { spec, array: { data, shape } }] of arrays) {
          const { dims, dtype, ...described } = spec;
          const texts = [shape, dims, described].map((part) => JSON.stringify(part));
          addArray.run(`${group}/${name}`, dtype, ...texts, arrayBytes(data));
        }
      }
      database.exec("COMMIT");
    } finally {
      database.close();
    }
  });
  return fs().statSync(path).size;
}
