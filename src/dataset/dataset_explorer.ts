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
import { DatasetError } from "./errors.ts";
import type { ArrayStatistics } from "./explore/array_statistics.ts";
import type { Description } from "./explore/descriptions.ts";
import type { FileData } from "./explore/file_data.ts";
import type { FileInfo } from "./explore/file_info.ts";
import type { FileLike } from "./explore/find_file.ts";
import type { MembershipMatrix, MembershipOptions } from "./explore/membership_matrix.ts";
import type { StreamCachePaths } from "./explore/stream_cache_paths.ts";
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
  #closed = false;

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
   * Reads all arrays of a group, by name.
   *
   * @throws {DatasetError} when there is no such group
   */
  async getGroupData(group: string): Promise<Record<string, NdArray>> {
    return await (await this.dataset()).getGroupData(group);
  }

  /** Reads what a group has of one file, by its `file_id` or its path in the infoset. */
  async fileDataset(file: FileLike, group: string): Promise<FileData> {
    return await (await this.dataset()).fileDataset(file, group);
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

  /** Which file has values in which bin, as a matrix of files by bins. */
  async buildMembershipMatrix(options: MembershipOptions): Promise<MembershipMatrix> {
    return await (await this.dataset()).buildMembershipMatrix(options);
  }

  /** What the values of an array come to; of codes, how often each is there, by name. */
  async getArrayStatistics(group: string, array: string): Promise<ArrayStatistics> {
    return await (await this.dataset()).getArrayStatistics(group, array);
  }

  /** The rows of the infoset for the samples of a file; of all files without one. */
  async getFileInfo(file: FileLike | null = null): Promise<readonly FileInfo[]> {
    return await (await this.dataset()).getFileInfo(file);
  }

  /** The path of a file by its `file_id`. */
  async decodeFileId(fileId: number): Promise<string> {
    return await (await this.dataset()).decodeFileId(fileId);
  }

  /** The names behind codes: of a vocabulary, such as `"face_types"`, or of all. */
  async getDescriptions(table: string | null = null): Promise<readonly Description[]> {
    return await (await this.dataset()).getDescriptions(table);
  }

  /** Where the previews of samples are, by their `id`s; of all without them. */
  async getStreamCachePaths(ids: readonly number[] | null = null): Promise<StreamCachePaths[]> {
    return await (await this.dataset()).getStreamCachePaths(ids);
  }

  /**
   * The dataset that is looked at.
   *
   * @throws {DatasetError} when the explorer has been closed
   */
  dataset(): Promise<Dataset> {
    if (this.#closed) {
      return Promise.reject(
        new DatasetError("Cannot explore the dataset: the explorer has been closed. Open it again"),
      );
    }
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
    this.#closed = true;
    // A dataset that could not be opened has nothing to close.
    await this.#dataset?.then((dataset) => dataset.close(), () => {});
  }

  /** Closes the explorer where `await using` ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
