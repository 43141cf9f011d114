import { expect, test } from "vitest";
import { DatasetMerger } from "../../src/dataset/merge/dataset_merger.ts";
import { DatasetLoader } from "../../src/dataset/dataset_loader.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { where } from "../../src/dataset/query/where.ts";
import { ZipDataStorage } from "../../src/storage/zip/zip_data_storage.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** Seven files of one or two bodies, encoded and merged as a flow does it. */
async function merge(path: string): Promise<string> {
  const dataFiles = Array.from({ length: 7 }, (_, file) => {
    const storage = new ZipDataStorage(`${path}/part_${file}.data`);
    for (let index = 0; index < (file === 3 ? 2 : 1); index++) {
      const faces = file + index + 1;
      const store = storage.body({
        index,
        kind: "solid",
        name: `body ${index}`,
        instances: [{ transform: null, path: [0] }],
        brep: { faces: { length: faces }, edges: { length: 2 * faces } },
      });
      const areas = Float32Array.from({ length: faces }, (_, face) => file + face / 10);
      const normals = Float32Array.from({ length: 3 * faces }, (_, i) => i);
      store.saveDeclared("faces/face_areas", { data: areas, shape: [faces] }, {
        dims: ["face"],
        dtype: "float32",
      });
      store.saveDeclared("faces/normals", { data: normals, shape: [faces, 3] }, {
        dims: ["face", "dim"],
        dtype: "float32",
      });
      const arcs = { data: Int32Array.from(areas.keys()), shape: [faces] };
      store.saveDeclared("graph/edges_source", arcs, { dims: ["arc"], dtype: "int32" });
      const nodes = { data: Int32Array.of(faces), shape: [1] };
      store.saveDeclared("graph/num_nodes", nodes, { dims: ["body"], dtype: "int32" });
      store.saveData("labels/category", Int32Array.of(file % 2));
      store.saveMetadata("family", file % 2 === 0 ? "even" : "odd");
      store.saveMetadata("weight", file / 4);
    }
    storage.setSource({ path: `part_${file}.step`, hash: `${file}`, size: 1, provenance: {} });
    storage.compressStore();
    return storage.getFilePath();
  });
  await new DatasetMerger({
    dataFiles,
    datasetPath: `${path}/parts.dataset`,
    infosetPath: `${path}/parts.infoset`,
    attribsetPath: `${path}/parts.attribset`,
    flowName: "parts",
  }).mergeData();
  return `${path}/parts.dataset`;
}

const path = await merge(folder());

test("what the merge writes is read back, sample by sample", async () => {
  using dataset = await openDataset(path);
  expect(dataset.sampleCount).toBe(8);
  const all = await dataset.samples();
  const faceCounts = [1, 2, 3, 4, 5, 5, 6, 7];
  for (const [s, count] of faceCounts.entries()) {
    const { arrays, metadata } = await all.at(s);
    const file = s < 4 ? s : s - 1;
    expect(arrays["faces/face_areas"].data).toEqual(
      Float32Array.from({ length: count }, (_, face) => file + face / 10),
    );
    expect(arrays["faces/normals"].shape).toEqual([count, 3]);
    expect(arrays["graph/edges_source"].shape).toEqual([count]);
    expect(arrays["graph/num_nodes"].data).toEqual(Int32Array.of(count));
    expect(arrays["labels/category"].data).toEqual(Int32Array.of(file % 2));
    expect(arrays["instances/transform"].shape).toEqual([1, 4, 4]);
    expect(metadata).toMatchObject({
      file: `part_${file}.step`,
      face_count: count,
      weight: file / 4,
    });
  }
});

test("one group has arrays of its rows, and arrays with one row a body", async () => {
  using dataset = await openDataset(path);
  expect(dataset.arrays("graph").map(({ name, shape }) => [name, shape])).toEqual([
    ["edges_source", [33]],
    ["num_nodes", [8]],
    ["body_id_code_graph", [33]],
    ["body_offsets_graph", [9]],
    ["file_id_code_graph", [33]],
  ]);
});

test("queries, distributions and splits work on it", async () => {
  await using loader = await DatasetLoader.open(path);
  const dataset = await loader.dataset();
  expect(await dataset.getFileList({ where: where("family").eq("odd") })).toEqual([1, 3, 5]);
  expect(await dataset.getFileList({ group: "faces", where: (row) => row.face_areas > 6 }))
    .toEqual([6]);
  const distribution = await dataset.createDistribution({ key: "category", group: "labels" });
  expect(distribution.counts).toEqual([4, 4]);
  expect([...await loader.split({ key: "family", train: 0.5, validation: 0.25, test: 0.25 })])
    .toEqual([4, 2, 2]);
  const sizes = await Promise.all(
    ["train", "validation", "test"].map(async (name) => (await loader.getDataset(name)).length),
  );
  expect(sizes).toEqual([4, 2, 2]);
  expect(await dataset.tableOfContents()).toContain("Total Files: 7\nTotal Samples: 8\n");
});
