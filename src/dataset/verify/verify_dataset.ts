/**
 * Says whether a dataset is what it should be.
 *
 * @module
 */
import type { VerifyOptions, VerifyReport } from "./run_checks.ts";

/**
 * Checks every rule that a finished dataset keeps, and encodes some of its files again to compare.
 * Memory: some megabytes for each array, whatever the size of the dataset.
 *
 * A rule that is broken is a fault of the report, never an exception; so is a dataset of which a
 * part is damaged or missing.
 *
 * @example
 * ```ts
 * import { verifyDataset } from "trunnion";
 *
 * if (import.meta.main) {
 *   const { ok, faults } = await verifyDataset("output/flows/parts/parts.flow", { sources: 10 });
 *   if (!ok) console.log(faults);
 * }
 * ```
 *
 * @param file the `.flow` file, or the `.dataset` folder
 * @throws {UsageError} when a number of the options is not one
 */
export async function verifyDataset(
  file: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const { runChecks } = await import("./run_checks.ts");
  return await runChecks(file, options);
}
