/** What makes a dataset of encoded files, and reads of it. @module */
import { DatasetMerger } from "./merge/dataset_merger.ts";
import type { DatasetMergerOptions, MergeOptions } from "./merge/merge_options.ts";
import type { MergeReport } from "./merge/merge_report.ts";

/** What a flow needs of datasets. `createFlow({ datasetBackend })` takes one of another kind. */
export interface DatasetBackend {
  /**
   * Makes one dataset of all encoded files. What was there before stays where it fails.
   *
   * @param what the files, and where the dataset goes
   * @param options where it tells of itself, what stops it, and where its work may be done
   */
  merge(what: DatasetMergerOptions, options: MergeOptions): Promise<MergeReport>;
  /** The first rows of a table of samples, at most so many. */
  firstRows(infosetPath: string, most: number): Promise<Record<string, unknown>[]>;
}

/** Zarr for the arrays, and Parquet for the tables. */
export const zarrBackend: DatasetBackend = {
  merge: (what, options) => new DatasetMerger(what).mergeData(options),
  async firstRows(infosetPath, most) {
    const { readParquet } = await import("../storage/parquet.ts");
    const columns = await readParquet(infosetPath);
    const count = Math.min(most, columns[0]?.values.length ?? 0);
    return Array.from(
      { length: count },
      (_, i) => Object.fromEntries(columns.map(({ name, values }) => [name, values[i]])),
    );
  },
};
