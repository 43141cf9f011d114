/** Where the CAD files of a dataset are. @module */
import { isAbsolute, join, resolve } from "node:path";
import { DatasetError } from "../errors.ts";
import type { DatasetReader } from "./reader.ts";

/**
 * What gives the absolute path of a `file` of the infoset; null where its folder is not found.
 *
 * @param moved where the source folder is now, if there is one; else each, by its prefix
 */
export async function pathFinder(
  reader: DatasetReader,
  moved: string | Readonly<Record<string, string>> = {},
): Promise<(file: string) => string | null> {
  const folders = (await reader.sourceFolders()).map(({ folder, prefix, found }) => ({
    prefix,
    place: (typeof moved === "string" ? moved : moved[prefix] ?? moved[folder]) ?? found,
  })).sort((a, b) => b.prefix.length - a.prefix.length);
  return (file) => {
    if (isAbsolute(file)) return file;
    const home = folders.find(({ prefix }) => file.startsWith(prefix));
    if (home === undefined) return resolve(file); // of a dataset that knows no folders
    return home.place === null ? null : join(resolve(home.place), file.slice(home.prefix.length));
  };
}

/**
 * The absolute paths of the files of samples, each once, in the order of the samples. Samples of
 * items that are no files have none.
 *
 * @throws {DatasetError} when a source folder has moved, with what to say
 */
export async function filePaths(
  reader: DatasetReader,
  samples: readonly number[],
  moved?: string | Readonly<Record<string, string>>,
): Promise<string[]> {
  const [files, hashes] = [await reader.infoColumn("file"), await hashColumn(reader)];
  const find = await pathFinder(reader, moved);
  const paths = new Set<string>();
  for (const s of samples) {
    const file = files[s];
    if (typeof file !== "string" || hashes?.[s] === null) continue;
    const path = find(file);
    if (path === null) throw await hasMoved(reader, file);
    paths.add(path);
  }
  return [...paths];
}

async function hashColumn(reader: DatasetReader) {
  return reader.infoset?.has("file_hash") ? await reader.infoColumn("file_hash") : null;
}

async function hasMoved(reader: DatasetReader, file: string): Promise<DatasetError> {
  const folders = (await reader.sourceFolders()).filter(({ found }) => found === null);
  const one = folders.find(({ prefix }) => file.startsWith(prefix)) ?? folders[0];
  const call = one.prefix === ""
    ? 'files({ sources: "where/it/is" })'
    : `files({ sources: { "${one.prefix}": "where/it/is" } })`;
  return new DatasetError(
    `Cannot tell where '${file}' is: its source folder '${one.folder}' is not there any more. ` +
      `If it was moved, say where it is: ${call}`,
    { data: { file, folder: one.folder, prefix: one.prefix } },
  );
}
