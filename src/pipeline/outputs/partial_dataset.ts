/** What becomes of the dataset when a run is stopped. @module */
import { readPlainText } from "../../base/plain_file.ts";
import { messageOf } from "../../base/message_of.ts";
import { AutoDatasetExportTask, type ExportOptions } from "./dataset_export.ts";
import type { OutputFolder } from "../folder/output_folder.ts";

/**
 * Makes a dataset of what was done before a run was stopped. A whole dataset stays, as it may hold
 * more.
 *
 * @param encoded how many items of the run were encoded
 * @returns a sentence on what there is now; empty where there is nothing
 */
export async function mergePart(options: ExportOptions, encoded: number): Promise<string> {
  const { folder } = options;
  if (hasWholeDataset(folder)) return "The dataset of an earlier run stays as it was. ";
  if (encoded === 0) return "";
  const { signal } = new AbortController(); // the run's own is aborted
  try {
    await new AutoDatasetExportTask({ ...options, signal }).process();
    return `A dataset of them is in '${folder.dataset}'. `;
  } catch (error) {
    return `They could not be merged: ${messageOf(error)}. `;
  }
}

/** Whether a folder has a dataset of a run that was not stopped. */
function hasWholeDataset({ flowFile }: OutputFolder): boolean {
  try {
    const { state, flow_data } = JSON.parse(readPlainText(flowFile));
    return flow_data !== null && state !== "cancelled";
  } catch {
    return false; // there is none, or none that can be read
  }
}
