/** Reads `<name>.sources.json`: which folders a dataset's files are told from. @module */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readPlainText } from "../../base/plain_file.ts";
import { messageOf } from "../../base/message_of.ts";
import { DatasetError } from "../errors.ts";
import type { SourceFolder } from "./read_store.ts";

/** The path of that file beside a dataset. */
export function sourcesPath(datasetPath: string): string {
  return `${datasetPath.replace(/\.dataset$/, "")}.sources.json`;
}

/**
 * Reads the folders of a dataset; none where there is no file. A folder is found where it was, or
 * where it stands to the dataset as it did, in a project that was moved as a whole.
 *
 * @throws {DatasetError} where the file is damaged: samples would get other names
 */
export function readSourceFolders(path: string): SourceFolder[] {
  if (!existsSync(path)) return [];
  try {
    const { format, sources } = JSON.parse(readPlainText(path));
    const sound = Array.isArray(sources) &&
      sources.every((one) =>
        [one?.folder, one?.prefix, one?.relative].every((text) => typeof text === "string")
      );
    if (format !== 1 || !sound) {
      throw new TypeError("it must have format 1 and a list of folders with prefixes");
    }
    return sources.map(({ folder, prefix, relative }) => {
      const places = [folder, resolve(dirname(path), relative)];
      return { folder, prefix, found: places.find((place) => existsSync(place)) ?? null };
    });
  } catch (cause) {
    throw new DatasetError(
      `Cannot read the source folders '${path}': ${messageOf(cause)}. Bring the file back, or ` +
        "remove it to have all samples named anew",
      { data: { path }, cause },
    );
  }
}
