/**
 * An open dataset: arrays, samples, and what lies beside them.
 *
 * @module
 */
import type { NdArray, TypedArray } from "../../storage/array.ts";
import { numbersOf } from "../../storage/column/numbers_of.ts";
import { isOneASample } from "../../storage/body_rows.ts";
import { ArrayGroups, type ArrayInfo, isMergeArray } from "./array_groups.ts";
import { countSamples } from "./count_samples.ts";
import { ByteBudget, type ByteCache } from "./byte_budget.ts";
import { DatasetError } from "../errors.ts";
import type {
  DatasetSource,
  PreviewFiles,
  RowReaders,
  SourceFolder,
  SplitFiles,
} from "./read_store.ts";
import type { ExtraColumn } from "./extra_column.ts";
import { counting, mostRows } from "./sample_positions.ts";
import { type ColumnParts, ParquetTable, type TableValue } from "./parquet_table.ts";
import { readVocabularies, type Vocabulary } from "./vocabulary.ts";

/**
 * How an array's rows belong to the samples: the rows of sample s are `offsets[s]` up to but
 * without `offsets[s + 1]`.
 */
export interface RowLayout {
  readonly offsets: Float64Array;
  /** Whether no sample has more than one row. */
  readonly single: boolean;
}

/** Reads the columns that are noted beside a dataset. */
type KeptColumns = (reader: DatasetReader) => Promise<readonly ExtraColumn[]>;

type DatasetParts = Pick<
  DatasetReader,
  "arrays" | "infoset" | "attribset" | "vocabularies" | "kept"
>;

/** What reads a dataset; the public classes are made of it. */
export class DatasetReader {
  readonly arrays: ArrayGroups;
  readonly infoset: ParquetTable | null;
  readonly attribset: ParquetTable | null;
  /** By key; empty without an attribset. */
  readonly vocabularies: ReadonlyMap<string, Vocabulary>;
  /** The number of samples: distinct bodies. */
  readonly sampleCount: number;
  readonly location: string;
  /** What the `.flow` file says of the run; null without one. */
  readonly flow: Readonly<Record<string, unknown>> | null;
  readonly #source: DatasetSource;
  readonly #layouts = new Map<string, Promise<RowLayout>>();
  /** What is kept of what was read; handles that share the files share it. */
  readonly kept: ByteBudget;
  readonly #keys: ByteCache<TypedArray>;
  #plainLayout: RowLayout | null = null;
  #sampleIds: Promise<number[]> | null = null;
  #fileIds: Promise<number[]> | null = null;
  readonly #readKept: KeptColumns;
  readonly #joined: readonly ExtraColumn[];
  #kept: Promise<readonly ExtraColumn[]> | null = null;
  #closed = false;

  private constructor(
    source: DatasetSource,
    { arrays, infoset, attribset, vocabularies, kept }: DatasetParts,
    readKept: KeptColumns,
    joined: readonly ExtraColumn[] = [],
  ) {
    this.#source = source;
    this.#readKept = readKept;
    this.#joined = joined;
    this.location = source.location;
    this.flow = source.flow ?? null;
    this.arrays = arrays;
    this.infoset = infoset;
    this.attribset = attribset;
    this.vocabularies = vocabularies;
    this.kept = kept;
    this.#keys = kept.section();
    this.sampleCount = countSamples(arrays, infoset, source.location);
  }

  /**
   * Opens a dataset: reads its metadata, the infoset's footer and the vocabularies.
   *
   * @param readKept reads the columns that are noted beside it, when they are first asked for
   * @param kept how much is kept of what was read
   * @throws {DatasetError} when a part is damaged, or the parts are not of one run
   */
  static async open(
    source: DatasetSource,
    readKept: KeptColumns = () => Promise.resolve([]),
    kept: ByteBudget = new ByteBudget(),
  ): Promise<DatasetReader> {
    try {
      const arrays = await ArrayGroups.open(source.store, source.location, kept);
      const infoset = source.infoset === null
        ? null
        : await ParquetTable.open(source.infoset, kept);
      const attribset = source.attribset === null
        ? null
        : await ParquetTable.open(source.attribset);
      const vocabularies = attribset === null ? new Map() : await readVocabularies(attribset);
      const parts = { arrays, infoset, attribset, vocabularies, kept };
      return new DatasetReader(source, parts, readKept);
    } catch (error) {
      source.close?.();
      throw error;
    }
  }

  /** Reads an array, or the rows `[start, end)` of it. */
  async read(
    group: string,
    array: string,
    rows?: readonly [number, number],
  ): Promise<NdArray> {
    this.#assertOpen();
    return await this.arrays.read(group, array, rows);
  }

