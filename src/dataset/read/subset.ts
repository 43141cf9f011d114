/**
 * Some samples of a dataset, read one by one.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { foundPage } from "./found_page.ts";
import type { OptionNames } from "../../base/known_options.ts";
import type { NdArray } from "../../storage/array.ts";
import { isMergeArray } from "./array_groups.ts";
import { DatasetError } from "../errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { DatasetReader } from "./reader.ts";
import { DEFAULT_SPLIT, subsetsOfSplit } from "./subsets_of_split.ts";
import type { TableValue } from "./parquet_table.ts";

/** One sample: a distinct body's arrays and metadata. */
export interface Sample {
  /** The sample's position in the dataset. */
  readonly index: number;
  /** The sample's `id` in the infoset. */
  readonly id: number;
  /** The sample's row of the infoset; empty without an infoset. */
  readonly metadata: Readonly<Record<string, TableValue>>;
  /** The sample's rows of each array, by `"group/array"`; the first dimension may be 0. */
  readonly arrays: Readonly<Record<string, NdArray>>;
}

/** Which arrays to read. */
export interface SampleOptions {
  /**
   * The groups, e.g. `["faces", "labels"]`.
   *
   * @default {all groups}
   */
  groups?: readonly string[];
}

/** Which split a subset is of, and which arrays to read. */
export interface SubsetOptions extends SampleOptions {
  /**
   * The name of the split.
   *
   * @default {"default"}
   */
  split?: string;
}

/** The names of {@linkcode SampleOptions}. */
export const SAMPLE_OPTIONS: OptionNames<SampleOptions> = { groups: true };
/** The names of {@linkcode SubsetOptions}. */
export const SUBSET_OPTIONS: OptionNames<SubsetOptions> = { ...SAMPLE_OPTIONS, split: true };

/** Samples that a notebook shows. */
const SHOWN = 8;

/** Samples of a dataset in a fixed order; what is read is read when it is asked for. */
export class Subset {
  /** What the subset is called, e.g. `"train"`. */
  readonly name: string;
  /** The positions of its samples in the dataset. */
  readonly indices: readonly number[];
  readonly #reader: DatasetReader;
  readonly #groups: readonly string[];

  /** Samples by their positions; a dataset makes its subsets itself. */
  constructor(
    reader: DatasetReader,
    name: string,
    indices: readonly number[],
    options: SampleOptions = {},
  ) {
    this.#reader = reader;
    this.name = name;
    this.indices = indices;
    this.#groups = options.groups ?? reader.arrays.groups();
    for (const group of this.#groups) reader.arrays.arrays(group); // refuses unknown groups
  }

  /** The number of samples. */
  get length(): number {
    return this.indices.length;
  }

  /** The `id`s of the samples in the infoset. */
  async ids(): Promise<number[]> {
    const ids = await this.#reader.sampleIds();
    return this.indices.map((index) => ids[index]);
  }

  /**
   * Reads a sample.
   *
   * @param position from 0; negative positions count from the end
   * @throws {UsageError} when there is no such position
   */
  async at(position: number): Promise<Sample> {
    const index = this.indices.at(position);
    if (index === undefined || !Number.isInteger(position)) {
      throw new UsageError(
        `Cannot read sample ${position} of '${this.name}': it has ${this.length} samples, ` +
          `positions run from 0 to ${this.length - 1}`,
        { data: { position, length: this.length } },
      );
    }
    const infos = this.#groups.flatMap((group) =>
      this.#reader.arrays.arrays(group).filter(({ name }) => !isMergeArray(name, group))
    );
    const [id, metadata, ...arrays] = await Promise.all([
      this.#reader.sampleIds().then((ids) => ids[index]),
      this.#metadata(index),
      ...infos.map(async (info): Promise<[string, NdArray]> => {
        const { offsets } = await this.#reader.layout(info);
        const rows = [offsets[index], offsets[index + 1]] as const;
        return [
          `${info.group}/${info.name}`,
          await this.#reader.read(info.group, info.name, rows),
        ];
      }),
    ]);
    return { index, id, metadata, arrays: Object.fromEntries(arrays) };
  }

  /** The same as {@linkcode at}. */
  get(position: number): Promise<Sample> {
    return this.at(position);
  }

  /** What a notebook shows: a MIME bundle. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    const rows = await Promise.all(
      this.indices.slice(0, SHOWN).map((index) => this.#metadata(index)),
    );
    return pageBundle(foundPage({
      title: `Subset ${this.name}`,
      found: this.length,
      of: this.#reader.sampleCount,
      thing: "sample",
      query: "",
      rows,
      next: [
        "const sample = await subset.at(0); // its arrays and metadata",
        "for await (const sample of subset) console.log(sample.id);",
      ],
    }));
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    return `Subset ${this.name}: ${this.length} of ${this.#reader.sampleCount} samples, ` +
      `groups ${this.#groups.join(", ")}`;
  }

  /** Reads all samples, in order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Sample> {
    for (let position = 0; position < this.length; position++) yield await this.at(position);
  }

  async #metadata(index: number): Promise<Record<string, TableValue>> {
    const columns = this.#reader.infoset?.columns ?? [];
    const values = await Promise.all(columns.map((name) => this.#reader.infoColumn(name)));
    return Object.fromEntries(columns.map((name, i) => [name, values[i][index]]));
  }
}

/**
 * The samples of a subset that a split made.
 *
 * @param name `"train"`, `"validation"`, `"test"`, or a fold such as `"fold_0"`
 * @throws {DatasetError} when the dataset has not been split
 * @throws {UsageError} when there is no such split or subset, with what there is
 */
export async function subsetOf(
  reader: DatasetReader,
  name: string,
  { split = DEFAULT_SPLIT, ...options }: SubsetOptions = {},
): Promise<Subset> {
  if (reader.infoset === null) throw reader.missingInfoset(`get the subset '${name}'`);
  const subsets = await subsetsOfSplit(reader, split);
  const known = [...new Set(subsets)].filter((one) => one !== null);
  if (known.length === 0) {
    throw new DatasetError(
      `Cannot get the subset '${name}' of '${reader.location}': it has not been split yet. ` +
        `Call split() first, or 'trunnion split' on the command line`,
      { data: { subset: name, split } },
    );
  }
  const usual = known.some((one) => one.startsWith("fold_")) ? [] : ["train", "validation", "test"];
  if (!known.includes(name) && !usual.includes(name)) {
    throw new UsageError(
      `Cannot get the subset '${name}' of the split '${split}'. ${
        suggestNames(name, [...new Set([...usual, ...known.sort()])])
      }`,
      { data: { subset: name, split } },
    );
  }
  const indices = subsets.flatMap((one, index) => one === name ? [index] : []);
  return new Subset(reader, name, indices, options);
}
