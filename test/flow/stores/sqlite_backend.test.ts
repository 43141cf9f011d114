import { DatabaseSync } from "node:sqlite";
import { SqliteBackend } from "../../../stores.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { describeBackend } from "./kept_results.ts";

const folder = temporaryFolder();
const placeOf = ({ name }: { name: string }) => name.replace("sqlite:", "");

describeBackend("SQLite", {
  make: () => new SqliteBackend(`${folder()}/sub/results.sqlite`),
  damage: (backend, id, document) => {
    const database = new DatabaseSync(placeOf(backend));
    database.prepare("UPDATE results SET document = ? WHERE id = ?").run(document, id);
    database.close();
  },
  again: (backend) => new SqliteBackend(placeOf(backend)),
});
