/** A dataset as a handle: what is loaded when the first one is opened. @module */
import { Dataset } from "./dataset.ts";
import { datasetFiles } from "./read/dataset_files.ts";
import { datasetSource } from "./read/dataset_source.ts";
import { pathsOf } from "./locate_dataset.ts";

/**
 * Opens a dataset by its `.flow` file, its `.dataset` folder, its pack, or the flow's folder.
 *
 * @throws {DatasetError} when there is no dataset, or a part of it is missing or damaged
 */
export async function readDataset(file: string): Promise<Dataset> {
  return await Dataset.open(datasetSource(file));
}

/**
 * Opens a dataset by its parts.
 *
 * @throws {DatasetError} when one is missing or damaged
 */
export async function readDatasetParts(dataset: string, infoset: string): Promise<Dataset> {
  return await Dataset.open(datasetFiles(pathsOf(dataset, infoset)));
}
