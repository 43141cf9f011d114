import { afterAll, describe, expect, test } from "vitest";
import { INSPECT } from "../../../src/base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { DatasetExplorer } from "../../../src/dataset/dataset_explorer.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder());
const dataset = await openDataset(flow);
afterAll(() => dataset.close());

describe("arrays", () => {
  test("of a group, without offsets", async () => {
    const found = await dataset.getGroupData("faces");
    expect(Object.keys(found)).toEqual([
      "face_areas",
      "face_centroids",
      "face_types",
      "body_id_code_faces",
      "file_id_code_faces",
    ]);
    expect(found.face_centroids.shape).toEqual([15, 3]);
    expect(await dataset.getArrayData("faces", "face_types")).toEqual(found.face_types);
  });

  test("of a file: the rows of its samples, be they of the group or one a sample", async () => {
    const faces = await dataset.fileDataset(1, "faces");
    expect(faces).toMatchObject({ fileId: 1, group: "faces", sampleIds: [1, 2] });
    expect(faces.arrays.face_types).toEqual({ data: Int32Array.of(0, 2, 1), shape: [3] });
    expect(faces.arrays.face_centroids.shape).toEqual([3, 3]);
    const graph = await dataset.fileDataset(1, "graph");
    expect(graph.arrays.edges_source.shape).toEqual([6]);
    expect(graph.arrays.num_nodes).toEqual({ data: Int32Array.of(2, 1), shape: [2] });
    const labels = await dataset.fileDataset(1, "labels");
    expect(labels.arrays.part_category.data).toEqual(Int32Array.of(1));
  });
});

describe("files", () => {
  test("are told by their ids and paths", async () => {
    const names = await dataset.column("file");
    expect(await dataset.decodeFileId(2)).toBe(names[3]);
    const rows = await dataset.getFileInfo(1);
    expect(rows.map(({ id, family }) => [id, family])).toEqual([[1, "shaft"], [2, "shaft"]]);
    expect(await dataset.getFileInfo(String(names[1]))).toEqual(rows);
    expect(await dataset.getFileInfo()).toHaveLength(5);
    expect((rows as unknown as Record<symbol, () => string>)[INSPECT]()).toBe(
      "2 samples of file 1",
    );
  });

  test("that are not there are refused, with what there is", async () => {
    await expect(dataset.fileDataset(7, "faces")).rejects.toThrow("There are 4, from 0 to 3");
    await expect(dataset.decodeFileId(-1)).rejects.toThrow("there is no file -1");
    const name = String((await dataset.column("file"))[0]);
    await expect(dataset.getFileInfo(`${name}x`)).rejects.toThrow(`Did you mean '${name}'?`);
    await expect(dataset.fileDataset(0, "face")).rejects.toThrow("Did you mean 'faces'?");
  });
});

describe("codes", () => {
  test("have the names of their vocabulary", async () => {
    const found = await dataset.getDescriptions("part_category");
    expect(found.map(({ id, name }) => [id, name])).toEqual([
      [0, "bracket"],
      [1, "shaft"],
      [2, "plate"],
      [3, "gear"],
    ]);
    expect((await dataset.getDescriptions()).length).toBeGreaterThan(found.length);
    await expect(dataset.getDescriptions("part_categry")).rejects.toThrow("'part_category'?");
  });

  test("are counted by name", async () => {
    const found = await dataset.getArrayStatistics("labels", "part_category");
    expect(found.classes).toEqual([
      { value: 3, name: "gear", count: 2 },
      { value: 1, name: "shaft", count: 1 },
      { value: 2, name: "plate", count: 1 },
    ]);
    expect(found.mean).toBe(null);
    expect(found[INSPECT]()).toContain("gear");
  });
});

describe("what an array's values come to", () => {
  test("is what pandas' describe() says", async () => {
    const found = await dataset.getArrayStatistics("faces", "face_areas");
    // pandas.Series(areas).describe()
    expect(found).toMatchObject({ count: 15, missing: 0, min: 0.5, max: 30 });
    expect(found.mean).toBeCloseTo(7.3, 6);
    expect(found.std).toBeCloseTo(10.528533, 6);
    expect(found.quartiles).toEqual([1, 2, 7]);
    expect(found[JUPYTER_DISPLAY]()["text/html"]).toContain("standard deviation");
  });

  test("is of all values, where a row has several", async () => {
    const found = await dataset.getArrayStatistics("faces", "face_centroids");
    expect(found).toMatchObject({ count: 45, shape: [15, 3], min: 0, max: 4 });
    await expect(dataset.getArrayStatistics("faces", "face_area")).rejects.toThrow("'face_areas'?");
  });
});

describe("the matrix of files and bins", () => {
  test("says which file has a value in which bin, and how many", async () => {
    const found = await dataset.buildMembershipMatrix({ key: "face_types", group: "faces" });
    expect(found.fileIds).toEqual([0, 1, 2, 3]);
    expect(found.labels).toEqual(["0", "1", "2", "4"]);
    expect(found.matrix.shape).toEqual([4, 4]);
    expect([...found.matrix.data]).toEqual([1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1]);
    const counts = await dataset.buildMembershipMatrix({
      key: "face_areas",
      group: "faces",
      bins: [0, 5, 50],
      asCounts: true,
    });
    expect([...counts.matrix.data]).toEqual([2, 1, 3, 0, 1, 3, 5, 0]);
    expect(counts.edges).toEqual([0, 5, 50]);
    const sum = Array.from(counts.matrix.data, Number).reduce((a, b) => a + b, 0);
    expect(sum).toBe(BODIES.flatMap((body) => body.areas).length);
  });
});

describe("previews", () => {
  test("that were not made are refused, with what to do", async () => {
    await expect(dataset.getStreamCachePaths()).rejects.toThrow("exportVisualization: true");
  });
});

test("an explorer answers all of it, and nothing once it is closed", async () => {
  const explorer = await DatasetExplorer.open(flow);
  expect(Object.keys(await explorer.getGroupData("labels"))).toContain("part_category");
  expect((await explorer.fileDataset(0, "labels")).sampleIds).toEqual([0]);
  expect(await explorer.decodeFileId(0)).toBe((await dataset.column("file"))[0]);
  expect((await explorer.getFileInfo(0))[0].id).toBe(0);
  expect((await explorer.getArrayStatistics("faces", "face_areas")).max).toBe(30);
  expect((await explorer.buildMembershipMatrix({ key: "family" })).labels).toHaveLength(3);
  expect(await explorer.getDescriptions("family")).toHaveLength(3);
  await expect(explorer.getStreamCachePaths()).rejects.toThrow("exportVisualization");
  await explorer.close();
  await expect(explorer.availableGroups()).rejects.toThrow("has been closed. Open it again");
  const never = new DatasetExplorer({ flowOutputFile: flow });
  await never.close();
  await expect(never.getFileList()).rejects.toThrow("has been closed");
});
