import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createStorage } from "trunnion";
import { mergeParts } from "../../helpers/merge_parts.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** Bodies with three, two, one and one face in a row, a file each. */
async function dataset(withGraph = true) {
  const home = folder(withGraph ? "graphs" : "plain");
  const dataFiles = [3, 2, 1, 1].map((faces, i) => {
    const storage = createStorage("optimized", join(home, `part_${i}.data`));
    storage.setSource({
      path: `part_${i}.step`,
      hash: String(i).repeat(64),
      size: 1,
      provenance: { kernel: "none", format: "STEP", units: "mm", tolerance: null },
    });
    const body = storage.body({
      index: 0,
      kind: "solid",
      name: null,
      instances: [{ transform: null, path: [] }],
      brep: { faces: { length: faces }, edges: { length: faces - 1 } },
    });
    body.saveMetadata("family", ["plate", "gear", "gear", "plate"][i]);
    const save = (key: string, dims: string[], values: number[], inner: number[] = []) => {
      const data = key.includes("areas") ? Float32Array.from(values) : Int32Array.from(values);
      const rows = values.length / (inner[0] ?? 1);
      const dtype = key.includes("areas") ? "float32" : "int32";
      body.saveDeclared(key, { data, shape: [rows, ...inner] }, { dims, dtype });
    };
    const counted = (count: number) => Array.from({ length: count }, (_, k) => k);
    save("faces/face_areas", ["face"], counted(faces).map((k) => 10 * i + k));
    save("faces/face_boxes", ["face", "corner"], counted(2 * faces), [2]);
    save("faces/face_indices", ["face"], counted(faces));
    save("edges/edge_types", ["edge"], counted(faces - 1).map((k) => 5 + k));
    if (withGraph) {
      save("graph/edges_source", ["edge"], counted(faces - 1));
      save("graph/edges_destination", ["edge"], counted(faces - 1).map((k) => k + 1));
      save("graph/num_nodes", ["body"], [faces]);
    }
    storage.compressStore();
    storage.close();
    return storage.getFilePath();
  });
  return await mergeParts(home, dataFiles);
}

test("graphs of faces end to end: features beside each other, arcs in two rows", async () => {
  using parts = await dataset();
  const { path, files } = await parts.exportTo("pyg", join(folder("out"), "pyg"), {
    label: "family",
  });
  expect(files).toEqual(["pyg_dataset.py", "train.safetensors", "trunnion.json"]);
  const bytes = new Uint8Array(readFileSync(join(path, "train.safetensors")));
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const read = (name: string, type: typeof Float32Array | typeof BigInt64Array) => {
    const [from, to] = header[name].data_offsets;
    const own = bytes.slice(8 + length + from, 8 + length + to).buffer;
    return { shape: header[name].shape, values: Array.from(new type(own), Number) };
  };
  expect(read("x", Float32Array)).toEqual({
    shape: [7, 3],
    values: [0, 0, 1, 1, 2, 3, 2, 4, 5, 10, 0, 1, 11, 2, 3, 20, 0, 1, 30, 0, 1],
  });
  expect(read("edge_attr", Float32Array)).toEqual({ shape: [3, 1], values: [5, 6, 5] });
  expect(read("edge_index", BigInt64Array)).toEqual({ shape: [2, 3], values: [0, 1, 0, 1, 2, 1] });
  expect(read("offsets/x", BigInt64Array).values).toEqual([0, 3, 5, 6, 7]);
  expect(read("offsets/edge_index", BigInt64Array).values).toEqual([0, 2, 3, 3, 3]);
  expect(read("y", BigInt64Array).values).toEqual([1, 0, 0, 1]); // gear is 0, plate is 1
  const { features, vocabularies } = JSON.parse(header.__metadata__.trunnion);
  expect(features.x).toEqual(["face_areas", "face_boxes[0]", "face_boxes[1]"]);
  expect(vocabularies.family).toEqual({ 0: "gear", 1: "plate" });
});

test("what is not there is told, and nothing is left behind", async () => {
  using parts = await dataset();
  using plain = await dataset(false);
  const path = join(folder("none"), "pyg");
  await expect(parts.exportTo("pyg", path, { label: "colour" })).rejects
    .toThrow(/label 'colour'.*found those of family/);
  await expect(parts.exportTo("pyg", path, { groups: ["graph", "edges"] })).rejects
    .toThrow(/'faces' must have features/);
  await expect(plain.exportTo("pyg", path)).rejects.toThrow(/'graph' must be there/);
  expect(existsSync(path)).toBe(false);
});
