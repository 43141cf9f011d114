/**
 * Some samples of a dataset, for training.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { INSPECT } from "../../base/inspect.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { foundPage } from "../read/found_page.ts";
import type { ExportFormat } from "../export/export_formats.ts";
import type { ExportOptions, ExportReport } from "../export/export_samples.ts";
import type { DatasetReader } from "../read/reader.ts";
import { BATCH_OPTIONS, type BatchOptions, type CollateOptions } from "./batch_options.ts";
import { anySeed, batchSamples } from "./batch_samples.ts";
import { FIT_OPTIONS, type FitOptions, fitScaler } from "./fit_scaler.ts";
import type { PlacedSample } from "./gathered.ts";
import { type GraphBatch, graphBatch } from "./graph_batch.ts";
import type { Draw } from "./prepare.ts";
import type { Sample } from "./sample.ts";
import type { SampleOptions } from "./sample_options.ts";
import { SampleReader } from "./sample_reader.ts";
import type { Scaler } from "./scaler.ts";
import { samplesHash, writeScaler } from "./scaler_file.ts";

/** Makes an item of a sample. */
export type ItemLoader<T> = (sample: Sample) => T | Promise<T>;

/** Which samples a {@linkcode CADDataset} has. */
interface DatasetSamples {
  /** What it is called, e.g. `"train"`. */
  readonly name: string;
  /** The split that it is a subset of; null where it is none. */
  readonly split: string | null;
  /** The samples' positions in the dataset, ascending. */
  readonly indices: readonly number[];
}

/** Samples that a notebook shows. */
const SHOWN = 8;

/**
 * Samples of a dataset in a fixed order: one by one, or in batches. What is read is read when it is
 * asked for. An item is a {@linkcode Sample}, or what a loader of your own makes of one.
 *
 * @example
 * ```ts
 * import { openDataset } from "trunnion";
 *
 * if (import.meta.main) {
 *   using dataset = await openDataset("output/flows/parts/parts.flow");
 *   const train = dataset.subset("train", { groups: ["faces", "graph", "labels"] });
 *   for await (const batch of train.batches({ size: 32, shuffle: true, seed: 1 })) {
 *     console.log(batch.size, batch.ptr, batch.edge_index?.shape);
 *   }
 * }
 * ```
 */
export class CADDataset<T = Sample, B = GraphBatch> {
  /** What it is called, e.g. `"train"`. */
  readonly name: string;
  /** The split that it is a subset of; null where it is none. */
  readonly split: string | null;
  readonly #reader: SampleReader;
  #indices: readonly number[];
  #loader: ItemLoader<T> | null = null;

