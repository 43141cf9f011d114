import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { createStorage } from "../../../src/storage/create_storage.ts";
import { readParquet } from "../../../src/storage/parquet.ts";
import { box, cylinder } from "../../helpers/breps.ts";

const folder = mkdtempSync(join(tmpdir(), "trunnion-profile-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A box without its last face. */
function openBox(): Brep {
  const { faces, edges, vertices } = box(1, 2, 3);
  const last = faces.length - 1;
  return {
    faces: faces.slice(0, last),
    edges: edges.map((edge) => ({ ...edge, faces: edge.faces.filter((face) => face < last) })),
    vertices,
  };
}

test("a dataset says its profile, and holds open bodies beside closed ones", async () => {
  const files = [[cylinder(2, 5), openBox()], [openBox()], [box(1, 2, 3)]];
  const dataFiles = files.map((bodies, i) => {
    const path = join(folder, `file_${i}.data`), storage = createStorage("optimized", path);
    storage.setSource({ path: `${i}.step`, hash: "", size: 0, provenance: { format: "STEP" } });
    bodies.forEach((brep, index) => {
      const instances = [{ transform: null, path: [index] }];
      const sample = storage.body({ index, kind: "solid", name: null, instances, brep });
      const encoder = new BrepEncoder(brep, sample, { pairwise: { mode: "sparse", hops: 1 } });
      encoder.pushProfile("hoops");
      encoder.pushVertices();
      encoder.pushCoedges();
      encoder.pushBodyAttributes();
      encoder.pushFingerprint();
    });
    storage.compressStore();
    storage.close();
    return path;
  });
  const datasetPath = join(folder, "parts.dataset"), infosetPath = join(folder, "parts.infoset");
  await new DatasetMerger({
    dataFiles,
    datasetPath,
    infosetPath,
    attribsetPath: join(folder, "parts.attribset"),
    flowName: "parts",
  }).mergeData();

  const read = (path: string) =>
    JSON.parse(readFileSync(join(datasetPath, path, "zarr.json"), "utf8"));
  expect(read("").attributes.trunnion.profile).toBe("hoops@1");
  expect(read("solids/solid_volumes").shape).toEqual([2]);
  expect(read("bodies/body_boxes").shape).toEqual([4, 6]);
  expect(read("vertices/vertex_positions").shape).toEqual([2 + 8 + 8 + 8, 3]);
  const columns = await readParquet(infosetPath, ["profile", "fingerprint", "open_reason"]);
  const [profile, fingerprint, reason] = columns.map(({ values }) => Array.from(values));
  expect(profile).toEqual(new Array(4).fill("hoops@1"));
  expect(fingerprint[1]).toBe(fingerprint[2]);
  expect(new Set(fingerprint).size).toBe(3);
  expect(reason.map((text) => text === null)).toEqual([true, false, false, true]);
});
