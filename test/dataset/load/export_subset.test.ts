import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset, where } from "trunnion";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("flow"));
let number = 0;
const nowhere = () => join(folder("exports"), `export_${number++}`);

test("what a query has found is exported, and nothing else", async () => {
  using dataset = await openDataset(flow);
  const query = { where: where("face_count").ge(2), groups: ["faces"] };
  const found = await dataset.find({ where: query.where });
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(dataset.sampleCount);
  const { path, samples, leftOut, files } = await dataset.samples(query).exportTo("npz", nowhere());
  expect([samples, leftOut]).toEqual([{ train: found.length }, 0]);
  const ids = files.filter((file) => file.endsWith(".npz"));
  expect(ids).toHaveLength(found.length);
  const about = JSON.parse(readFileSync(join(path, "trunnion.json"), "utf8"));
  expect(Object.keys(about.arrays).every((key) => key.startsWith("faces/"))).toBe(true);
});

test("a subset is exported under its name, without the samples that were removed", async () => {
  using dataset = await openDataset(flow);
  await dataset.split({ name: "two", train: 0.6, validation: 0, test: 0.4, groupBy: null });
  const test = await dataset.subset("test", { split: "two" });
  expect((await test.exportTo("safetensors", nowhere())).samples).toEqual({ test: test.length });
  const left = test.length - 1;
  const { samples } = await test.removeIndices([0]).exportTo("safetensors", nowhere());
  expect(samples).toEqual({ test: left });
});

test.each<[string, object, object, string]>([
  ["prepared samples", { center: true }, {}, "prepared by 'center', and files have the values"],
  ["another split", {}, { split: "two" }, "'split' is that of the samples"],
  ["an unknown option", {}, { grups: ["faces"] }, "Did you mean 'groups'?"],
  ["nothing", { where: where("face_count").gt(1e9) }, {}, "it has no samples"],
])("refused: %s", async (_, asked, options, message) => {
  using dataset = await openDataset(flow);
  const path = nowhere();
  await expect(dataset.samples(asked).exportTo("npz", path, options)).rejects.toThrow(message);
  expect(existsSync(path)).toBe(false);
});
