import { describe, expect, test } from "vitest";
import { DatasetExplorer } from "../../src/dataset/dataset_explorer.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { where } from "../../src/dataset/query/where.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder());

test("an explorer answers what a dataset holds", async () => {
  const explorer = new DatasetExplorer({ flowOutputFile: flow });
  expect(await explorer.availableGroups()).toEqual(["faces", "graph", "labels"]);
  expect(await explorer.availableArrays("labels")).toEqual([
    "part_category",
    "body_id_code_labels",
    "body_offsets_labels",
    "file_id_code_labels",
  ]);
  expect(await explorer.getArrayData("labels", "part_category")).toEqual({
    data: Int32Array.of(3, 1, 3, 2),
    shape: [4],
  });
  const gears = where("part_category").eq(3);
  expect(await explorer.getFileList({ group: "labels", where: gears })).toEqual([0, 2]);
  expect(await explorer.getSampleList({ group: "labels", where: gears })).toEqual([0, 3]);
  const { counts } = await explorer.createDistribution({ key: "part_category", group: "labels" });
  expect(counts).toEqual([1, 1, 2]);
  await explorer.close();
  await explorer.close();
});

test("the table of contents", async () => {
  await using explorer = await DatasetExplorer.open(flow);
  const printed: string[] = [];
  await explorer.printTableOfContents((text) => printed.push(text));
  expect(printed.join("\n")).toBe(`========================================
DATASET TABLE OF CONTENTS
========================================

Available Groups:
--------------------------------------------------

Group: faces
  Arrays:
    - face_areas: (15,) float32
    - face_centroids: (15, 3) float32
    - face_types: (15,) int32
    - body_id_code_faces: (15,) int64
    - body_offsets_faces: (6,) int64
    - file_id_code_faces: (15,) int64

Group: graph
  Arrays:
    - edges_source: (30,) int32
    - num_nodes: (5,) int32
    - body_id_code_graph: (30,) int64
    - body_offsets_graph: (6,) int64
    - file_id_code_graph: (30,) int64

Group: labels
  Arrays:
    - part_category: (4,) int32
    - body_id_code_labels: (4,) int64
    - body_offsets_labels: (6,) int64
    - file_id_code_labels: (4,) int64

Metadata Files:
  - Info: parts.infoset (file-level metadata)
  - Attributes: parts.attribset (categorical metadata)

Total Files: 4
Total Samples: 5
Total Rows: faces 15, graph 30, labels 4`);
});

test("after a split the table of contents counts the subsets", async () => {
  using dataset = await openDataset(await writeDataset(folder()));
  await dataset.split({ key: "family", train: 0.6, test: 0.4 });
  expect(await dataset.tableOfContents()).toMatch(/^Subsets: .*train 3/m);
});

describe("errors", () => {
  test("of a flow that is not there come with the first question, or at once", async () => {
    const explorer = new DatasetExplorer({ flowOutputFile: "/nowhere/x.flow" });
    await expect(explorer.availableGroups()).rejects.toThrow("there is no such file");
    await explorer.close();
    await expect(DatasetExplorer.open("/nowhere/x.flow")).rejects.toThrow("there is no such file");
  });

  test("of unknown names say what there is", async () => {
    await using explorer = await DatasetExplorer.open(flow);
    await expect(explorer.availableArrays("edges")).rejects.toThrow("'faces', 'graph', 'labels'");
    await expect(explorer.getArrayData("labels", "category")).rejects.toThrow("'part_category'");
    await expect(explorer.getFileList({ group: "edges" })).rejects.toThrow("the group 'edges'");
  });
});
