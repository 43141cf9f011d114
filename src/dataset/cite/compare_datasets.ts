/**
 * What differs between two datasets.
 *
 * @module
 */
import type { CompareOptions, DatasetComparison } from "./find_differences.ts";

/**
 * Compares two datasets: which samples, values, labels and splits changed from the first to the
 * second. Samples are found again as splits find them: by path and content, else by content, else
 * by path. NaN is equal to NaN, and the order of the samples is no difference.
 *
 * @param before A `.flow`, its folder, a `.dataset` or a packed dataset.
 * @param after The other one.
 * @throws {DatasetError} if one of them is missing or damaged
 * @throws {UsageError} if neither has what is to be ignored
 *
 * @example
 * ```ts
 * import { compareDatasets } from "trunnion";
 *
 * if (import.meta.main) {
 *   const { same, samples, differences } = await compareDatasets("v1/parts.flow", "v2/parts.flow");
 *   if (!same) console.log(samples.edited, differences.map(({ name, detail }) => [name, detail]));
 * }
 * ```
 */
export async function compareDatasets(
  before: string,
  after: string,
  options: CompareOptions = {},
): Promise<DatasetComparison> {
  const { findDifferences } = await import("./find_differences.ts");
  return await findDifferences(before, after, options);
}