  /** Samples by their positions; a dataset makes its subsets itself. */
  constructor(reader: DatasetReader, samples: DatasetSamples, options: SampleOptions = {}) {
    ({ name: this.name, split: this.split, indices: this.#indices } = samples);
    this.#reader = new SampleReader(reader, options);
  }

  /** The positions of its samples in the dataset. */
  get indices(): readonly number[] {
    return this.#indices;
  }

  /** The number of samples. */
  get length(): number {
    return this.#indices.length;
  }

  /** The `id`s of the samples in the infoset. */
  async ids(): Promise<number[]> {
    const ids = await this.#reader.reader.sampleIds();
    return this.#indices.map((index) => ids[index]);
  }

  /** The `file_id` of each sample's file. */
  async getFileCodes(): Promise<number[]> {
    const files = await this.#reader.reader.fileIds();
    return this.#indices.map((index) => files[index]);
  }

  /**
   * Reads an item: a sample, prepared as the options of the subset say, or what the item loader
   * makes of it.
   *
   * @param position from 0; negative positions count from the end
   * @throws {UsageError} when there is no such position
   */
  async getItem(position: number): Promise<T> {
    const sample = await this.#reader.read(this.#indexOf(position), this.#draw());
    return await this.#itemOf(sample);
  }

  /** The same as {@linkcode getItem}. */
  at(position: number): Promise<T> {
    return this.getItem(position);
  }

  /** Reads a sample as it is stored, whatever is done to items. */
  async getRawData(position: number): Promise<Sample> {
    return await this.#reader.read(this.#indexOf(position), null);
  }

  /**
   * Leaves samples out from now on; those behind them move up. Batches that are being made keep
   * what they began with.
   *
   * @param positions as {@linkcode getItem} takes them; all count before the first is removed
   * @throws {UsageError} when there is no such position; nothing is removed then
   */
  removeIndices(positions: Iterable<number>): this {
    const removed = new Set(Array.from(positions, (position) => this.#indexOf(position)));
    this.#indices = this.#indices.filter((index) => !removed.has(index));
    return this;
  }

  /**
   * Sets what makes an item of a sample, here and in batches, which are lists of items then.
   *
   * @returns this dataset, with the type of its new items
   */
  setItemLoader<U>(loader: ItemLoader<U>): CADDataset<U, U[]> {
    const own = this as unknown as CADDataset<U, U[]>;
    own.#loader = loader;
    return own;
  }

  /**
   * Makes batches of what `collate` makes of items.
   *
   * @throws {UsageError} when an option is out of its range
   */
  batches<C>(options: CollateOptions<T, C>): AsyncGenerator<C>;
  /** Makes batches: a graph of several samples each, or lists of what the item loader makes. */
  batches(options?: BatchOptions): AsyncGenerator<B>;
  async *batches<C>(
    options: BatchOptions & Partial<CollateOptions<T, C>> = {},
  ): AsyncGenerator<B | C> {
    requireKnownOptions(`make batches of '${this.name}'`, options, BATCH_OPTIONS);
    const { collate } = options;
    const graphs = collate === undefined && this.#loader === null;
    const itemOf = this.#itemOf.bind(this);
    const make = async (placed: readonly PlacedSample[], draw: Draw): Promise<B | C> => {
      if (graphs) return await this.#graph(placed, draw) as B;
      const items: T[] = [];
      for (const one of placed) items.push(await itemOf(await this.#reader.sample(one, draw)));
      return collate === undefined ? items as B : await collate(items);
    };
    yield* batchSamples(this.#reader, this.#indices, options, make);
  }

  /**
   * Finds the statistics of features, for `subset(name, { scaler })`. Those of `train` are kept
   * beside the split, and `dataset.scaler()` gives them again. Values that are missing are left
   * out, as are those of faces that could not be measured, which are NaN.
   *
   * @throws {UsageError} on a subset that is not `train`, unless `anySubset` says so
   */
  async fitScaler(options: FitOptions = {}): Promise<Scaler> {
    requireKnownOptions(`fit a scaler on '${this.name}'`, options, FIT_OPTIONS);
    const { name, split } = this;
    const trained = split !== null && name === "train";
    if (!trained && options.anySubset !== true) {
      throw new UsageError(
        `Cannot fit a scaler on '${name}': it must be 'train' of a split, as what a model is ` +
          `tested on must not be seen before. Call fitScaler of subset("train"), or say ` +
          "`anySubset: true`",
        { data: { subset: name, split } },
      );
    }
    const { reader } = this.#reader;
    const { center = false, scale = false } = this.#reader.options;
    const samples = await samplesHash(reader, this.#indices);
    const origin = { subset: name, split, samples, center, scale };
    const scaler = await fitScaler(this.#reader, this.#indices, origin, options);
    if (trained) await writeScaler(reader, split, scaler);
    return scaler;
  }

  /**
   * Writes these samples into the files of another library, as `Dataset.exportTo` does, with the
   * values that are stored. A subset has its name in them; what a query has found is `train`.
   *
   * @throws {UsageError} when the samples are prepared by options, or the folder is there
   */
  async exportTo(
    format: ExportFormat,
    path: string,
    options: Omit<ExportOptions, "split" | "subsets"> = {},
  ): Promise<ExportReport> {
    const { exportSubset } = await import("./export_subset.ts");
    const { name, split } = this;
    const samples = { name, split, indices: this.#indices };
    return await exportSubset(this.#reader, samples, { format, path, options });
  }

  /** What a notebook shows: a MIME bundle. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    const rows = await Promise.all(
      this.#indices.slice(0, SHOWN).map((index) => this.#reader.metadata(index)),
    );
    return pageBundle(foundPage({
      title: `Subset ${this.name}`,
      found: this.length,
      of: this.#reader.reader.sampleCount,
      thing: "sample",
      query: "",
      rows,
      next: [
        "const sample = await subset.getItem(0); // its arrays and metadata",
        "for await (const batch of subset.batches({ size: 32 })) console.log(batch.ptr);",
      ],
    }));
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    const { reader, options } = this.#reader;
    return `CADDataset ${this.name}: ${this.length} of ${reader.sampleCount} samples, ` +
      `groups ${(options.groups ?? reader.arrays.groups()).join(", ")}`;
  }

  /** Reads all items, in order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    const options = { size: 32, prefetch: 0, collate: (items: T[]) => items };
    for await (const items of this.batches(options)) yield* items;
  }

  async #graph(placed: readonly PlacedSample[], draw: Draw): Promise<GraphBatch> {
    const { arrays, offsets, ids } = await this.#reader.layout();
    const indices = placed.map(({ block, place }) => block.samples[place]);
    const gathered = this.#reader.prepared(placed, arrays, draw);
    return graphBatch(gathered, indices, indices.map((index) => ids[index]), (group, samples) => {
      const own = offsets.get(group);
      if (own === undefined) return null;
      const ptr = new Int32Array(samples.length + 1);
      samples.forEach((sample, i) => ptr[i + 1] = ptr[i] + own[sample + 1] - own[sample]);
      return ptr;
    });
  }

  async #itemOf(sample: Sample): Promise<T> {
    return this.#loader === null ? sample as T : await this.#loader(sample);
  }

  /** A rotation of its own for each reading; with a seed the same as in the first batches. */
  #draw(): Draw {
    return { seed: this.#reader.options.seed ?? anySeed(), epoch: 0 };
  }

  #indexOf(position: number): number {
    const index = this.#indices.at(position);
    if (index !== undefined && Number.isInteger(position)) return index;
    throw new UsageError(
      `Cannot read sample ${position} of '${this.name}': it has ${this.length} samples, ` +
        `positions run from 0 to ${this.length - 1}`,
      { data: { position, length: this.length } },
    );
  }
}
