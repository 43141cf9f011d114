import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readParquet } from "../../../src/storage/parquet.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { meshBody } from "../../../src/cad/mesh/mesh_body.ts";
import { measureMesh } from "../../../src/cad/mesh/mesh_measures.ts";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { storedMesh } from "../../../src/dataset/read/stored_mesh.ts";
import { datasetSource } from "../../../src/dataset/read/dataset_source.ts";
import { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { createStorage } from "../../../src/storage/create_storage.ts";
import { box, cylinder, sphere } from "../../helpers/breps.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const BREPS = [cylinder(2, 5), box(1, 2, 3), sphere(3)];

/** A dataset of three bodies in two files. */
async function write(name: string, meshes: boolean): Promise<string> {
  const home = folder(name);
  const dataFiles = [[BREPS[0], BREPS[1]], [BREPS[2]]].map((breps, i) => {
    const path = join(home, `file_${i}.data`), storage = createStorage("optimized", path);
    const source = { path: join(home, `${i}.step`), hash: "", size: 0 };
    storage.setSource({ ...source, provenance: { format: "STEP" } });
    breps.forEach((brep, index) => {
      const instances = [{ transform: null, path: [index] }];
      const sample = storage.body({ index, kind: "solid", name: null, instances, brep });
      const encoder = new BrepEncoder(brep, sample);
      encoder.pushFaceIndices();
      if (meshes) encoder.pushFaceMesh();
    });
    storage.compressStore();
    storage.close();
    return path;
  });
  const datasetPath = join(home, "parts.dataset");
  await new DatasetMerger({
    dataFiles,
    datasetPath,
    infosetPath: join(home, "parts.infoset"),
    attribsetPath: join(home, "parts.attribset"),
    flowName: "parts",
  }).mergeData();
  return datasetPath;
}

describe("a dataset with meshes", () => {
  let path = "";
  beforeAll(async () => {
    path = await write("stored", true);
  });

  test("gives them back as they were", async () => {
    const reader = await DatasetReader.open(datasetSource(path));
    for (const [sample, brep] of BREPS.entries()) {
      const mesh = meshBody(brep);
      const points = Float64Array.from(Float32Array.from(mesh.points));
      expect(await storedMesh(reader, sample)).toEqual({ ...mesh, points });
    }
    reader.close();
  });

  test("is exported without its source files", async () => {
    using dataset = await openDataset(path);
    const { files, incomplete, path: out } = await dataset.exportTo(
      "stl",
      join(folder("o"), "stl"),
    );
    expect(incomplete).toEqual([]);
    const stls = files.filter((file) => file.endsWith(".stl"));
    expect(stls).toHaveLength(3);
    BREPS.forEach((brep, sample) => {
      const bytes = readFileSync(join(out, stls[sample]));
      expect(bytes.readUInt32LE(80)).toBe(meshBody(brep).triangles.length / 3);
    });
    const [table] = await readParquet(join(out, "samples.parquet"), ["stl"]);
    expect(Array.from(table.values)).toEqual(stls);
  });

  test("verifies: rows of meshes are among the checks", async () => {
    const { verifyDataset } = await import("../../../src/dataset/verify/verify_dataset.ts");
    const { ok, faults } = await verifyDataset(path, { sources: 0 });
    expect({ ok, faults }).toEqual({ ok: true, faults: [] });
  });

  test("counts points within a batch", async () => {
    using dataset = await openDataset(path);
    for await (const batch of dataset.samples().batches({ size: 3 })) {
      const triangles = batch.shifted["face_mesh/triangles"].data as Int32Array;
      const points = batch.arrays["mesh_points/positions"].data;
      const normals = batch.arrays["face_mesh/triangle_normals"].data as Float32Array;
      const { volume } = measureMesh({
        ...meshBody(BREPS[0]),
        points: Float64Array.from(points as Float32Array),
        triangles: Uint32Array.from(triangles),
        normals,
      });
      // All three bodies lie about the origin: their volumes add up.
      const sum = BREPS.reduce((all, brep) => all + measureMesh(meshBody(brep)).volume, 0);
      expect(volume).toBeCloseTo(sum, 3);
    }
  });
});

test("a dataset without meshes whose source files are gone says what to do", async () => {
  using dataset = await openDataset(await write("bare", false));
  const out = join(folder("bare out"), "glb");
  await expect(dataset.exportTo("glb", out)).rejects.toThrow(/no sample could be meshed/);
  await expect(dataset.exportTo("glb", out, { mesh: { chordal: -1 } })).rejects.toThrow(/above 0/);
});
