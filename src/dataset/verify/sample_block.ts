/**
 * The rows of some samples.
 *
 * @module
 */
import { DatasetError } from "../errors.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import type { DatasetReader, RowLayout } from "../read/reader.ts";

/** An array whose rows can be told by sample. */
export interface SoundArray {
  readonly info: ArrayInfo;
  readonly layout: RowLayout;
}

/** The rows of one array in a block. */
export interface BlockArray {
  readonly key: string;
  /** The numbers, `size` a row. 64-bit integers are numbers here. */
  readonly data: ArrayLike<number>;
  /** Numbers of a row. */
  readonly size: number;
  /** Sizes of the dimensions behind the first. */
  readonly inner: readonly number[];
  /** What was chosen where the array can be made in several ways. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The rows of the block's sample s are `starts[s]` up to but without `starts[s + 1]`. */
  readonly starts: readonly number[];
}

/** Some samples that follow each other. Arrays are read when a check asks for them, and once. */
export class SampleBlock {
  readonly reader: DatasetReader;
  /** The block's first sample, and the one behind its last. */
  readonly first: number;
  readonly end: number;
  readonly #arrays: ReadonlyMap<string, SoundArray>;
  readonly #read = new Map<string, Promise<BlockArray | null>>();

  constructor(
    reader: DatasetReader,
    arrays: ReadonlyMap<string, SoundArray>,
    first: number,
    end: number,
  ) {
    this.reader = reader;
    this.first = first;
    this.end = end;
    this.#arrays = arrays;
  }

  /** The keys of all arrays that can be divided by sample. */
  get keys(): string[] {
    return [...this.#arrays.keys()];
  }

  /** Whether NaN may stand in an array: where it is the declared missing value. */
  allowsNaN(key: string): boolean {
    return Number.isNaN(this.#arrays.get(key)?.info.missing);
  }

  /** An array's rows; null where there is none of that key, or it cannot be read. */
  read(key: string): Promise<BlockArray | null> {
    let rows = this.#read.get(key);
    if (rows === undefined) {
      rows = this.#load(key);
      this.#read.set(key, rows);
    }
    return rows;
  }

  /** Where each sample's rows of a group begin; null where the merge has not said so. */
  rows(group: string): Promise<Pick<BlockArray, "starts"> | null> {
    return this.read(`${group}/body_id_code_${group}`);
  }

  /** Several arrays; null unless all are there. */
  async readAll<K extends string>(
    ...keys: readonly K[]
  ): Promise<Record<K, BlockArray> | null> {
    const arrays: Partial<Record<K, BlockArray>> = {};
    for (const key of keys) {
      const array = await this.read(key);
      if (array === null) return null;
      arrays[key] = array;
    }
    return arrays as Record<K, BlockArray>;
  }

  /** Calls back for each row: with the sample, the row within it, where its numbers begin. */
  eachRow(
    { starts, size }: BlockArray,
    visit: (sample: number, row: number, at: number) => void,
  ): void {
    for (let s = 0; s + 1 < starts.length; s++) {
      for (let row = starts[s]; row < starts[s + 1]; row++) {
        visit(this.first + s, row - starts[s], row * size);
      }
    }
  }

  async #load(key: string): Promise<BlockArray | null> {
    const array = this.#arrays.get(key);
    if (array === undefined) return null;
    const { info, layout: { offsets } } = array;
    const from = offsets[this.first], to = offsets[this.end];
    try {
      const { data } = await this.reader.read(info.group, info.name, [from, to]);
      const inner = info.shape.slice(1);
      return {
        key,
        data: data instanceof BigInt64Array ? Float64Array.from(data, Number) : data,
        size: inner.reduce((product, n) => product * n, 1),
        inner,
        attributes: info.attributes,
        starts: Array.from(
          { length: this.end - this.first + 1 },
          (_, s) => offsets[this.first + s] - from,
        ),
      };
    } catch (error) {
      // The check of what is stored tells of it.
      if (error instanceof DatasetError) return null;
      throw error;
    }
  }
}
