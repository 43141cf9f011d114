import { join } from "node:path";
import { type Dataset, DatasetMerger, openDataset } from "trunnion";

/** Merges the data files of encoded parts into a dataset of the same folder, and opens it. */
export async function mergeParts(home: string, dataFiles: string[]): Promise<Dataset> {
  const path = (ending: string) => join(home, `parts.${ending}`);
  await new DatasetMerger({
    dataFiles,
    datasetPath: path("dataset"),
    infosetPath: path("infoset"),
    attribsetPath: path("attribset"),
    flowName: "parts",
  }).mergeData();
  return await openDataset(path("dataset"));
}
