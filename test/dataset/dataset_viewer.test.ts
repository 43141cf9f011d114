import { expect, test } from "vitest";
import { DatasetExplorer } from "../../src/dataset/dataset_explorer.ts";
import { DatasetViewer } from "../../src/dataset/dataset_viewer.ts";
import { where } from "../../src/dataset/query/where.ts";
import { drawnDataset } from "../helpers/drawn_dataset.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("a viewer shows files, samples and what a query finds, and knows what there is", async () => {
  const { path, loader } = await drawnDataset(folder());
  await using explorer = await DatasetExplorer.open(path);
  const viewer = DatasetViewer.fromExplorer(explorer);
  const ids = (grid: { cells: readonly { id: number }[] }) => grid.cells.map(({ id }) => id);
  expect(await viewer.getStatistics()).toEqual({ files: 3, samples: 4, withPng: 0, withGlb: 0 });

  // A list of one's own is of files; one that was found says what it is of.
  expect(ids(await viewer.showPreviewAsImage([2], { loader }))).toEqual([2, 3]);
  const options = { of: "sample", loader } as const;
  expect(ids(await viewer.showPreviewAsImage([2], options))).toEqual([2]);
  const samples = await explorer.getSampleList({ where: where("body_index").eq(1) });
  expect(ids(await viewer.showPreviewAsImage(samples, { loader }))).toEqual([3]);
  const files = await explorer.getFileList({ where: where("body_index").eq(1) });
  expect(ids(await viewer.showPreviewAsImage(files, { loader }))).toEqual([2, 3]);
  await expect(viewer.showPreviewAsImage([7], { loader })).rejects.toThrow(
    'there is no such file_id among 3. Ids of samples are told by `{ of: "sample" }`',
  );

  expect(await viewer.getStatistics()).toMatchObject({ withPng: 2, withGlb: 0 });
  expect(await viewer.filterByAvailability([0, 1, 2])).toEqual([2]);
  expect(await viewer.filterByAvailability([0, 1, 2], { png: false, glb: true })).toEqual([]);

  const found = await viewer.showSearchResults(where("made_of").eq("steel"), { loader });
  expect(ids(found)).toEqual([0]);
  const part = await viewer.showPreviewAs3D(1, { loader });
  expect(Deno.inspect(part)).toContain("1 body, 3 faces");
  expect(Deno.inspect(viewer)).toContain("DatasetViewer");
});
