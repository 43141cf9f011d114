/**
 * Makes one dataset of many encoded files.
 *
 * @module
 */
import { paths } from "../../base/node/builtins.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { DatasetMergerOptions, MergeOptions } from "./merge_options.ts";
import type { MergeReport } from "./merge_report.ts";

const MERGER: OptionNames<DatasetMergerOptions> = {
  dataFiles: true,
  datasetPath: true,
  infosetPath: true,
  attribsetPath: true,
  flowName: true,
  sourceFolders: true,
};
const MERGE: OptionNames<MergeOptions> = {
  faceChunk: true,
  edgeChunk: true,
  facefaceFlatChunk: true,
  batchSize: true,
  onProgress: true,
  signal: true,
  fresh: true,
  executor: true,
};

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

  /** Nothing is read before {@linkcode DatasetMerger.mergeData}. */
  constructor(options: DatasetMergerOptions) {
    this.#options = mergerOptions(options);
  }

  /**
   * Runs the merge. A dataset that was there is replaced when the new one is whole; if anything
   * fails, or the signal fires, it stays as it was.
   *
   * Where the same files were merged before, and nobody has touched the dataset since, it stays,
   * and nothing is written.
   *
   * A merge that was killed, cancelled, or stopped by a full disk leaves the shards that it has
   * written in `<name>.dataset.tmp-<key>`. The next merge of the same files goes on with them; one
   * of other files removes them. Where the files themselves are at fault nothing is left.
   *
   * @throws {MergeError} if a file cannot be read, files do not fit together, or a shard cannot be
   * written
   * @throws {UsageError} if there is nothing to merge, or a setting is wrong
   */
  async mergeData(options: MergeOptions = {}): Promise<MergeReport> {
    requireKnownOptions("merge the files", options, MERGE);
    const { mergeFiles } = await import("./merge_files.ts");
    return await mergeFiles(this.#options, options);
  }
}

/** The options of a merge, checked and brought into one form. */
export function mergerOptions(options: DatasetMergerOptions): DatasetMergerOptions {
  requireKnownOptions("make a merger", options, MERGER);
  const sourceFolders = (options.sourceFolders ?? [])
    .map((folder) => paths().resolve(folder).replaceAll("\\", "/"));
  return { ...options, dataFiles: [...options.dataFiles], sourceFolders };
}
