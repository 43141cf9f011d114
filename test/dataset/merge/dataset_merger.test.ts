import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import * as zarr from "zarrita";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { MergeProgress } from "../../../src/dataset/merge/merge_options.ts";
import { mergeHere } from "../../../src/dataset/merge/merge_executor.ts";
import { MergeError } from "../../../src/dataset/merge/merge_error.ts";
import { readParquet } from "../../../src/storage/parquet.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { createStorage } from "../../../src/storage/create_storage.ts";
import { bodyOf } from "../../storage/bodies.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { folderStore } from "../../storage/zarr_stores.ts";
import { areaOf, datasetPaths, encodeParts } from "./encoded_files.ts";
import { readArray, rejection } from "./merged_arrays.ts";

const root = temporaryFolder();
const newFolder = () => mkdtempSync(join(root, "merge-"));

test("what stands beside the shards is written while they are", async () => {
  const folder = newFolder();
  const paths = datasetPaths(folder);
  const dataFiles = encodeParts(folder, [{ bodies: [{ faces: 3 }] }]);
  await new DatasetMerger({ dataFiles, ...paths }).mergeData({
    executor: async (tasks, options) => {
      const made = () => readdirSync(folder).filter((name) => name.includes(".tmp-"));
      await vi.waitFor(() => expect(made().length).toBe(3));
      const dataset = made().find((name) => name.startsWith("parts.dataset"))!;
      await vi.waitFor(() => expect(readdirSync(join(folder, dataset))).toContain("zarr.json"));
      await mergeHere(tasks, options);
    },
  });
  expect((await readArray(paths.datasetPath, "faces/areas")).data).toEqual([0, 1, 2]);
});

describe("a merge of files with one, two and no bodies' rows", () => {
  const parts = [
    { bodies: [{ faces: 3, family: 7 }] },
    { bodies: [{ faces: 2, family: 8 }, { faces: 4, family: 9 }] },
    { bodies: [{ faces: 0 }] },
    { bodies: [{ faces: 5, family: 7 }] },
  ];
  const expected = parts.flatMap(({ bodies }, file) =>
    bodies.flatMap(({ faces }, body) =>
      Array.from({ length: faces }, (_, row) => areaOf(file, body, row))
    )
  );

  // Shards of 4 rows cut through files and through bodies; the default has all in one shard.
  test.each([4, 8, undefined])("in shards of %s rows", async (faceChunk) => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encodeParts(folder, parts);
    const report = await new DatasetMerger({ dataFiles, ...paths }).mergeData({ faceChunk });
    expect(report).toMatchObject({ fileCount: 4, sampleCount: 5, warnings: [] });
    expect(report.groups.faces.rows).toBe(14);
    expect(report.groups.faces.shards).toBe(
      faceChunk === undefined ? 1 : Math.ceil(14 / faceChunk),
    );

    const areas = await readArray(paths.datasetPath, "faces/areas");
    expect(areas.data).toEqual(expected);
    expect(areas.array.dimensionNames).toEqual(["face"]);
    expect(areas.array.attrs).toEqual({ description: "mm2" });
    const grid = await readArray(paths.datasetPath, "faces/grid");
    expect(grid.shape).toEqual([14, 2, 3]);
    expect(grid.data).toEqual(expected.flatMap((area) => [0, 1, 2, 3, 4, 5].map((i) => area + i)));

    const files = await readArray(paths.datasetPath, "faces/file_id_code_faces");
    expect(files.data).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3]);
    const samples = await readArray(paths.datasetPath, "faces/body_id_code_faces");
    expect(samples.data).toEqual([0, 0, 0, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4]);
    const offsets = await readArray(paths.datasetPath, "faces/body_offsets_faces");
    expect(offsets.data).toEqual([0, 3, 5, 9, 9, 14]);

    // The group 'labels' has no rows for the third file, which never saved any.
    expect((await readArray(paths.datasetPath, "labels/family")).data).toEqual([7, 8, 9, 7]);
    const labels = await readArray(paths.datasetPath, "labels/body_offsets_labels");
    expect(labels.data).toEqual([0, 1, 2, 3, 3, 4]);
  });

  test("the samples are in the order of the files", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encodeParts(folder, parts).reverse();
    await new DatasetMerger({ dataFiles, ...paths }).mergeData();
    expect((await readArray(paths.datasetPath, "labels/family")).data).toEqual([7, 8, 9, 7]);
    const [files, bodies] = await readParquet(paths.infosetPath, ["file", "body_index"]);
    expect(files.values).toEqual([3, 2, 1, 1, 0].map((file) => `${file}.step`));
    expect(bodies.values).toEqual([0, 0, 0, 1, 0]);
  });

  test("the root says what is inside, for readers that cannot list", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    await new DatasetMerger({ dataFiles: encodeParts(folder, parts), ...paths }).mergeData();
    const document = JSON.parse(readFileSync(join(paths.datasetPath, "zarr.json"), "utf8"));
    expect(document.attributes.trunnion).toEqual({
      format: 1,
      flow_name: "parts",
      file_count: 4,
      sample_count: 5,
      profile: null,
      schema: null,
    });
    const members = document.consolidated_metadata.metadata;
    for (const [path, member] of Object.entries(members)) {
      const own = JSON.parse(readFileSync(join(paths.datasetPath, path, "zarr.json"), "utf8"));
      expect(member, path).toEqual(own);
    }
    expect(Object.keys(members)).toContain("instances/transform");
  });
});

