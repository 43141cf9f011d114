/**
 * A look at a dataset: what it holds, which files match, how values are distributed.
 *
 * @module
 */
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import { requireKnownOptions } from "../base/known_options.ts";
import type { NdArray } from "../storage/array.ts";
import type { Dataset, FindOptions } from "./dataset.ts";
import type { Distribution, DistributionOptions } from "./statistics/distribution.ts";
import { openDataset } from "./open_dataset.ts";

/** What an explorer looks at. */
export type DatasetExplorerOptions =
  | {
    /** The `.flow` file, or the `.dataset` folder. */
    flowOutputFile: string;
  }
  | {
    /** A dataset that is open; closing the explorer closes it. */
    dataset: Dataset;
  };

/**
 * A view of a dataset for looking around.
 *
 * @example
 * ```ts
 * import { DatasetExplorer, where } from "trunnion";
 *
 * if (import.meta.main) {
 *   const explorer = new DatasetExplorer({ flowOutputFile: "output/flows/parts/parts.flow" });
 *   await explorer.printTableOfContents();
 *   const gears = await explorer.getFileList({
 *     group: "labels",
 *     where: where("part_category").eq(3), // or (row) => row.part_category === 3
 *   });
 *   console.log(String(await explorer.createDistribution({ key: "face_count" })));
 *   explorer.close();
 * }
 * ```
 */
export class DatasetExplorer implements AsyncDisposable {
  readonly #open: () => Promise<Dataset>;
  #dataset: Promise<Dataset> | null = null;

  /** Nothing is opened before the first question. */
  constructor(options: DatasetExplorerOptions) {
    requireKnownOptions<{ flowOutputFile?: string; dataset?: Dataset }>(
      "explore a dataset",
      options,
      { flowOutputFile: true, dataset: true },
    );
    this.#open = "dataset" in options
      ? () => Promise.resolve(options.dataset)
      : () => openDataset(options.flowOutputFile);
  }

  /**
   * Opens a dataset at once.
   *
   * @throws {DatasetError} when there is no dataset, or a part of it is missing or damaged
   */
  static async open(file: string): Promise<DatasetExplorer> {
    return new DatasetExplorer({ dataset: await openDataset(file) });
  }

  /** The names of the groups. */
  async availableGroups(): Promise<string[]> {
    return (await this.dataset()).groups;
  }

  /**
   * The names of a group's arrays.
   *
   * @throws {DatasetError} when there is no such group
   */
  async availableArrays(group: string): Promise<string[]> {
    return (await this.dataset()).arrays(group).map(({ name }) => name);
  }

  /**
   * Reads an array: all rows of all samples.
   *
   * @throws {DatasetError} when there is no such group or array
   */
  async getArrayData(group: string, array: string): Promise<NdArray> {
    return await (await this.dataset()).read(group, array);
  }

  /**
   * Prints groups, arrays, metadata files and counts.
   *
   * @param print takes the text
   */
  async printTableOfContents(print: (text: string) => void = console.log): Promise<void> {
    print(await (await this.dataset()).tableOfContents());
  }

  /** Finds the files of which a sample matches a query: their `file_id`s, ascending. */
  async getFileList(options: FindOptions = {}): Promise<number[]> {
    return await (await this.dataset()).getFileList(options);
  }

  /** Finds the samples that match a query: their `id`s in the infoset. */
  async getSampleList(options: FindOptions = {}): Promise<number[]> {
    return await (await this.dataset()).getSampleList(options);
  }

  /** Counts the values of a key by bin; `bins: null` bins by itself. */
  async createDistribution(options: DistributionOptions): Promise<Distribution> {
    return await (await this.dataset()).createDistribution(options);
  }

  /** The dataset that is looked at. */
  dataset(): Promise<Dataset> {
    return this.#dataset ??= this.#open();
  }

  /** What a notebook shows: the dataset. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    return await (await this.dataset())[JUPYTER_DISPLAY]();
  }

  /** What `console.log` writes: a line. */
  [INSPECT](): string {
    return "DatasetExplorer: await .dataset() gives the dataset";
  }

  /** Lets go of open files. Safe to call twice. */
  async close(): Promise<void> {
    // A dataset that could not be opened has nothing to close.
    await this.#dataset?.then((dataset) => dataset.close(), () => {});
  }

  /** Closes the explorer where `await using` ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
