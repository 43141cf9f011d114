/** Makes one dataset of several. @module */
import type { MergeDatasetsOptions, MergedDatasets } from "./merge_several.ts";

/**
 * Makes one dataset of the encoded files of several, in the order in which they are given. Those
 * datasets stay as they are, and must keep their encoded files: these are read, not copied.
 *
 * Classes get one code in the new dataset: those of the first dataset keep theirs, names that only
 * later ones have follow. Samples are named after their files as ever, with the folder in front
 * where sources lie in several. Splits are not taken over; a warning says so. To add files to a
 * dataset, run its flow with more inputs instead: it keeps what it has.
 *
 * @param datasets Their `.flow` files, their folders, or their `.dataset` folders.
 * @throws {MergeError} if datasets do not fit together (an array has another type or other inner
 *   dimensions), or the encoded files of one are gone
 * @throws {DatasetError} if there is no dataset where one is said to be
 * @throws {UsageError} if fewer than two datasets, or one twice, are given
 *
 * @example
 * ```ts
 * import { mergeDatasets, openDataset } from "trunnion";
 *
 * if (import.meta.main) {
 *   const { flowFile } = await mergeDatasets(
 *     ["output/flows/brackets", "output/flows/gears"],
 *     { name: "parts" },
 *   );
 *   const ds = await openDataset(flowFile);
 * }
 * ```
 */
export async function mergeDatasets(
  datasets: readonly string[],
  options: MergeDatasetsOptions,
): Promise<MergedDatasets> {
  const { mergeSeveral } = await import("./merge_several.ts");
  return await mergeSeveral(datasets, options);
}
