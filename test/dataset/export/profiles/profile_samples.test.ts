import { expect, test } from "vitest";
import { exportPlan } from "../../../../src/dataset/export/export_plan.ts";
import {
  arrayOf,
  fileStems,
  profileSamples,
} from "../../../../src/dataset/export/profiles/profile_samples.ts";
import { datasetSource } from "../../../../src/dataset/read/dataset_source.ts";
import { DatasetReader } from "../../../../src/dataset/read/reader.ts";
import { box, cylinder } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("samples come one by one with their own rows", async () => {
  const home = folder("parts");
  using _dataset = await encodedDataset(home, "hoops", [
    { name: "plate", brep: box(1, 2, 3) },
    { name: "rod", brep: cylinder(2, 5), labels: [4, 5, 6] },
    { name: "block", brep: box(2, 2, 2) },
  ]);
  const reader = await DatasetReader.open(datasetSource(`${home}/parts.dataset`));
  const plan = await exportPlan(reader, {
    split: "default",
    subsets: null,
    groups: null,
    only: null,
  });
  const found: unknown[] = [];
  for await (
    const { index, stem, arrays } of profileSamples(plan, [1, 2], [
      "faces/face_types",
      "edges/edge_u_grids",
    ])
  ) {
    const types = Array.from(arrays["faces/face_types"].data, Number);
    found.push({ index, stem, types, edges: arrays["edges/edge_u_grids"].shape });
  }
  expect(found).toEqual([
    { index: 1, stem: "rod", types: [1, 0, 0].sort().reverse(), edges: [3, 10, 6] },
    { index: 2, stem: "block", types: [0, 0, 0, 0, 0, 0], edges: [12, 10, 6] },
  ]);
  expect(() => arrayOf(plan, "coedges/coedge_next")).toThrow(/must have written 'coedges\/coedge/);
});

test("files are called as samples are, and no two alike", () => {
  const values = ["a/b:c", "A_b_c", "plain", null, "x".repeat(100)];
  const plan = { reader: { sampleCount: 5 }, columns: [{ name: "name", values }] } as never;
  expect(fileStems(plan)).toEqual(["a_b_c", "A_b_c_1", "plain", "sample_3", "x".repeat(80)]);
});
