/**
 * What a dataset of Trunnion holds.
 *
 * @module
 */
import { overviewOf } from "../look/overview.ts";
import { overviewPage } from "../look/overview_page.ts";
import { datasetSource } from "../read/dataset_source.ts";
import { arrayNames } from "../read/kind_names.ts";
import { DatasetReader } from "../read/reader.ts";
import { inspectZarr } from "./inspect_zarr.ts";
import { Inspection } from "./inspection.ts";
import type { ZarrStore } from "./zarr_nodes.ts";

/** Looks into a dataset, by its `.flow`, its folder, its `.dataset` or its pack. */
export async function inspectDataset(path: string, first: number): Promise<Inspection> {
  const source = datasetSource(path);
  const reader = await DatasetReader.open(source);
  try {
    const page = overviewPage(await overviewOf(reader));
    // The stores of datasets read at once, as those of this room do.
    const store = source.store as unknown as ZarrStore;
    const names = (path: string) => {
      const [group, array] = path.split("/");
      const info = reader.arrays.find(group, array);
      return info === null ? null : arrayNames(reader, info)?.names ?? null;
    };
    const where = "in a dataset of Trunnion";
    const found = await inspectZarr(store, source.location, where, first, names);
    return new Inspection({ ...found!, kind: "dataset", rows: reader.sampleCount }, page);
  } finally {
    reader.close();
  }
}
