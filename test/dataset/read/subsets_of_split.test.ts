import { copyFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DatasetLoader } from "../../../src/dataset/dataset_loader.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const SHARES = { train: 0.6, validation: 0.2, test: 0.2 };

test("subsets, charts and tables are of the split that is named", async () => {
  await using loader = await DatasetLoader.open(await writeDataset(folder()));
  const dataset = await loader.dataset();
  expect(await dataset.splitNames()).toEqual([]);
  await expect(dataset.subset("train", { split: "later" })).rejects.toThrow(
    "Cannot find the split 'later'",
  );
  await dataset.split({ key: "family", name: "later", train: 0.4, test: 0.6, groupBy: null });
  expect(await dataset.splitNames()).toEqual(["later"]);
  await expect(dataset.subset("train")).rejects.toThrow("has not been split yet");
  await dataset.split({ key: "family", ...SHARES, groupBy: null });
  expect(await dataset.splitNames()).toEqual(["default", "later"]);

  const later = await loader.getDataset("test", { split: "later", groups: ["faces"] });
  expect([later.length, (await dataset.subset("test")).length]).toEqual([3, 1]);
  expect(Object.keys((await later.at(0)).arrays)).not.toContain("labels/part_category");
  await expect(dataset.subset("tets", { split: "later" })).rejects.toThrow("mean 'test'?");
  await expect(dataset.subset("test", { split: "latre" })).rejects.toThrow("mean 'later'?");

  const chart = await dataset.chart.splits(null, { split: "later" });
  expect(chart.spec).toMatchObject({ title: { text: "Split 'later'" } });
  expect(String(chart)).not.toContain("validation");
  const table = await dataset.table("splits");
  expect(table.columnNames()).toEqual(["id", "file_id", "subset", "later"]);
  expect(table.array("later")).toContain("test");
});

test("a split of other samples than the dataset's is refused", async () => {
  const one = folder();
  using dataset = await openDataset(await writeDataset(one));
  await dataset.split({ key: "family", name: "second", ...SHARES, groupBy: null });
  expect((await dataset.subset("train", { split: "second" })).length).toBe(3);
  const fewer = await writeDataset(folder("fewer"), [
    { file: 0, types: [1], areas: [1], category: 0, family: "gear", volume: 1 },
  ]);
  Deno.mkdirSync(`${folder("fewer")}/parts.splits`);
  const copy = `${folder("fewer")}/parts.splits/second.parquet`;
  copyFileSync(`${one}/parts.splits/second.parquet`, copy);
  using small = await openDataset(fewer);
  await expect(small.subset("train", { split: "second" })).rejects.toThrow("has other samples");
});
