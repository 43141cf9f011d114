/** The splits of a dataset that is about to be replaced. @module */
import { keptColumns } from "../notes/kept_notes.ts";
import { datasetFiles } from "../read/dataset_files.ts";
import { DatasetReader } from "../read/reader.ts";
import { splitsPath } from "../read/split_folder.ts";
import { type RenewedSplits, renewSplits } from "../split/renew_splits.ts";

/** Applies the splits of a dataset to its new version, before that is published. */
export async function renewBeside(
  datasetPath: string,
  dataset: string,
  infoset: string,
  attribset: string,
): Promise<RenewedSplits> {
  const splits = splitsPath(datasetPath);
  const paths = { dataset, infoset, attribset, flow: null, summary: null, splits };
  const source = datasetFiles({ ...paths, notesOf: datasetPath });
  const reader = await DatasetReader.open(source, keptColumns);
  try {
    return await renewSplits(reader);
  } finally {
    reader.close();
  }
}
