/**
 * A dataset that is being verified.
 *
 * @module
 */
import { bytesPerElement } from "../../storage/array_type.ts";
import type { DType } from "../../storage/array.ts";
import { DTYPES } from "../../storage/schema/schema.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import { DatasetError } from "../errors.ts";
import type { ReadStore } from "../read/read_store.ts";
import type { DatasetReader } from "../read/reader.ts";
import { SampleBlock, type SoundArray } from "./sample_block.ts";

/** Bytes of one array that a block may have, if it has more than one sample. */
const BLOCK_BYTES = 16 * 2 ** 20;

/** What the checks see of a dataset. */
export class VerifyTarget {
  readonly reader: DatasetReader;
  readonly store: ReadStore;
  /** The arrays that can be divided by sample, by `group/array`. */
  readonly arrays: ReadonlyMap<string, SoundArray>;
  /** Why the others cannot, by `group/array`. */
  readonly unsound: ReadonlyMap<string, string>;

  private constructor(
    reader: DatasetReader,
    store: ReadStore,
    arrays: Map<string, SoundArray>,
    unsound: Map<string, string>,
  ) {
    this.reader = reader;
    this.store = store;
    this.arrays = arrays;
    this.unsound = unsound;
  }

  /** Finds which arrays can be divided by sample. */
  static async of(reader: DatasetReader, store: ReadStore): Promise<VerifyTarget> {
    const arrays = new Map<string, SoundArray>(), unsound = new Map<string, string>();
    for (const group of reader.arrays.groups()) {
      const problem = await offsetsProblem(reader, group);
      for (const info of reader.arrays.arrays(group)) {
        if (info.name === `body_offsets_${group}`) continue;
        const key = `${group}/${info.name}`;
        if (problem !== null) unsound.set(key, problem);
        else await divide(reader, info, arrays, unsound);
      }
    }
    return new VerifyTarget(reader, store, arrays, unsound);
  }

  /** Whole samples together, so that no array has more than some megabytes in one block. */
  *blocks(): Generator<SampleBlock> {
    const weights = [...this.arrays.values()].map(({ info, layout }) => {
      const size = info.shape.slice(1).reduce((product, n) => product * n, 1);
      return { layout, rowBytes: size * bytesPerElement(info.dtype as DType) };
    });
    const bytes = (from: number, to: number) =>
      weights.reduce(
        (most, { layout: { offsets }, rowBytes }) =>
          Math.max(most, rowBytes * (offsets[to] - offsets[from])),
        0,
      );
    for (let first = 0; first < this.reader.sampleCount;) {
      let end = first + 1;
      while (end < this.reader.sampleCount && bytes(first, end + 1) <= BLOCK_BYTES) end++;
      yield new SampleBlock(this.reader, this.arrays, first, end);
      first = end;
    }
  }
}

/** Why a group's offsets do not divide it by sample; null where they do, or there are none. */
async function offsetsProblem(reader: DatasetReader, group: string): Promise<string | null> {
  const name = `body_offsets_${group}`;
  if (reader.arrays.find(group, name) === null) return null;
  let offsets: number[];
  try {
    offsets = Array.from((await reader.read(group, name)).data, Number);
  } catch (error) {
    if (error instanceof DatasetError) return "the group's offsets cannot be read";
    throw error;
  }
  if (offsets.length !== reader.sampleCount + 1) {
    return "the group must have one offset more than there are samples";
  }
  const rises = offsets.every((offset, i) => i === 0 ? offset === 0 : offset >= offsets[i - 1]);
  return rises ? null : "the group's offsets must begin at 0 and never fall";
}

async function divide(
  reader: DatasetReader,
  info: ArrayInfo,
  arrays: Map<string, SoundArray>,
  unsound: Map<string, string>,
): Promise<void> {
  const key = `${info.group}/${info.name}`;
  if (!DTYPES.includes(info.dtype as DType)) {
    unsound.set(key, "its type is none that a dataset has");
    return;
  }
  try {
    const layout = await reader.layout(info);
    const rows = isMergeArray(info.name, info.group) ? await rowsOf(reader, info.group) : null;
    if (rows === null || rows === info.shape[0]) arrays.set(key, { info, layout });
    else unsound.set(key, "ids must have one row for each of the group's");
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    unsound.set(key, "its rows are neither as many as the group's nor one a sample");
  }
}

/** The rows that a group has by its offsets; null without any. */
async function rowsOf(reader: DatasetReader, group: string): Promise<number | null> {
  const name = `body_offsets_${group}`;
  if (reader.arrays.find(group, name) === null) return null;
  return Number((await reader.read(group, name)).data[reader.sampleCount]);
}