test("many files, over many shards, in batches", async () => {
  const folder = newFolder();
  const paths = datasetPaths(folder);
  const parts = Array.from({ length: 60 }, (_, i) => ({ bodies: [{ faces: i % 9, family: i }] }));
  const dataFiles = encodeParts(folder, parts);
  const seen: MergeProgress[] = [];
  const onProgress = (progress: MergeProgress) => seen.push(progress);
  const options = { batchSize: 7, faceChunk: 16, onProgress };
  const report = await new DatasetMerger({ dataFiles, ...paths }).mergeData(options);
  const expected = parts.flatMap(({ bodies: [{ faces }] }, file) =>
    Array.from({ length: faces }, (_, row) => areaOf(file, 0, row))
  );
  expect((await readArray(paths.datasetPath, "faces/areas")).data).toEqual(expected);
  expect((await readArray(paths.datasetPath, "labels/family")).data).toEqual(
    parts.map((_, i) => i),
  );
  expect(report.groups.faces.shards).toBe(Math.ceil(expected.length / 16));
  const planned = seen.filter(({ stage }) => stage === "plan").map(({ done }) => done);
  expect(planned).toEqual([7, 14, 21, 28, 35, 42, 49, 56, 60]);
  expect(seen.at(-1)).toMatchObject({ stage: "write", done: seen.at(-1)!.total });
});

test("files in JSON and whole files merge like any others", async () => {
  const folder = newFolder();
  const paths = datasetPaths(folder);
  const dataFiles = (["json", "optimized"] as const).map((type, i) => {
    const storage = createStorage(type, join(folder, `${type}.data`));
    storage.saveData("faces/areas", [i + 0.5, i + 0.25]);
    storage.compressStore();
    return storage.getFilePath();
  });
  await new DatasetMerger({ dataFiles, ...paths }).mergeData();
  expect((await readArray(paths.datasetPath, "faces/areas")).data).toEqual([0.5, 0.25, 1.5, 1.25]);
  const columns = await readParquet(paths.infosetPath);
  const table = Object.fromEntries(columns.map(({ name, values }) => [name, [...values as []]]));
  expect(table).toMatchObject({
    name: ["json", "optimized"],
    body_kind: ["file", "file"],
    face_count: [2, 2],
  });
  // What nothing is known of has no column.
  expect(Object.keys(table)).not.toContain("file_hash");
});

