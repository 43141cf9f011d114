/**
 * Makes one dataset of many encoded files.
 *
 * @module
 */
import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { pid } from "node:process";
import { writeParquet } from "../../storage/parquet.ts";
import { attribsetColumns } from "./attribset.ts";
import { FileCache } from "./file_cache.ts";
import { finishMerge } from "./finish.ts";
import type { MergeSizes } from "./plan.ts";
import { planMerge } from "./plan_merge.ts";
import { publish } from "./publish.ts";
import { countShards, shardTasks } from "./shard_task.ts";
import { breathe, runShardTask } from "./write_group.ts";

/** Where a merge reads and writes. */
export interface DatasetMergerOptions {
  /** The encoded files: the order of the samples is theirs. */
  readonly dataFiles: readonly string[];
  /** The folder of the arrays: `<name>.dataset`. */
  readonly datasetPath: string;
  /** The table of the samples: `<name>.infoset`. */
  readonly infosetPath: string;
  /** The table of the vocabularies: `<name>.attribset`. */
  readonly attribsetPath: string;
  readonly flowName: string;
}

/** How far a merge is. */
export interface MergeProgress {
  /** `plan`: files read; `write`: shards written. */
  readonly stage: "plan" | "write";
  readonly done: number;
  readonly total: number;
}

/** Settings of a merge. */
export interface MergeOptions extends MergeSizes {
  /**
   * Files read before the event loop gets a turn, so that progress is drawn and the signal heard.
   * Files are open one at a time, whatever this is.
   *
   * @default {100}
   */
  readonly batchSize?: number;
  readonly onProgress?: (progress: MergeProgress) => void;
  /** Ends the merge; what was there before stays. */
  readonly signal?: AbortSignal;
}

/** What a merge made. */
export interface MergeReport {
  readonly datasetPath: string;
  readonly infosetPath: string;
  readonly attribsetPath: string;
  readonly fileCount: number;
  readonly sampleCount: number;
  /** Rows, shards and arrays of each group. */
  readonly groups: Readonly<
    Record<string, { rows: number; shards: number; arrays: readonly string[] }>
  >;
  /** Bytes of all rows, before compression. */
  readonly rawBytes: number;
  /** Bytes of the shards on disk. */
  readonly writtenBytes: number;
  /** What a person should know, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Merges encoded files into a `.dataset`, its `.infoset` and its `.attribset`.
 *
 * One pass over the files for what they say of themselves, one for their numbers; memory stays
 * the same however many files there are, but for a row of the infoset a sample.
 *
 * @example
 * ```ts
 * import { createStorage, DatasetMerger } from "trunnion";
 *
 * const folder = await Deno.makeTempDir();
 * const dataFiles = ["a", "b"].map((name) => {
 *   const storage = createStorage("optimized", `${folder}/${name}.data`);
 *   storage.saveData("faces/areas", [1, 2.5]);
 *   storage.compressStore();
 *   return storage.getFilePath();
 * });
 * const merger = new DatasetMerger({
 *   dataFiles,
 *   datasetPath: `${folder}/parts.dataset`,
 *   infosetPath: `${folder}/parts.infoset`,
 *   attribsetPath: `${folder}/parts.attribset`,
 *   flowName: "parts",
 * });
 * const report = await merger.mergeData();
 * console.log(`${report.sampleCount} samples`); // 2 samples
 * ```
 */
export class DatasetMerger {
  readonly #options: DatasetMergerOptions;

  constructor(options: DatasetMergerOptions) {
    this.#options = { ...options, dataFiles: [...options.dataFiles] };
  }

  /**
   * Runs the merge. A dataset that was there is replaced when the new one is whole; if anything
   * fails, or the signal fires, it stays as it was.
   *
   * @throws {MergeError} if a file cannot be read, or files do not fit together
   * @throws {UsageError} if there is nothing to merge, or a setting is wrong
   */
  async mergeData(options: MergeOptions = {}): Promise<MergeReport> {
    const { dataFiles, datasetPath, infosetPath, attribsetPath, flowName } = this.#options;
    const { onProgress, signal, batchSize, ...sizes } = options;
    const onFiles = (done: number) =>
      onProgress?.({ stage: "plan", done, total: dataFiles.length });
    const planned = { dataFiles, flowName, batchSize, signal, onFiles, ...sizes };
    const { plan, tables } = await planMerge(planned);

    const mark = `${pid}-${crypto.randomUUID().slice(0, 8)}`;
    const finished = [datasetPath, infosetPath, attribsetPath].map((path) => ({
      path,
      temporary: `${path}.tmp-${mark}`,
    }));
    const [dataset, infoset, attribset] = finished;
    const cache = new FileCache();
    let rawBytes = 0, writtenBytes = 0;
    try {
      mkdirSync(dirname(datasetPath), { recursive: true });
      mkdirSync(dataset.temporary);
      const total = countShards(plan);
      let done = 0;
      for (const task of shardTasks(plan, dataset.temporary)) {
        const { raw, written } = await runShardTask(task, { batchSize, signal, cache });
        rawBytes += raw;
        writtenBytes += written;
        onProgress?.({ stage: "write", done: ++done, total });
        await breathe();
      }
      finishMerge(plan, dataset.temporary);
      writeParquet(infoset.temporary, tables.infoset);
      writeParquet(attribset.temporary, attribsetColumns(tables.vocabularies));
      signal?.throwIfAborted();
      publish(finished, `.old-${mark}`);
    } finally {
      cache.close();
      for (const { temporary } of finished) rmSync(temporary, { recursive: true, force: true });
    }
    const groups = plan.groups.filter(({ perBody }) => !perBody).map((group) => [group.name, {
      rows: group.rows,
      shards: Math.ceil(group.rows / group.shardRows),
      arrays: plan.groups.filter(({ name }) => name === group.name)
        .flatMap(({ arrays }) => arrays.map(({ name }) => name)),
    }]);
    return {
      datasetPath,
      infosetPath,
      attribsetPath,
      fileCount: dataFiles.length,
      sampleCount: plan.firstSample[dataFiles.length],
      groups: Object.fromEntries(groups),
      rawBytes,
      writtenBytes,
      warnings: [...plan.warnings, ...tables.warnings],
    };
  }
}