  /**
   * Reads the values of a key: the whole of an array, which is asked for again and again as long
   * as somebody looks at it. They are shared, and are not to be changed.
   */
  async keyArray({ group, name }: ArrayInfo): Promise<TypedArray> {
    this.#assertOpen();
    const key = `${group}/${name}`;
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const { data } = await this.arrays.read(group, name);
    this.#keys.set(key, data);
    return data;
  }

  /** Reads spans of an array's rows, one behind the other. */
  async readSpans(group: string, array: string, spans: readonly number[]): Promise<NdArray> {
    this.#assertOpen();
    return await this.arrays.readSpans(group, array, spans);
  }

  /** Reads a column of the infoset; one value a sample. */
  async infoColumn(name: string): Promise<TableValue[]> {
    return await this.#infosetFor(name).column(name);
  }

  /** Reads a column of the infoset as it is kept: without an object a value. */
  async infoParts(name: string): Promise<ColumnParts> {
    return await this.#infosetFor(name).parts(name);
  }

  /** Reads some columns of one sample. */
  async infoRow(names: readonly string[], sample: number): Promise<TableValue[]> {
    if (names.length === 0) return [];
    return await this.#infosetFor(names[0]).row(names, sample);
  }

  #infosetFor(name: string): ParquetTable {
    this.#assertOpen();
    if (this.infoset !== null) return this.infoset;
    throw this.missingInfoset(`read the column '${name}'`);
  }

  /** What is noted of its samples; null where nothing can be kept. */
  get notes(): SplitFiles | null {
    return this.#source.notes ?? null;
  }

  /** The columns that were joined or noted: those that are kept, then those in memory. */
  async extraColumns(): Promise<readonly ExtraColumn[]> {
    this.#kept ??= this.#readKept(this);
    return [...await this.#kept, ...this.#joined];
  }

  /** Reads what is noted anew, when it is next asked for: it has changed. */
  forgetKept(): void {
    this.#kept = null;
  }

  /**
   * A reader of the same dataset with more columns. What is kept is read anew. Closing one of the
   * two closes both.
   */
  withColumns(columns: readonly ExtraColumn[]): DatasetReader {
    const all = [...this.#joined, ...columns];
    return new DatasetReader(this.#source, this, this.#readKept, all);
  }

  /** The splits that are kept of it; null where none can be. */
  get splits(): SplitFiles | null {
    return this.#source.splits ?? null;
  }

  /** The pictures and triangles of its bodies; null where none can be kept. */
  get previews(): PreviewFiles | null {
    return this.#source.previews ?? null;
  }

  /** Changes a text column of the infoset on disk. */
  async writeInfoColumn(name: string, values: readonly (string | null)[]): Promise<void> {
    this.#assertOpen();
    if (this.infoset === null) throw this.missingInfoset(`write the column '${name}'`);
    await this.infoset.replaceTextColumn(name, values);
  }

  /** The error for what needs an infoset where there is none. */
  missingInfoset(attempt: string): DatasetError {
    return new DatasetError(
      `Cannot ${attempt} of '${this.location}': its infoset is missing. ` +
        `Open the dataset by its .flow file, or put the .infoset beside the .dataset`,
      { data: { location: this.location } },
    );
  }

  /** The ids of all samples, in sample order: the infoset's `id`, else their positions. */
  sampleIds(): Promise<number[]> {
    return this.#sampleIds ??= this.#readSampleIds();
  }

  /** The id of each sample's file, in sample order. */
  fileIds(): Promise<number[]> {
    return this.#fileIds ??= this.#readFileIds();
  }

  async #readSampleIds(): Promise<number[]> {
    if (!this.infoset?.has("id")) return Array.from({ length: this.sampleCount }, (_, i) => i);
    return asNumbers(await this.infoColumn("id"));
  }

  async #readFileIds(): Promise<number[]> {
    if (this.infoset?.has("file_id")) return asNumbers(await this.infoColumn("file_id"));
    const ids = new Array<number>(this.sampleCount).fill(-1);
    for (const group of this.arrays.groups()) {
      if (!ids.includes(-1)) break;
      const codes = `file_id_code_${group}`;
      if (this.arrays.find(group, codes) === null) continue;
      const { offsets } = await this.#groupLayout(group);
      const { data } = await this.read(group, codes);
      ids.forEach((id, s) => {
        if (id === -1 && offsets[s] < offsets[s + 1]) ids[s] = Number(data[offsets[s]]);
      });
    }
    return ids;
  }

  /**
   * Finds how an array's rows belong to the samples.
   *
   * Within one group arrays may differ in this: beside one row an edge, `graph` has `num_nodes`
   * with one row a body. The first dimension's name tells them apart where the counts do not.
   *
   * @throws {DatasetError} when the number of rows fits neither the group nor the samples
   */
  async layout(info: ArrayInfo): Promise<RowLayout> {
    const rows = info.shape[0] ?? 0;
    const perSample = rows === this.sampleCount;
    if (perSample && this.#standsBeside(info)) return this.plain;
    const layout = await this.#groupLayout(info.group);
    if (layout.offsets[this.sampleCount] === rows) return layout;
    if (perSample) return this.plain;
    throw new DatasetError(
      `Cannot tell the rows of '${info.group}/${info.name}' by sample: it must have one row a ` +
        `sample (${this.sampleCount}) or one for each of the group's ` +
        `${layout.offsets[this.sampleCount]} rows, found ${rows}`,
      { data: { group: info.group, array: info.name, rows } },
    );
  }

  /** Whether an array has one row a sample in a group whose rows are something else. */
  #standsBeside({ group, dims }: ArrayInfo): boolean {
    return isOneASample({ dims }) &&
      this.arrays.arrays(group).some((other) =>
        !isMergeArray(other.name, group) && !isOneASample(other)
      );
  }

  /**
   * The errors of the run, a record each.
   *
   * @throws {DatasetError} when the dataset was opened without its `.flow`
   */
  async errors(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const found = await this.#source.readErrors?.();
    if (found !== undefined) return found;
    throw new DatasetError(
      `Cannot read the errors of '${this.location}': a run's .flow leads to them. Open the ` +
        "dataset by its .flow file or the folder that holds it",
      { data: { location: this.location } },
    );
  }

  /** The report of the last run of its flow; null where there is none, or it cannot be read. */
  async runReport(): Promise<Readonly<Record<string, unknown>> | null> {
    return await this.#source.readReport?.() ?? null;
  }

  /** What decided the bytes of the dataset, a hash; null where it is not known. */
  async mergeKey(): Promise<string | null> {
    return await this.#source.readMergeKey?.() ?? null;
  }

  /** A picture of a sample by its path in the infoset; null where there is none. */
  async picture(path: string): Promise<Uint8Array | null> {
    return await this.#source.readPicture?.(path) ?? null;
  }

  /** The folders that `file` in the infoset is told from; none where that is not known. */
  async sourceFolders(): Promise<readonly SourceFolder[]> {
    return await this.#source.readSources?.() ?? [];
  }

  /** Starts threads that read rows; null where there are none. */
  startReaders(count: number): RowReaders | null {
    this.#assertOpen();
    return this.#source.startReaders?.(count) ?? null;
  }

  /** Lets go of open files. Safe to call twice. */
  close(): void {
    this.#closed = true;
    this.#source.close?.();
  }

  /** One row a sample. */
  get plain(): RowLayout {
    return this.#plainLayout ??= { offsets: counting(this.sampleCount), single: true };
  }

  #groupLayout(group: string): Promise<RowLayout> {
    let layout = this.#layouts.get(group);
    if (layout === undefined) {
      layout = this.#readLayout(group);
      this.#layouts.set(group, layout);
    }
    return layout;
  }

  async #readLayout(group: string): Promise<RowLayout> {
    const name = `body_offsets_${group}`;
    if (this.arrays.find(group, name) === null) return this.plain;
    const offsets = numbersOf((await this.read(group, name)).data);
    if (offsets.length !== this.sampleCount + 1) {
      throw new DatasetError(
        `Cannot read '${group}' of '${this.location}': '${name}' must have one value more than ` +
          `there are samples (${this.sampleCount}), found ${offsets.length}`,
        { data: { group, samples: this.sampleCount, found: offsets.length } },
      );
    }
    const most = mostRows(offsets);
    if (most < 0) {
      throw new DatasetError(
        `Cannot read '${group}' of '${this.location}': '${name}' must begin at 0 and never fall. ` +
          "It was damaged; run the flow again",
        { data: { group } },
      );
    }
    return { offsets, single: most < 2 };
  }

  #assertOpen(): void {
    if (!this.#closed) return;
    throw new DatasetError(`Cannot read '${this.location}': it has been closed. Open it again`);
  }
}

/** The same values, in place, as numbers. */
function asNumbers(values: TableValue[]): number[] {
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== "number") values[i] = Number(values[i]);
  }
  return values as number[];
}