describe("an array with one row a body, beside other rows of its group", () => {
  const encode = (folder: string, bodies: number[][], withNodes = bodies.map(() => true)) =>
    bodies.map((edges, file) => {
      const storage = new ZipDataStorage(join(folder, `${file}.data`));
      for (const [index, count] of edges.entries()) {
        const body = storage.body(bodyOf(index));
        const source = { data: new Int32Array(count).fill(10 * file + index), shape: [count] };
        body.saveDeclared("graph/edges_source", source, { dims: ["arc"], dtype: "int32" });
        if (!withNodes[file]) continue;
        const nodes = { data: Int32Array.of(100 * file + index), shape: [1] };
        body.saveDeclared("graph/num_nodes", nodes, { dims: ["body"], dtype: "int32" });
      }
      storage.compressStore();
      return storage.getFilePath();
    });

  test("keeps its own rows, and needs no ids and offsets", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encode(folder, [[2], [0, 3], [1]]);
    const report = await new DatasetMerger({ dataFiles, ...paths }).mergeData();
    expect(report.groups.graph).toEqual({
      rows: 6,
      shards: 1,
      arrays: ["edges_source", "file_id_code_graph", "body_id_code_graph", "num_nodes"],
    });
    const nodes = await readArray(paths.datasetPath, "graph/num_nodes");
    expect(nodes.data).toEqual([0, 100, 101, 200]);
    expect(nodes.array.dimensionNames).toEqual(["body"]);
    const sources = await readArray(paths.datasetPath, "graph/edges_source");
    expect(sources.data).toEqual([0, 0, 11, 11, 11, 20]);
    const offsets = await readArray(paths.datasetPath, "graph/body_offsets_graph");
    expect(offsets.data).toEqual([0, 2, 2, 5, 6]);
    const ids = await readArray(paths.datasetPath, "graph/body_id_code_graph");
    expect(ids.data).toEqual([0, 0, 2, 2, 2, 3]);
  });

  test("is refused where a file has none, since nothing else tells whose a row is", async () => {
    const folder = newFolder();
    const dataFiles = encode(folder, [[2], [3]], [true, false]);
    const merger = new DatasetMerger({ dataFiles, ...datasetPaths(folder) });
    const error = await rejection(merger.mergeData());
    expect(error).toBeInstanceOf(MergeError);
    expect(error.message).toContain("graph/num_nodes");
    expect(error.message).toContain(dataFiles[1]);
  });
});

test("a group without any rows keeps its arrays", async () => {
  const folder = newFolder();
  const paths = datasetPaths(folder);
  const dataFiles = encodeParts(folder, [{ bodies: [{ faces: 0 }] }, { bodies: [{ faces: 0 }] }]);
  const report = await new DatasetMerger({ dataFiles, ...paths }).mergeData();
  expect(report.groups.faces).toMatchObject({ rows: 0, shards: 0 });
  const group = await zarr.open.v3(folderStore(paths.datasetPath), { kind: "group" });
  const array = await zarr.open.v3(group.resolve("faces/grid"), { kind: "array" });
  expect(array.shape).toEqual([0, 2, 3]);
  expect((await readArray(paths.datasetPath, "faces/body_offsets_faces")).data).toEqual([0, 0, 0]);
});

