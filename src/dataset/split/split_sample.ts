/** What a split knows a sample by. @module */
import type { DatasetReader } from "../read/reader.ts";

/** One sample as splits know it, in any version of its dataset. */
export interface SplitSample {
  /** The path of its file. */
  readonly file: string;
  /** The hash of its file's bytes; null where no file was named. */
  readonly hash: string | null;
  /** Which body of the file it is. */
  readonly body: number;
  /** Samples with one text here stay together; null for one that is free. */
  readonly group: string | null;
}

/**
 * The samples of a dataset, in their order.
 *
 * @param groupBy the column whose equal values stay together; null for none
 */
export async function samplesOf(
  reader: DatasetReader,
  groupBy: string | null,
): Promise<SplitSample[]> {
  const column = async (name: string) =>
    reader.infoset?.has(name) ? await reader.infoColumn(name) : null;
  const [files, hashes, bodies, names] = await Promise.all(
    ["file", "file_hash", "body_index", "name"].map(column),
  );
  const ids = await reader.fileIds();
  const groups = groupBy === null || groupBy === "file" ? null : await reader.infoColumn(groupBy);
  return ids.map((id, s) => {
    // Items without a source file are known by their names, which the body's stands behind.
    const file = String(files?.[s] ?? names?.[s]?.toString().replace(/\/.*$/, "") ?? `file ${id}`);
    const value = groups?.[s] ?? null;
    return {
      file,
      hash: hashes?.[s] == null ? null : String(hashes[s]),
      body: Number(bodies?.[s] ?? 0),
      group: groupBy === "file" ? file : value === null ? null : String(value),
    };
  });
}
