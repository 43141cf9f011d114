/** What a dataset was, in a file that can be published with a paper. @module */
import type { DatasetManifest } from "./make_manifest.ts";

/**
 * Writes down what a dataset is: sources with their hashes, lineage, schema, splits, vocabularies,
 * and a hash for each sample, array and column.
 *
 * @param dataset A `.flow`, its folder, a `.dataset` or a packed dataset.
 * @throws {DatasetError} if there is no dataset, or it is damaged
 *
 * @example
 * ```ts
 * import { datasetManifest } from "trunnion";
 *
 * if (import.meta.main) {
 *   const manifest = await datasetManifest("output/flows/parts/parts.flow");
 *   await Deno.writeTextFile("parts.manifest.json", JSON.stringify(manifest));
 * }
 * ```
 */
export async function datasetManifest(dataset: string): Promise<DatasetManifest> {
  const { makeManifest } = await import("./make_manifest.ts");
  return await makeManifest(dataset);
}
