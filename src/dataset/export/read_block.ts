/** Reads the rows that some samples have of some arrays. @module */
import type { DType, TypedArray } from "../../storage/array.ts";
import { createTyped, elementCount } from "../../storage/array_type.ts";
import { isOneASample } from "../../storage/body_rows.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import { joinedArrays } from "../query/joined_arrays.ts";
import type { DatasetReader } from "../read/reader.ts";

/** An array as it is exported. */
export interface ExportedArray extends ArrayInfo {
  /** `"group/array"`. */
  readonly key: string;
  readonly dtype: DType;
  /** Where the rows of each sample begin, and the last end. */
  readonly offsets: Float64Array;
  /** Whether each sample has exactly one row. */
  readonly oneASample: boolean;
  /** Its values, where it was joined from outside; null where they are read. */
  readonly joined: TypedArray | null;
}

/** The rows of some samples, end to end. */
export interface Block {
  readonly data: TypedArray;
  /** The rows, then the other dimensions. */
  readonly shape: readonly number[];
  /** The rows of each sample. */
  readonly counts: readonly number[];
}

/** The arrays of some groups, ids and offsets left out. */
export async function exportedArrays(
  reader: DatasetReader,
  groups: readonly string[],
): Promise<ExportedArray[]> {
  const infos = groups.flatMap((group) =>
    reader.arrays.arrays(group).filter(({ name }) => !isMergeArray(name, group))
  );
  const stored = await Promise.all(infos.map(async (info) => {
    const { offsets } = await reader.layout(info);
    const oneASample = isOneASample(info) && offsets.every((offset, s) => offset === s);
    const dtype = info.dtype as DType;
    return { ...info, key: `${info.group}/${info.name}`, dtype, offsets, oneASample, joined: null };
  }));
  const joined = await joinedArrays(reader, groups);
  const others = joined.map(({ info, data, offsets }) => ({
    ...info,
    key: `${info.group}/${info.name}`,
    dtype: info.dtype as DType,
    offsets,
    oneASample: false,
    joined: data,
  }));
  const known = new Set(stored.map(({ key }) => key));
  return [...stored, ...others.filter(({ key }) => !known.has(key))];
}

/**
 * Reads what some samples have of an array; samples that lie beside each other are read at once.
 *
 * @param samples positions in the dataset
 */
export async function readBlock(
  reader: DatasetReader,
  array: ExportedArray,
  samples: readonly number[],
): Promise<Block> {
  const { offsets, dtype, shape } = array;
  const counts = samples.map((s) => offsets[s + 1] - offsets[s]);
  const inner = shape.slice(1);
  const width = elementCount(inner);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const data = createTyped(dtype, rows * width);
  let at = 0;
  for (let i = 0; i < samples.length;) {
    let end = i + 1;
    while (end < samples.length && samples[end] === samples[end - 1] + 1) end++;
    const span = [offsets[samples[i]], offsets[samples[end - 1] + 1]] as const;
    if (span[0] < span[1]) {
      const found = array.joined === null
        ? (await reader.read(array.group, array.name, span)).data
        : array.joined.subarray(...span);
      (data as Float64Array).set(found as Float64Array, at);
      at += found.length;
    }
    i = end;
  }
  return { data, shape: [rows, ...inner], counts };
}

/** Divides samples into runs of so many, in order. */
export function* blocksOf<T>(samples: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < samples.length; at += size) yield samples.slice(at, at + size);
}

/** Divides samples into parts whose arrays have about so many bytes. */
export function shardsOf(
  samples: readonly number[],
  arrays: readonly ExportedArray[],
  bytes: number,
): number[][] {
  const shards: number[][] = [[]];
  let filled = 0;
  for (const s of samples) {
    const own = arrays.reduce((sum, array) => sum + bytesOf(array, s), 0);
    if (filled > 0 && filled + own > bytes) {
      shards.push([]);
      filled = 0;
    }
    shards.at(-1)!.push(s);
    filled += own;
  }
  return shards;
}

function bytesOf({ offsets, dtype, shape }: ExportedArray, s: number): number {
  const width = elementCount(shape.slice(1)) * createTyped(dtype, 0).BYTES_PER_ELEMENT;
  return (offsets[s + 1] - offsets[s]) * width;
}
