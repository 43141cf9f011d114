/**
 * One handle on a dataset.
 *
 * @module
 */
import { type OptionNames, requireKnownOptions } from "../base/known_options.ts";
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import { plainText } from "../base/plain_text.ts";
import type { Lineage } from "./look/lineage.ts";
import type { ExportFormat } from "./export/export_formats.ts";
import type { ExportOptions, ExportReport } from "./export/export_samples.ts";
import { DatasetCharts } from "./chart/dataset_charts.ts";
import type { NdArray } from "../storage/array.ts";
import type { ArrayInfo } from "./read/array_groups.ts";
import type { Contents } from "./statistics/contents.ts";
import type { Distribution, DistributionOptions } from "./statistics/distribution.ts";
import { evaluateQuery, type WhereLike } from "./query/evaluate_query.ts";
import { requireQueryOptions } from "./query/where.ts";
import type { DatasetSource } from "./read/read_store.ts";
import { DatasetReader } from "./read/reader.ts";
import { allPositions } from "./read/sample_positions.ts";
import { subsetIndices } from "./read/subset_indices.ts";
import { AwaitedDataset } from "./load/awaited_dataset.ts";
import { SAMPLE_OPTIONS, type SampleOptions } from "./load/sample_options.ts";
import type { Scaler } from "./load/scaler.ts";
import type { Folds } from "./load/folds.ts";
import type { CheckSplitOptions } from "./notes/check_split.ts";
import type { SplitSizes } from "./split/split.ts";
import type { SplitReport } from "./split/split_report.ts";
import type { FoldOptions, SplitOptions } from "./split/split_options.ts";
import { DEFAULT_SPLIT, splitNames } from "./read/subsets_of_split.ts";
import type { TableValue } from "./read/parquet_table.ts";
import { type JoinReport, joinText } from "./notes/join_report.ts";
import type { JoinOptions } from "./notes/join_table.ts";
import { keptColumns } from "./notes/kept_notes.ts";
import type { JoinTable } from "./notes/read_rows.ts";
import { DatasetPreviews } from "./view/dataset_previews.ts";

/** Which samples or files are asked for. */
export interface FindOptions {
  /** The group in which the query's keys are looked for first. */
  group?: string | null;
  /**
   * The query: as data ({@linkcode where}) or as a function of a row. Everything without it.
   */
  where?: WhereLike;
}

const FIND_OPTIONS: OptionNames<FindOptions> = { group: true, where: true };

/** Which files are asked for, and where they are. */
export interface FileOptions extends FindOptions {
  /**
   * Where the source folder is now; of several, each by what its files begin with in the infoset,
   * e.g. `{ "steel/": "/data/steel" }`.
   *
   * @default {where it was, or where it stands to the dataset as it did}
   */
  sources?: string | Readonly<Record<string, string>>;
}

const FILE_OPTIONS: OptionNames<FileOptions> = { ...FIND_OPTIONS, sources: true };

/** Which split a subset is of, which arrays to read, and what is done to them. */
export interface SubsetOptions extends SampleOptions {
  /**
   * The name of the split.
   *
   * @default {"default"}
   */
  split?: string;
}

const SUBSET_OPTIONS: OptionNames<SubsetOptions> = { ...SAMPLE_OPTIONS, split: true };

/**
 * An open dataset: its arrays, its samples, its metadata.
 *
 * Values are read when they are asked for. Close it when done, or bind it with `using`.
 */
export class Dataset extends DatasetPreviews implements Disposable {
  readonly #reader: DatasetReader;
  readonly #joined: JoinReport | null;

  private constructor(reader: DatasetReader, joined: JoinReport | null = null) {
    super(reader);
    this.#reader = reader;
    this.#joined = joined;
  }

  /**
   * Opens a dataset wherever its parts are; {@linkcode openDataset} opens local files.
   *
   * @throws {DatasetError} when a part is missing or damaged
   */
  static async open(source: DatasetSource): Promise<Dataset> {
    return new Dataset(await DatasetReader.open(source, keptColumns));
  }

  /** Where the dataset is. */
  get location(): string {
    return this.#reader.location;
  }

  /** The number of samples: distinct bodies. */
  get sampleCount(): number {
    return this.#reader.sampleCount;
  }

  /** The names of the groups. */
  get groups(): string[] {
    return this.#reader.arrays.groups();
  }

  /**
   * The arrays of a group, those that the merge adds last.
   *
   * @throws {DatasetError} when there is no such group
   */
  arrays(group: string): ArrayInfo[] {
    return this.#reader.arrays.arrays(group);
  }

  /**
   * Reads an array, or the rows `[start, end)` of it.
   *
   * @throws {DatasetError} when there is no such group or array
   */
  read(group: string, array: string, rows?: readonly [start: number, end: number]): Promise<
    NdArray
  > {
    return this.#reader.read(group, array, rows);
  }

  /** The columns of the infoset; empty without one. */
  get columns(): string[] {
    return this.#reader.infoset?.columns ?? [];
  }

