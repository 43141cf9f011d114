/** What the infoset has of a file. @module */
import { foundPage } from "../read/found_page.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { shownValue } from "../../page/shown_value.ts";
import { type FileLike, findFile } from "./find_file.ts";

/** A row of the infoset. */
export type FileInfo = Readonly<Record<string, TableValue>>;

/**
 * The rows of the infoset for a file's samples, or for all.
 *
 * @throws {DatasetError} when there is no infoset
 * @throws {UsageError} when there is no such file
 */
export async function fileInfo(
  reader: DatasetReader,
  file: FileLike | null,
): Promise<readonly FileInfo[]> {
  if (reader.infoset === null) throw reader.missingInfoset("tell of the files");
  const samples = file === null ? null : (await findFile(reader, file, "tell of a file")).samples;
  const names = reader.infoset.columns;
  const columns = await Promise.all(names.map((name) => reader.infoColumn(name)));
  const chosen = samples ?? Array.from({ length: reader.sampleCount }, (_, s) => s);
  const rows = chosen.map((s) => Object.fromEntries(names.map((name, i) => [name, columns[i][s]])));
  const what = file === null ? "all files" : `file ${file}`;
  return shownValue(rows, {
    line: () => `${rows.length} ${rows.length === 1 ? "sample" : "samples"} of ${what}`,
    page: () =>
      foundPage({
        title: `What is known of ${what}`,
        found: rows.length,
        of: reader.sampleCount,
        thing: "sample",
        query: "",
        rows: rows.slice(0, 8),
        next: [`await dataset.fileDataset(${JSON.stringify(file ?? 0)}, "faces")`],
      }),
  });
}

/**
 * The path of a file by its `file_id`, as `file` in the infoset has it.
 *
 * @throws {DatasetError} when there is no infoset
 * @throws {UsageError} when there is no such file
 */
export async function fileOfId(reader: DatasetReader, fileId: number): Promise<string> {
  if (reader.infoset === null) throw reader.missingInfoset("tell a file by its id");
  const { samples } = await findFile(reader, fileId, "tell a file by its id");
  return String((await reader.infoColumn("file"))[samples[0]]);
}
