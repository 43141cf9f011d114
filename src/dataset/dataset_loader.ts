/**
 * A dataset for training: splits and subsets.
 *
 * @module
 */
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import { requireKnownOptions } from "../base/known_options.ts";
import type { Dataset, SubsetOptions } from "./dataset.ts";
import { openDataset } from "./open_dataset.ts";
import type { Folds } from "./load/folds.ts";
import type { SplitSizes } from "./split/split.ts";
import type { FoldOptions, SplitOptions } from "./split/split_options.ts";
import { AwaitedDataset } from "./load/awaited_dataset.ts";

/** What a loader loads. */
export type DatasetLoaderOptions =
  | {
    /** The `.dataset` folder. */
    mergedStorePath: string;
    /** The `.infoset` file. */
    parquetFilePath: string;
  }
  | {
    /** A dataset that is open; closing the loader closes it. */
    dataset: Dataset;
  };

/**
 * A view of a dataset for training.
 *
 * @example
 * ```ts
 * import { DatasetLoader } from "trunnion";
 *
 * if (import.meta.main) {
 *   const loader = await DatasetLoader.open("output/flows/parts/parts.flow");
 *   const [train, validation, test] = await loader.split({
 *     key: "part_category",
 *     group: "labels",
 *     train: 0.7,
 *     validation: 0.15,
 *     test: 0.15,
 *     randomState: 42,
 *   });
 *   console.log(`${train} for training, ${validation} and ${test} held out`);
 *   const subset = await loader.getDataset("train");
 *   console.log(subset.length, (await subset.getItem(0)).arrays["faces/face_areas"].shape);
 *   await loader.closeResources();
 * }
 * ```
 */
export class DatasetLoader implements AsyncDisposable {
  readonly #open: () => Promise<Dataset>;
  #dataset: Promise<Dataset> | null = null;

  /** Nothing is opened before the first question. */
  constructor(options: DatasetLoaderOptions) {
    requireKnownOptions<{ mergedStorePath?: string; parquetFilePath?: string; dataset?: Dataset }>(
      "load a dataset",
      options,
      { mergedStorePath: true, parquetFilePath: true, dataset: true },
    );
    this.#open = "dataset" in options ? () => Promise.resolve(options.dataset) : async () => {
      const { readDatasetParts } = await import("./read_dataset.ts");
      return await readDatasetParts(options.mergedStorePath, options.parquetFilePath);
    };
  }

  /**
   * Opens a dataset at once, by its `.flow` file or its `.dataset` folder.
   *
   * @throws {DatasetError} when there is no dataset, or a part of it is missing or damaged
   */
  static async open(file: string): Promise<DatasetLoader> {
    return new DatasetLoader({ dataset: await openDataset(file) });
  }

  /**
   * Divides the samples into subsets, which later versions of the dataset keep.
   *
   * @returns the sizes of the training, validation and test sets
   * @throws {UsageError} when the shares do not sum to 1, or the key is unknown
   */
  async split(options: SplitOptions): Promise<SplitSizes> {
    return await (await this.dataset()).split(options);
  }

  /**
   * Divides the samples into folds, and gives the rounds of a cross-validation.
   *
   * @throws {UsageError} when there are more folds than groups, or it cannot be done otherwise
   */
  async kfold(options?: FoldOptions): Promise<Folds> {
    return await (await this.dataset()).kfold(options);
  }

  /**
   * Forgets a split.
   *
   * @throws {UsageError} when there is no split of that name
   */
  async resetSplitState(name?: string): Promise<void> {
    await (await this.dataset()).resetSplitState(name);
  }

  /**
   * The samples of a subset that a split made, in this run or an earlier one.
   *
   * @param name `"train"`, `"validation"`, `"test"`, or a fold; `{ split }` names another split
   * @throws {DatasetError} when the dataset has not been split
   */
  getDataset(name: string, options?: SubsetOptions): AwaitedDataset {
    return new AwaitedDataset(async () => await (await this.dataset()).subset(name, options));
  }

  /** The dataset that is loaded. */
  dataset(): Promise<Dataset> {
    return this.#dataset ??= this.#open();
  }

  /** What a notebook shows: the dataset. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    return await (await this.dataset())[JUPYTER_DISPLAY]();
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    return "DatasetLoader: await .dataset() gives the dataset";
  }

  /** Lets go of open files. Safe to call twice. */
  async closeResources(): Promise<void> {
    // A dataset that could not be opened has nothing to close.
    await this.#dataset?.then((dataset) => dataset.close(), () => {});
  }

  /** Closes the loader where `await using` ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.closeResources();
  }
}
