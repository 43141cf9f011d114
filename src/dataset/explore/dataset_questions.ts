/**
 * What can be asked of a dataset's files, arrays and codes.
 *
 * @module
 */
import type { Table as ArrowTable } from "apache-arrow";
import type { ColumnTable } from "../table/arquero.ts";
import type { NdArray } from "../../storage/array.ts";
import { DatasetNotes } from "../notes/dataset_notes.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { DatasetTableOptions } from "../table/dataset_table.ts";
import type { ArrayStatistics } from "./array_statistics.ts";
import type { Description } from "./descriptions.ts";
import type { FileData } from "./file_data.ts";
import type { FileInfo } from "./file_info.ts";
import type { FileLike } from "./find_file.ts";
import type { MembershipMatrix, MembershipOptions } from "./membership_matrix.ts";
import type { StreamCachePaths } from "./stream_cache_paths.ts";

/** Files, arrays and codes: a part of {@linkcode Dataset}. */
export class DatasetQuestions extends DatasetNotes {
  readonly #reader: DatasetReader;

  /** A dataset makes it of what reads it. */
  protected constructor(reader: DatasetReader) {
    super(reader);
    this.#reader = reader;
  }

  /**
   * Reads an array: all rows of all samples.
   *
   * @throws {DatasetError} when there is no such group or array
   */
  getArrayData(group: string, array: string): Promise<NdArray> {
    return this.#reader.read(group, array);
  }

  /**
   * Reads all arrays of a group, by name.
   *
   * @throws {DatasetError} when there is no such group
   */
  async getGroupData(group: string): Promise<Record<string, NdArray>> {
    const { groupData } = await import("./file_data.ts");
    return await groupData(this.#reader, group);
  }

  /**
   * Reads what a group has of one file: the rows of its samples.
   *
   * @param file its `file_id`, or its path as `file` in the infoset has it
   * @throws {DatasetError} when there is no such group
   * @throws {UsageError} when there is no such file
   */
  async fileDataset(file: FileLike, group: string): Promise<FileData> {
    const { fileData } = await import("./file_data.ts");
    return await fileData(this.#reader, file, group);
  }

  /**
   * The rows of the infoset for the samples of a file; of all files without one.
   *
   * @throws {UsageError} when there is no such file
   */
  async getFileInfo(file: FileLike | null = null): Promise<readonly FileInfo[]> {
    const { fileInfo } = await import("./file_info.ts");
    return await fileInfo(this.#reader, file);
  }

  /**
   * The path of a file by its `file_id`, as `file` in the infoset has it.
   *
   * @throws {UsageError} when there is no such file
   */
  async decodeFileId(fileId: number): Promise<string> {
    const { fileOfId } = await import("./file_info.ts");
    return await fileOfId(this.#reader, fileId);
  }

  /**
   * The names behind codes: of a vocabulary, such as `"family"` or `"face_types"`, or of all.
   *
   * @throws {UsageError} when there is no such vocabulary
   */
  async getDescriptions(table: string | null = null): Promise<readonly Description[]> {
    const { describe } = await import("./descriptions.ts");
    return await describe(this.#reader, table);
  }

  /**
   * Where the previews of samples are: absolute paths.
   *
   * @param ids of samples; all without them
   * @throws {UsageError} when none were made, or a sample is unknown
   */
  async getStreamCachePaths(ids: readonly number[] | null = null): Promise<StreamCachePaths[]> {
    const { streamCachePaths } = await import("./stream_cache_paths.ts");
    return await streamCachePaths(this.#reader, ids);
  }

  /**
   * Makes a table of Arquero: of a group's rows, or of `"infoset"`, `"attribset"`, `"errors"`,
   * `"splits"`; of all rows, or those of the samples that a query finds. Columns of a group are
   * views of the memory that Arrow has: arrays with several values a row give a typed array a row,
   * integers of 64 bits numbers. A column of codes has one of names beside it, e.g.
   * `face_types_name`.
   *
   * @throws {UsageError} when there is no such part, with what there is
   */
  async table(part: string, options: DatasetTableOptions = {}): Promise<ColumnTable> {
    const { datasetTable } = await import("../table/dataset_table.ts");
    return await datasetTable(this.#reader, part, options);
  }

  /**
   * Makes a table of Arrow, as {@linkcode DatasetQuestions.table} does one of Arquero: numbers are
   * the memory that they were read into, several a row lists of a fixed size, names of codes
   * dictionaries, missing values null.
   *
   * @example
   * ```ts
   * import { openDataset, where } from "trunnion";
   * import { tableToIPC } from "apache-arrow";
   *
   * if (import.meta.main) {
   *   using dataset = await openDataset("output/flows/parts");
   *   const gears = await dataset.arrow("faces", { where: where("family").eq("gear") });
   *   await Deno.writeFile("gears.arrow", tableToIPC(gears, "file")); // pandas, polars, DuckDB
   * }
   * ```
   *
   * @throws {UsageError} when there is no such part, with what there is
   */
  async arrow(part: string, options: DatasetTableOptions = {}): Promise<ArrowTable> {
    const { datasetArrow } = await import("../table/dataset_table.ts");
    return await datasetArrow(this.#reader, part, options);
  }

  /**
   * What the values of an array come to: least, greatest, mean, standard deviation, quartiles; of
   * codes, how often each is there, by name.
   *
   * @throws {DatasetError} when there is no such group or array
   */
  async getArrayStatistics(group: string, array: string): Promise<ArrayStatistics> {
    const { arrayStatistics } = await import("./array_statistics.ts");
    return await arrayStatistics(this.#reader, group, array);
  }

  /**
   * Which file has values in which bin, as a matrix: for clustering files, or finding those that
   * are alike.
   *
   * @throws {UsageError} when the key is unknown, or the bins cannot be
   */
  async buildMembershipMatrix(options: MembershipOptions): Promise<MembershipMatrix> {
    const { membershipMatrix } = await import("./membership_matrix.ts");
    return await membershipMatrix(this.#reader, options);
  }
}
