import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/dataset/dataset.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { DatasetError } from "../../src/dataset/errors.ts";
import { BODIES, writeDataset } from "../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("shared"));

describe("an open dataset", () => {
  test("knows its groups, arrays and samples", async () => {
    using dataset = await openDataset(flow);
    expect(dataset.sampleCount).toBe(5);
    expect(dataset.groups).toEqual(["faces", "graph", "labels"]);
    expect(dataset.arrays("faces").map(({ name }) => name)).toEqual([
      "face_areas",
      "face_centroids",
      "face_types",
      "body_id_code_faces",
      "body_offsets_faces",
      "file_id_code_faces",
    ]);
    expect(dataset.arrays("faces")[1]).toEqual({
      group: "faces",
      name: "face_centroids",
      shape: [15, 3],
      chunks: [2, 3],
      dtype: "float32",
      dims: ["face", "dim"],
      description: "the face_centroids",
      missing: null,
      attributes: {},
    });
  });

  test("reads whole arrays and ranges of rows, over the borders of shards", async () => {
    using dataset = await openDataset(flow);
    const types = BODIES.flatMap((body) => body.types);
    expect(await dataset.read("faces", "face_types")).toEqual({
      data: Int32Array.from(types),
      shape: [15],
    });
    expect(await dataset.read("faces", "face_types", [3, 9])).toEqual({
      data: Int32Array.from(types.slice(3, 9)),
      shape: [6],
    });
    const { data, shape } = await dataset.read("faces", "face_centroids", [5, 7]);
    expect(shape).toEqual([2, 3]);
    expect(data).toEqual(Float32Array.of(2, 0, 0.5, 3, 0, 0.5));
    expect((await dataset.read("faces", "face_centroids", [4, 4])).shape).toEqual([0, 3]);
    expect((await dataset.read("faces", "file_id_code_faces")).data).toBeInstanceOf(BigInt64Array);
  });

  test("reads the infoset's columns", async () => {
    using dataset = await openDataset(flow);
    expect(await dataset.column("id")).toEqual([0, 1, 2, 3, 4]);
    expect(await dataset.column("note")).toEqual([null, "second", null, null, null]);
    expect(await dataset.column("checked")).toEqual([true, false, false, true, false]);
    expect((await dataset.column("made"))[3]).toEqual(new Date(Date.UTC(2025, 2, 1)));
  });

  test.each<[string, (dataset: Dataset, wrong: object) => Promise<unknown>, string, string]>([
    ["split", (d, o) => d.split({ key: "id", train: 1, ...o }), "tset", "test"],
    ["createDistribution", (d, o) => d.createDistribution({ key: "id", ...o }), "bin", "bins"],
    ["find", (d, o) => d.find(o), "were", "where"],
    ["getFileList", (d, o) => d.getFileList(o), "were", "where"],
    ["getSampleList", (d, o) => d.getSampleList(o), "grop", "group"],
    ["subset", (d, o) => d.subset("train", o), "group", "groups"],
    ["samples", (d, o) => d.samples(o), "gruops", "groups"],
  ])("refuses an option that %s does not have", async (_, call, misspelt, meant) => {
    using dataset = await openDataset(flow);
    await expect(call(dataset, { [misspelt]: 0.2 })).rejects.toThrow(
      `there is no option '${misspelt}'. Did you mean '${meant}'?`,
    );
  });

  test("opens by its .dataset folder too, with the tables beside it", async () => {
    using dataset = await openDataset(flow.replace(".flow", ".dataset"));
    expect(dataset.columns).toContain("family");
    expect(await dataset.getFileList()).toEqual([0, 1, 2, 3]);
  });

  test("opens by the flow's folder, which holds both", async () => {
    const path = folder("by_its_folder");
    const file = await writeDataset(path);
    using byFile = await openDataset(file);
    using byFolder = await openDataset(path);
    expect(await byFolder.contents()).toEqual(await byFile.contents());
  });

  test("works without an infoset, with what the arrays know", async () => {
    const path = folder("alone");
    await writeDataset(path);
    await Deno.remove(`${path}/parts.infoset`);
    await Deno.remove(`${path}/parts.attribset`);
    using dataset = await openDataset(`${path}/parts.dataset`);
    expect(dataset.columns).toEqual([]);
    expect(await dataset.getFileList()).toEqual([0, 1, 2, 3]);
    await expect(dataset.split({ key: "part_category", train: 1 })).rejects.toThrow(
      "its infoset is missing",
    );
    expect(await dataset.tableOfContents()).toContain("  - Info: (none)");
  });

  test("cannot be read after it was closed", async () => {
    const dataset = await openDataset(flow);
    dataset.close();
    dataset.close();
    await expect(dataset.read("faces", "face_types")).rejects.toThrow("has been closed");
  });

  test("an empty dataset opens, and finds nothing", async () => {
    using dataset = await openDataset(await writeDataset(folder("empty"), []));
    expect(dataset.sampleCount).toBe(0);
    expect(await dataset.getFileList({ where: (row) => row.face_count > 0 })).toEqual([]);
    expect((await dataset.read("faces", "face_centroids")).shape).toEqual([0, 3]);
    expect((await dataset.createDistribution({ key: "face_types" })).counts).toEqual([]);
    expect(await dataset.tableOfContents()).toContain("Total Samples: 0");
    await expect(dataset.split({ key: "family", train: 1 })).rejects.toThrow("it has no samples");
  });
});

