import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("shared"));

async function shown(of: object): Promise<string> {
  return (await Reflect.get(of, JUPYTER_DISPLAY).call(of))["text/plain"];
}

test("a sample shows its arrays and its metadata, and is a line on a console", async () => {
  using dataset = await openDataset(flow);
  const sample = await dataset.samples().getItem(3);
  const text = await shown(sample);
  expect(text).toMatch(/faces\/face_areas +4 +float32 +10, 20, 30, 4/);
  expect(text).toMatch(/faces\/face_centroids +4 × 3 +float32 .*…/);
  expect(text).toMatch(/family +gear/);
  expect(Deno.inspect(sample)).toMatch(/^Sample 3 '.*': \d+ arrays of faces, graph, labels$/);
  expect(Object.keys(sample)).toEqual(["index", "id", "metadata", "arrays"]);
});

test("so does a batch", async () => {
  using dataset = await openDataset(flow);
  for await (const batch of dataset.samples().batches({ size: 3 })) {
    expect(await shown(batch)).toContain("3 samples, 6 nodes");
    expect(Deno.inspect(batch)).toMatch(/^GraphBatch: 3 samples, 6 nodes, \d+ arrays/);
    break;
  }
});

test("contents and lineage are pages, and lines on a console", async () => {
  using dataset = await openDataset(flow);
  const contents = await dataset.contents();
  expect(await shown(contents)).toMatch(/faces: 15 rows[\s\S]*face_centroids +15 × 3 +float32/);
  expect(Deno.inspect(contents)).toContain("DATASET TABLE OF CONTENTS");
  expect(await shown(await dataset.lineage())).toContain("Lineage of");
});
