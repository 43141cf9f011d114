/** What becomes of the dataset when a run is stopped. @module */
import type { OutputFolder } from "./output_folder.ts";

/**
 * Whether the dataset of a folder is that of a run that was not stopped: it then stays as it is, as
 * it may hold more than what a stopped run has done.
 */
export function hasWholeDataset({ flowFile }: OutputFolder): boolean {
  try {
    const { state, flow_data } = JSON.parse(Deno.readTextFileSync(flowFile));
    return flow_data !== null && state !== "cancelled";
  } catch {
    return false; // there is none, or none that can be read
  }
}