describe("a clear sentence", () => {
  const cases: [string, (path: string) => Promise<string>, string][] = [
    ["for a file that is not there", (path) => Promise.resolve(`${path}/x.flow`), "no such file"],
    ["for a link to nowhere", async (path) => {
      await Deno.symlink("nowhere", `${path}/lost.flow`);
      return `${path}/lost.flow`;
    }, "it is a link to 'nowhere', where there is nothing. A dataset is opened by"],
    ["for a link to itself", async (path) => {
      await Deno.symlink("round.flow", `${path}/round.flow`);
      return `${path}/round.flow`;
    }, "its links lead in a circle"],
    ["for a .flow that is not JSON", async (path) => {
      await Deno.writeTextFile(`${path}/x.flow`, "ISO-10303-21;");
      return `${path}/x.flow`;
    }, "must be JSON, and this one is not"],
    ["for a .flow that is not an object", async (path) => {
      await Deno.writeTextFile(`${path}/x.flow`, "[]");
      return `${path}/x.flow`;
    }, "must be a JSON object"],
    ["for a file of another kind", async (path) => {
      await writeDataset(path);
      return `${path}/parts.infoset`;
    }, "opened by its .flow file or its .dataset folder, found 'parts.infoset'"],
    ["for a .flow without a dataset", async (path) => {
      await Deno.writeTextFile(`${path}/x.flow`, '{"flow_name":"x"}');
      return `${path}/x.flow`;
    }, "its flow wrote none: it had no encoding task"],
    ["for a .flow that says why it has no dataset", async (path) => {
      const content = { flow_name: "x", flow_data: null, dataset_note: "All items failed." };
      await Deno.writeTextFile(`${path}/x.flow`, JSON.stringify(content));
      return `${path}/x.flow`;
    }, "its flow wrote none: All items failed."],
    ["for a .flow whose dataset is gone", async (path) => {
      const file = await writeDataset(path);
      await Deno.remove(`${path}/parts.dataset`, { recursive: true });
      return file;
    }, "its 'flow_data' is gone"],
    ["for a folder with several flows", async (path) => {
      await Deno.copyFile(await writeDataset(path), `${path}/other.flow`);
      return path;
    }, "it is a folder of several"],
    ["for a folder that holds something else", (path) => Promise.resolve(path), "has no zarr.json"],
    ["for a dataset whose metadata is damaged", async (path) => {
      const file = await writeDataset(path);
      await Deno.writeTextFile(`${path}/parts.dataset/faces/zarr.json`, "{");
      return file;
    }, "'faces/zarr.json' is not JSON"],
    ["for an array whose metadata is wrong", async (path) => {
      const file = await writeDataset(path);
      const array = `${path}/parts.dataset/faces/face_types/zarr.json`;
      await Deno.writeTextFile(array, '{"zarr_format":3,"node_type":"array"}');
      return file;
    }, "in the metadata of 'faces/face_types' 'shape' must be a list of whole numbers from 0"],
    ["for an infoset that is not Parquet", async (path) => {
      const file = await writeDataset(path);
      await Deno.writeTextFile(`${path}/parts.infoset`, "name,id");
      return file;
    }, "Cannot read 'parts.infoset': it must be a Parquet file"],
    ["for an infoset of another run", async (path) => {
      const file = await writeDataset(path);
      await writeDataset(`${path}/other`, BODIES.slice(0, 2));
      await Deno.copyFile(`${path}/other/parts.infoset`, `${path}/parts.infoset`);
      return file;
    }, "the dataset has 5 samples and 'parts.infoset' has 2 rows"],
  ];
  test.each(cases)("%s", async (name, make, message) => {
    const file = await make(folder(name.replaceAll(/[ .]/g, "_")));
    await expect(openDataset(file)).rejects.toThrow(message);
    await expect(openDataset(file)).rejects.toBeInstanceOf(DatasetError);
  });

  test("for a damaged chunk, when it is read", async () => {
    const path = folder("chunk");
    const file = await writeDataset(path);
    const shard = `${path}/parts.dataset/faces/face_types/c/1`;
    const bytes = await Deno.readFile(shard);
    await Deno.writeFile(shard, bytes.fill(7, 0, 12));
    using dataset = await openDataset(file);
    await expect(dataset.read("faces", "face_types")).rejects.toThrow(
      "Cannot read 'faces/face_types'",
    );
  });

  test("for an unknown group or array, with what there is", async () => {
    using dataset = await openDataset(flow);
    expect(() => dataset.arrays("face")).toThrow("Did you mean 'faces'?");
    await expect(dataset.read("faces", "face_type")).rejects.toThrow("Did you mean 'face_types'?");
    await expect(dataset.read("nothing", "x")).rejects.toThrow("'faces', 'graph', 'labels'");
    await expect(dataset.column("volum")).rejects.toThrow("Did you mean 'volume'?");
  });
});