describe("the tables", () => {
  test("the infoset has a row a body, with the file's metadata and its own", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const dataFiles = encodeParts(folder, [
      {
        bodies: [{ faces: 1, metadata: { mass: 2 } }, { faces: 1, metadata: { owner: "Bo" } }],
        metadata: { owner: "Ann", description: "a bracket" },
        profile: "uvnet@1",
      },
      { bodies: [{ faces: 2 }], hash: "0123456789abcdef", profile: "uvnet@1" },
    ]);
    await new DatasetMerger({ dataFiles, ...paths }).mergeData();
    const columns = await readParquet(paths.infosetPath);
    expect(columns.map(({ name }) => name)).toEqual([
      "name",
      "id",
      "content_key",
      "description",
      "flow_name",
      "subset",
      "table_name",
      "file_id",
      "file",
      "file_hash",
      "units",
      "body_index",
      "body_name",
      "body_kind",
      "instance_count",
      "face_count",
      "edge_count",
      "kernel",
      "profile",
      "owner",
      "mass",
    ]);
    const table = Object.fromEntries(columns.map(({ name, values }) => [name, [...values as []]]));
    expect(table).toMatchObject({
      name: ["0/body 0", "0/body 1", "1"],
      content_key: ["aaaaaaaaaaaa_0", "aaaaaaaaaaaa_1", "0123456789ab_0"],
      id: [0, 1, 2],
      file_id: [0, 0, 1],
      description: ["a bracket", "a bracket", null],
      subset: [null, null, null],
      body_index: [0, 1, 0],
      edge_count: [2, 2, 4],
      profile: ["uvnet@1", "uvnet@1", "uvnet@1"],
      owner: ["Ann", "Bo", null],
      mass: [2, null, null],
    });
    const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      id: "int64",
      file_id: "int64",
      mass: "int64",
    });
    const document = JSON.parse(readFileSync(join(paths.datasetPath, "zarr.json"), "utf8"));
    expect(document.attributes.trunnion.profile).toBe("uvnet@1");
  });

  test("a vocabulary has codes in the order of its texts", async () => {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const materials = ["steel", "aluminium", "steel", "brass", "aluminium", "brass"];
    const parts = materials.map((material) => ({ bodies: [{ faces: 1 }], metadata: { material } }));
    const dataFiles = encodeParts(folder, parts);
    for (const order of [dataFiles, [...dataFiles].reverse()]) {
      await new DatasetMerger({ dataFiles: order, ...paths }).mergeData();
      const attribset = await readParquet(paths.attribsetPath);
      expect(attribset).toMatchObject([
        { name: "table_name", values: ["material", "material", "material"] },
        { name: "id", type: "int32", values: [0, 1, 2] },
        { name: "name", values: ["aluminium", "brass", "steel"] },
      ]);
    }
    const [names, codes] = await readParquet(paths.infosetPath, ["material", "material_code"]);
    expect(names.values).toEqual([...materials].reverse());
    expect(codes).toMatchObject({ type: "int32", values: [1, 0, 1, 2, 0, 2] });
  });
});

describe("codes that files declare", () => {
  async function merged(...codes: (Record<string, number> | undefined)[]) {
    const folder = newFolder();
    const paths = datasetPaths(folder);
    const parts = codes.map((codes, i) => ({ bodies: [{ faces: 1, family: i, codes }] }));
    await new DatasetMerger({ dataFiles: encodeParts(folder, parts), ...paths }).mergeData();
    return (await readArray(paths.datasetPath, "labels/family")).array.attrs;
  }

  test("are united, in the order of the numbers", async () => {
    expect(await merged({ nut: 3 }, undefined, { bolt: 1 })).toEqual({
      codes: { bolt: 1, nut: 3 },
    });
    expect(JSON.stringify(await merged({ nut: 3 }, { bolt: 1, nut: 3 }))).toBe(
      JSON.stringify({ codes: { bolt: 1, nut: 3 } }),
    );
    expect(await merged(undefined)).toEqual({});
  });

  test.each([[{ nut: 3 }, { nut: 4 }], [{ nut: 3 }, { bolt: 3 }]])(
    "stand for one thing: %j and %j",
    async (one, other) => {
      const sentence = (await rejection(merged(one, other))).message;
      expect(sentence).toMatch(
        /'labels\/family': a code must stand for one thing; '.*part_0.data'/,
      );
      expect(sentence).toContain("nut 3");
    },
  );

  test("stand for one thing, and the files are named that say otherwise", async () => {
    const { message } = await rejection(merged({ bolt: 1 }, { nut: 3 }, { bolt: 1, cap: 3 }));
    expect(message).toMatch(/part_1\.data' has nut 3, '.*part_2\.data' has cap 3/);
  });
});