  /**
   * Reads a column of the infoset: one value a sample.
   *
   * @throws {DatasetError} when there is no such column
   */
  async column(name: string): Promise<TableValue[]> {
    return [...await this.#reader.infoColumn(name)];
  }

  /** The table of contents as plain data. */
  async contents(): Promise<Contents> {
    const { contentsOf } = await import("./statistics/contents.ts");
    return await contentsOf(this.#reader);
  }

  /** The table of contents as text. */
  async tableOfContents(): Promise<string> {
    const { contentsOf, contentsText } = await import("./statistics/contents.ts");
    return contentsText(await contentsOf(this.#reader));
  }

  /**
   * Where it comes from: sources, flow and tasks, versions of Trunnion, Deno, kernel and profiles,
   * the project's commit, hashes of the tasks' code, the schema.
   */
  async lineage(): Promise<Lineage> {
    const { lineageOf } = await import("./look/lineage.ts");
    return await lineageOf(this.#reader);
  }

  /**
   * Finds samples: their positions, ascending. How a query is asked: {@linkcode evaluateQuery}.
   *
   * @throws {UsageError} when a key is unknown, or values cannot be compared
   */
  async find(options: FindOptions = {}): Promise<number[]> {
    requireQueryOptions("find samples", options, FIND_OPTIONS);
    const { group = null, where } = options;
    if (where !== undefined) return await evaluateQuery(this.#reader, where, group);
    if (group !== null) this.arrays(group);
    return allPositions(this.sampleCount);
  }

  /** Finds the files of which a sample matches: their `file_id`s, ascending, each once. */
  async getFileList(options: FindOptions = {}): Promise<number[]> {
    const { filesFound } = await import("./look/found_list.ts");
    return await filesFound(this.#reader, await this.find(options), options.where);
  }

  /** Finds samples: their `id`s in the infoset, in sample order. */
  async getSampleList(options: FindOptions = {}): Promise<number[]> {
    const { samplesFound } = await import("./look/found_list.ts");
    return await samplesFound(this.#reader, await this.find(options), options.where);
  }

  /**
   * The CAD files of the samples that a query finds, or of all: absolute paths, each once, in the
   * order of the samples.
   *
   * @throws {DatasetError} when a source folder has moved, with what to say
   */
  async files(options: FileOptions = {}): Promise<string[]> {
    requireQueryOptions("list files", options, FILE_OPTIONS);
    const { sources, ...asked } = options;
    const { filePaths } = await import("./read/file_paths.ts");
    return await filePaths(this.#reader, await this.find(asked), sources);
  }

  /** Counts the values of a key by bin. */
  async createDistribution(options: DistributionOptions): Promise<Distribution> {
    const { distributionOf } = await import("./statistics/distribution.ts");
    return await distributionOf(this.#reader, options);
  }

  /**
   * Divides the samples into subsets for training, validation and testing. The split is kept beside
   * the dataset and applied to every new version of it; the same options give it again.
   *
   * @throws {UsageError} when the shares do not sum to 1, or it cannot be done
   */
  async split(options: SplitOptions): Promise<SplitSizes> {
    const { splitSamples } = await import("./split/split.ts");
    return await splitSamples(this.#reader, options);
  }

  /**
   * Divides the samples into folds, and gives the rounds of a cross-validation. It is a split like
   * any other, of the name `kfold`, with subsets `fold_0`, `fold_1`, ...
   *
   * @throws {UsageError} when there are more folds than groups, or it cannot be done otherwise
   */
  async kfold(options: FoldOptions = {}): Promise<Folds> {
    const { foldSamples } = await import("./load/folds.ts");
    return await foldSamples(this.#reader, options);
  }

  /** Reports on a split made elsewhere, a table as for `join` with a column `subset`. */
  async checkSplit(table: JoinTable, options: CheckSplitOptions = {}): Promise<SplitReport> {
    const { checkSplit } = await import("./notes/check_split.ts");
    return await checkSplit(this.#reader, table, options);
  }

  /**
   * Forgets a split. Results on its test set are then of a set that nobody knows any more.
   *
   * @throws {UsageError} when there is no split of that name
   */
  async resetSplitState(name: string = DEFAULT_SPLIT): Promise<void> {
    const { resetSplit } = await import("./split/reset_split.ts");
    await resetSplit(this.#reader, name);
  }

  /**
   * Writes the samples, by subset, into the files of another library, in a new folder: a file a
   * sample (`"npz"`), a file a subset (`"safetensors"`; `"pyg"` with the graphs of faces), or
   * tables with nested lists (`"arrow"`; `"parquet"` in the layout of the Hub of Hugging Face).
   * Codes travel with their names.
   *
   * @example
   * ```ts
   * import { openDataset } from "trunnion";
   *
   * if (import.meta.main) {
   *   using dataset = await openDataset("output/flows/parts");
   *   const { files } = await dataset.exportTo("parquet", "parts_hub", { groups: ["faces"] });
   *   console.log(files); // ["README.md", "croissant.json", "data/train-00000-of-00001.parquet"]
   * }
   * ```
   *
   * @throws {UsageError} when the folder is there, or there is no such format, group or subset
   */
  async exportTo(
    format: ExportFormat,
    path: string,
    options?: ExportOptions,
  ): Promise<ExportReport> {
    const { exportSamples } = await import("./export/export_samples.ts");
    return await exportSamples(this.#reader, format, path, options);
  }

  /**
   * Joins a table from outside: labels or predictions, for samples, files or faces. What it returns
   * is this dataset with the columns, which queries, splits, distributions, charts and tables take
   * like any others; closing one closes both. With a `name` the columns are kept beside the
   * dataset, and are there in its later versions.
   *
   * @param table the path of a CSV, TSV or Parquet file, rows, or a table of Arquero or Arrow
   * @throws {UsageError} when a column is missing, two rows are about the same sample, a name is
   *   taken, or no row is about anything that is there
   */
  async join(table: JoinTable, options: JoinOptions = {}): Promise<Dataset> {
    const { joinTable } = await import("./notes/join_table.ts");
    const { columns, report } = await joinTable(this.#reader, table, options);
    this.#reader.forgetKept();
    const reader = this.#reader.withColumns(options.name === undefined ? columns : []);
    return new Dataset(reader, report);
  }

  /** What the join has found that this handle comes from; null where it comes from none. */
  get joinReport(): JoinReport | null {
    return this.#joined;
  }

  /** The samples that a saved view finds now. */
  view(name: string, options: SampleOptions = {}): AwaitedDataset {
    requireKnownOptions(`read the view '${name}'`, options, SAMPLE_OPTIONS);
    return new AwaitedDataset(async () => {
      const { viewOf } = await import("./notes/views.ts");
      return await this.samples({ ...options, where: await viewOf(this.#reader, name) });
    });
  }

  /** Draws it: distributions, confusions, two keys against each other, errors, splits. */
  get chart(): DatasetCharts {
    return new DatasetCharts(this.#reader);
  }

  /** The names of the splits that are kept of it, `default` first. */
  splitNames(): Promise<string[]> {
    return splitNames(this.#reader);
  }

  /**
   * The samples of a subset that a split made, e.g. `subset("train", { split: "second" })`. It is
   * looked up when it is awaited, or first used.
   *
   * @throws {DatasetError} when it is used, and the dataset has not been split
   * @throws {UsageError} when it is used, and there is no such split or subset
   */
  subset(name: string, options: SubsetOptions = {}): AwaitedDataset {
    return new AwaitedDataset(async () => {
      requireKnownOptions(`read the subset '${name}'`, options, SUBSET_OPTIONS);
      const { split = DEFAULT_SPLIT, ...reading } = options;
      const indices = await subsetIndices(this.#reader, name, split);
      const { CADDataset } = await import("./load/cad_dataset.ts");
      return new CADDataset(this.#reader, { name, split, indices }, reading);
    });
  }

  /** All samples, or those that a query matches; looked up when they are awaited, or first used. */
  samples(options: FindOptions & SampleOptions = {}): AwaitedDataset {
    return new AwaitedDataset(async () => {
      requireQueryOptions("read samples", options, { ...FIND_OPTIONS, ...SAMPLE_OPTIONS });
      const { group, where, ...reading } = options;
      const indices = await this.find({ group, where });
      const { CADDataset } = await import("./load/cad_dataset.ts");
      return new CADDataset(this.#reader, { name: "samples", split: null, indices }, reading);
    });
  }

  /**
   * The scaler that was fitted on `train` of a split.
   *
   * @throws {DatasetError} when there is none, or `train` has other samples now
   */
  async scaler(split: string = DEFAULT_SPLIT): Promise<Scaler> {
    const { readScaler, samplesHash } = await import("./load/scaler_file.ts");
    const train = await subsetIndices(this.#reader, "train", split);
    return await readScaler(this.#reader, split, await samplesHash(this.#reader, train));
  }

  /** What a notebook shows: a MIME bundle of one screen. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    const [{ overviewOf }, { overviewPage }, { pageBundle }] = await Promise.all([
      import("./look/overview.ts"),
      import("./look/overview_page.ts"),
      import("../page/page_bundle.ts"),
    ]);
    const page = overviewPage(await overviewOf(this.#reader));
    const lead = this.#joined === null ? page.lead : [...page.lead, joinText(this.#joined)];
    return pageBundle({ ...page, lead });
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    const { groups, sampleCount, location } = this;
    const samples = `${sampleCount} ${sampleCount === 1 ? "sample" : "samples"}`;
    const line = `Dataset '${location}': ${samples}, groups ${groups.join(", ") || "none"}`;
    return [line, ...this.#joined === null ? [] : [joinText(this.#joined)]].map(plainText)
      .join("\n");
  }

  /** Lets go of open files. Safe to call twice. */
  close(): void {
    this.#reader.close();
  }

  /** Closes the dataset where `using` ends. */
  [Symbol.dispose](): void {
    this.close();
  }
}
