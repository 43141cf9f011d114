/** Finds a dataset on a local disk, in folders or in one file. @module */
import { statSync } from "node:fs";
import { datasetFiles } from "./dataset_files.ts";
import { locateDataset } from "../locate_dataset.ts";
import { isPacked, packedFiles } from "./packed_files.ts";
import type { DatasetSource } from "./read_store.ts";

/**
 * The dataset of a `.flow`, of its folder, of a `.dataset`, or of the one file of a pack.
 *
 * @throws {DatasetError} when there is no such file, when it is of another kind, or when a part of
 *   it is gone
 */
export function datasetSource(file: string): DatasetSource {
  return isFile(file) && isPacked(file) ? packedFiles(file) : datasetFiles(locateDataset(file));
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // locating it says why
  }
}
