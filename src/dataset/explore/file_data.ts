/** The arrays of a group, of all files or of one. @module */
import type { NdArray } from "../../storage/array.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import type { DatasetReader } from "../read/reader.ts";
import { type FileLike, findFile } from "./find_file.ts";

/** What a group has of one file. */
export interface FileData {
  /** The file's `file_id`. */
  readonly fileId: number;
  /** The group. */
  readonly group: string;
  /** The `id`s of its samples, in the order of their rows. */
  readonly sampleIds: readonly number[];
  /** The file's rows of each array, by the array's name. */
  readonly arrays: Readonly<Record<string, NdArray>>;
}

/**
 * Reads all arrays of a group, by name; offsets, which belong to no row, are left out.
 *
 * @throws {DatasetError} when there is no such group
 */
export async function groupData(
  reader: DatasetReader,
  group: string,
): Promise<Record<string, NdArray>> {
  const arrays: Record<string, NdArray> = {};
  for (const { name } of rowArrays(reader, group)) arrays[name] = await reader.read(group, name);
  return arrays;
}

/**
 * Reads what a group has of one file.
 *
 * @throws {DatasetError} when there is no such group
 * @throws {UsageError} when there is no such file
 */
export async function fileData(
  reader: DatasetReader,
  file: FileLike,
  group: string,
): Promise<FileData> {
  const infos = rowArrays(reader, group);
  const { fileId, samples } = await findFile(reader, file, `read '${group}' of a file`);
  const ids = await reader.sampleIds();
  const arrays: Record<string, NdArray> = {};
  for (const info of infos) {
    const { offsets } = await reader.layout(info);
    arrays[info.name] = await reader.readSpans(group, info.name, spansOf(samples, offsets));
  }
  return { fileId, group, sampleIds: samples.map((s) => ids[s]), arrays };
}

function rowArrays(reader: DatasetReader, group: string): ArrayInfo[] {
  return reader.arrays.arrays(group).filter(({ name }) => name !== `body_offsets_${group}`);
}

/** The rows of some samples: first row and row after the last, by turns. */
function spansOf(samples: readonly number[], offsets: Float64Array): number[] {
  const spans: number[] = [];
  for (const s of samples) {
    if (offsets[s] === offsets[s + 1]) continue;
    if (spans.at(-1) === offsets[s]) spans[spans.length - 1] = offsets[s + 1];
    else spans.push(offsets[s], offsets[s + 1]);
  }
  return spans;
}
