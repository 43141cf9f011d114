/**
 * Opens datasets on a local disk.
 *
 * @module
 */
import { requireKnownOptions } from "../base/known_options.ts";
import { requirePath } from "./read/require_path.ts";
import type { Dataset } from "./dataset.ts";

/**
 * Opens a dataset by its `.flow` file, its `.dataset` folder, or the flow's folder that holds both.
 *
 * @example
 * ```ts
 * import { openDataset, where } from "trunnion";
 *
 * if (import.meta.main) {
 *   const dataset = await openDataset("output/flows/parts/parts.flow");
 *   console.log(await dataset.tableOfContents());
 *   const files = await dataset.getFileList({ where: where("face_count").gt(100) });
 *   const sizes = await dataset.split({ key: "family", train: 0.7, validation: 0.15, test: 0.15 });
 *   for await (const sample of await dataset.subset("train")) console.log(sample.metadata.name);
 *   dataset.close();
 * }
 * ```
 *
 * @param file the path
 * @param options there are none; those that other calls have are refused
 * @throws {DatasetError} when there is no dataset, or a part of it is missing or damaged
 * @throws {UsageError} for an option
 */
export async function openDataset(
  file: string,
  options: Readonly<Record<string, never>> = {},
): Promise<Dataset> {
  requirePath("open a dataset", file);
  requireKnownOptions(`open '${file}'`, options, {});
  // What reads datasets is loaded by the first that is opened: most workers open none.
  const { readDataset } = await import("./read_dataset.ts");
  return await readDataset(file);
}
