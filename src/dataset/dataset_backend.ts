/** What makes a dataset of encoded files, and reads of it. @module */
import type { ShardsAhead } from "./merge/ahead/shards_ahead.ts";
import type { ToldFiles } from "./merge/ahead/told_files.ts";
import { DatasetMerger, mergerOptions } from "./merge/dataset_merger.ts";
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

/** A backend that looks into encoded files while others are still being encoded. */
export interface AheadBackend extends DatasetBackend {
  /** Loads what a merge needs. */
  prepare(): void;
  /**
   * Tells of a file that was written, which is going to be merged.
   *
   * @param place its place among all that are going to be merged, from 0
   * @default {null, which is not known}
   */
  look(path: string, place?: number | null): void;
  /** Tells that there will be no file of that place. */
  pass(place: number): void;
  /** Looks into no more files. To be called when the run ends, however it does. */
  stop(): void;
}

/** {@linkcode zarrBackend} for one run, whose thread has little to do while workers encode. */
export function zarrAhead(): AheadBackend {
  let told: ToldFiles | null = null;
  let shards: ShardsAhead | null = null;
  let stopped = false;
  let loading: Promise<ToldFiles> | null = null;
  const load = () =>
    loading ??= (async () => {
      const { ToldFiles } = await import("./merge/ahead/told_files.ts");
      await import("./merge/merge_files.ts");
      await import("./merge/merge_on_pool.ts");
      const { ShardsAhead } = await import("./merge/ahead/shards_ahead.ts");
      const ahead = shards = new ShardsAhead();
      return told = new ToldFiles(undefined, (told, place) => {
        if (place !== null) ahead.add(place, told);
      });
    })();
  const ignore = () => {}; // the merge says what is wrong
  const stop = async () => {
    stopped = true;
    await told?.stop();
    shards?.end();
  };
  return {
    ...zarrBackend,
    prepare: () => void load().catch(ignore),
    look: (path, place) =>
      void load().then((files) => stopped || files.look(path, place)).catch(ignore),
    pass: (place) => void load().then(() => shards?.add(place, null)).catch(ignore),
    stop: () => void stop(),
    async merge(what, options) {
      await stop();
      const { mergeFiles } = await import("./merge/merge_files.ts");
      const { mergeHere } = await import("./merge/merge_executor.ts");
      const { executor = mergeHere } = options;
      const ahead = { ...options, executor: shards?.executor(executor) ?? executor };
      return await mergeFiles(mergerOptions(what), ahead, told);
    },
  };
}
