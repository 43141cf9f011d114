/** Which file is meant. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { DatasetReader } from "../read/reader.ts";

/** A file of a dataset: its `file_id`, or its path as `file` in the infoset has it. */
export type FileLike = number | string;

/** A file, and its samples. */
interface FoundFile {
  readonly fileId: number;
  /** Positions of its samples, ascending. */
  readonly samples: readonly number[];
}

/**
 * Finds a file.
 *
 * @param attempt what cannot be done without it, for the message
 * @throws {UsageError} when there is no such file, with near ones
 */
export async function findFile(
  reader: DatasetReader,
  file: FileLike,
  attempt: string,
): Promise<FoundFile> {
  const ids = await reader.fileIds();
  if (typeof file === "string") {
    const names = await reader.infoColumn("file");
    const first = names.indexOf(file);
    if (first >= 0) return { fileId: ids[first], samples: samplesOf(ids, ids[first]) };
    const known = new Set(names.map(String));
    throw new UsageError(
      `Cannot ${attempt}: there is no file '${file}'. ${suggestNames(file, known, 5)}`,
      { data: { file } },
    );
  }
  const samples = samplesOf(ids, file);
  if (samples.length > 0) return { fileId: file, samples };
  const known = [...new Set(ids)].sort((a, b) => a - b);
  const range = known.length === 0
    ? "There are none"
    : `There are ${known.length}, from ${known[0]} to ${known.at(-1)}`;
  throw new UsageError(
    `Cannot ${attempt}: a file is told by its file_id or its path, and there is no file ${file}. ` +
      range,
    { data: { file } },
  );
}

function samplesOf(ids: readonly number[], file: number): number[] {
  return ids.flatMap((id, s) => id === file ? [s] : []);
}
