/** The notes that are kept of a dataset, as columns. @module */
import { UsageError } from "../../base/errors.ts";
import type { ExtraColumn } from "../read/extra_column.ts";
import type { SplitFiles } from "../read/read_store.ts";
import type { DatasetReader } from "../read/reader.ts";

/** All columns that are kept beside a dataset, in the order of their tables. */
export async function keptColumns(reader: DatasetReader): Promise<ExtraColumn[]> {
  const { notes } = reader;
  const columns: ExtraColumn[] = [];
  for (const name of await notes?.names() ?? []) {
    const file = name === "views" ? null : await notes!.table(name);
    if (file === null) continue;
    const { applyNote } = await import("./apply_note.ts");
    const { readNote } = await import("./note_file.ts");
    const found = await applyNote(reader, await readNote(file), name);
    columns.push(...name === "tags" ? found.map((one) => ({ ...one, isList: true })) : found);
  }
  return columns;
}

/**
 * Where notes are kept.
 *
 * @throws {UsageError} where none can be
 */
export function notesOf(reader: DatasetReader, attempt: string): SplitFiles {
  if (reader.notes !== null) return reader.notes;
  throw new UsageError(
    `Cannot ${attempt} of '${reader.location}': nothing can be kept beside it. Open the dataset ` +
      "from a folder",
  );
}
