/** Samples as the command line names them. @module */
import type { Dataset } from "../../dataset/dataset.ts";

/** A sample's name where there is one of it, else the number that the text is. */
export async function sampleNamed(dataset: Dataset, text: string): Promise<string | number> {
  const names = dataset.columns.includes("name") ? await dataset.column("name") : [];
  return names.includes(text) || !/^\d+$/.test(text) ? text : Number(text);
}
