/** Saved views: queries with a name, which last. @module */
import { parquetWriteBuffer } from "../../storage/column/parquet_writer_library.ts";
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { DatasetError } from "../errors.ts";
import { evaluateQuery } from "../query/evaluate_query.ts";
import { type Query, Where, where } from "../query/where.ts";
import { ParquetTable } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { notesOf } from "./kept_notes.ts";

/** The name under which views are kept. */
const VIEWS = "views";

/** All views by their names, in the order in which they were saved. */
export async function readViews(reader: DatasetReader): Promise<Map<string, Where>> {
  const file = await reader.notes?.table(VIEWS) ?? null;
  if (file === null) return new Map();
  const table = await ParquetTable.open(file);
  try {
    const [names, queries] = await Promise.all([table.column("name"), table.column("query")]);
    return new Map(
      names.map((name, i) => [String(name), where.fromJSON(JSON.parse(String(queries[i])))]),
    );
  } catch (cause) {
    throw new DatasetError(
      `Cannot read the views in '${file.name}': they must have names, and queries as JSON. ` +
        "Remove the file, and save them again",
      { data: { table: file.name }, cause },
    );
  }
}

/**
 * Saves a query under a name; null removes it. A query that cannot be asked is not saved.
 *
 * @throws {UsageError} when it is a function, asks for what there is not, or the name is none
 */
export async function saveView(
  reader: DatasetReader,
  name: string,
  query: Where | Query | null,
): Promise<void> {
  if (typeof name !== "string" || name.trim() === "") {
    throw new UsageError(`Cannot save a view: it must have a name, found '${name}'`);
  }
  if (typeof query === "function") {
    throw new UsageError(
      `Cannot save the view '${name}': a function cannot be kept. Say it as data: ` +
        'where("face_count").gt(100)',
    );
  }
  const notes = notesOf(reader, `save the view '${name}'`);
  const views = await readViews(reader);
  if (query === null) views.delete(requireView(views, name));
  else {
    const checked = where.fromJSON(query instanceof Where ? query.toJSON() : query);
    await evaluateQuery(reader, checked);
    views.set(name, checked);
  }
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "name", data: [...views.keys()], type: "STRING", nullable: false },
      {
        name: "query",
        data: [...views.values()].map((one) => JSON.stringify(one)),
        type: "STRING",
        nullable: false,
      },
    ],
    createdBy: "trunnion",
  });
  await notes.write(VIEWS, new Uint8Array(bytes));
}

/** The query of a view. */
export async function viewOf(reader: DatasetReader, name: string): Promise<Where> {
  const views = await readViews(reader);
  return views.get(requireView(views, name))!;
}

function requireView(views: ReadonlyMap<string, Where>, name: string): string {
  if (views.has(name)) return name;
  throw new UsageError(`Cannot find the view '${name}'. ${suggestNames(name, views.keys())}`, {
    data: { view: name },
  });
}
