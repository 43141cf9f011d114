/**
 * Makes a finished flow of every number type, every kind of metadata and odd sizes, without a CAD
 * file: many shards, samples without rows, nulls, text beyond ASCII.
 *
 *     deno run -A test/interop/synthetic_flow.ts FOLDER
 *
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createStorage, DatasetMerger, openDataset, type TypedArray } from "trunnion";

const FILES = 11;
const NAMES = ["bracket", "Zahnrad", "歯車", 'quoted "name", with comma', ""];

/** A value for any place in any array, the same in every run: never 0, often negative. */
function valueAt(file: number, body: number, i: number): number {
  const mixed = Math.imul(file * 7919 + body * 104_729 + i + 1, 0x9e3779b1) >>> 0;
  return (mixed % 2_000_003) - 1_000_000.5;
}

const MAKERS: Record<string, (values: number[]) => TypedArray> = {
  float32: (values) => Float32Array.from(values, (value) => value / 3),
  float64: (values) => Float64Array.from(values, (value) => value / 3),
  int8: (values) => Int8Array.from(values),
  uint8: (values) => Uint8Array.from(values),
  int16: (values) => Int16Array.from(values),
  uint16: (values) => Uint16Array.from(values),
  int32: (values) => Int32Array.from(values),
  uint32: (values) => Uint32Array.from(values),
  int64: (values) =>
    BigInt64Array.from(values, (value) => BigInt(Math.trunc(value)) * 9_007_199_254n),
};

function encodeFile(folder: string, file: number): string {
  const storage = createStorage("optimized", join(folder, `part_${file}.data`));
  storage.setSource({
    path: `Teile/part ${file} ü.step`,
    hash: file.toString(16).padStart(64, "0"),
    size: 1000 + file,
    provenance: { kernel: "none", format: "STEP", units: "mm", tolerance: file % 3 ? 1e-6 : null },
  });
  storage.saveMetadata("checked", file % 2 === 0);
  storage.saveMetadata("made", new Date(Date.UTC(1969, file, 1, 12, 30, 15, 123)));
  storage.saveMetadata("weight", file / 7);
  storage.saveMetadata("revision", file % 4 === 0 ? null : 2 ** 40 + file);
  for (let index = 0; index < 1 + file % 3; index++) {
    // Every fifth file has a body without faces.
    const faces = file % 5 === 4 && index === 0 ? 0 : 3 + (file * 11 + index) % 40;
    const body = storage.body({
      index,
      kind: "solid",
      name: index === 1 ? null : `body ${index} ✓`,
      instances: Array.from({ length: 1 + index }, (_, i) => ({
        transform: i === 0 ? null : Float64Array.of(1, 0, 0, 10 * i, 0, 1, 0, file, 0, 0, 1, 0.1),
        path: [0, i],
      })),
      brep: { faces: { length: faces }, edges: { length: 2 * faces } },
    });
    body.saveMetadata("family", NAMES[(file + index) % NAMES.length]);
    const rows = (count: number, width = 1) =>
      Array.from({ length: count * width }, (_, i) => valueAt(file, index, i));
    for (const [dtype, make] of Object.entries(MAKERS)) {
      body.saveDeclared(`faces/as_${dtype}`, { data: make(rows(faces)), shape: [faces] }, {
        dims: ["face"],
        dtype: dtype as "float32",
        description: `the values as ${dtype}, Größe`,
      });
    }
    const grid = { data: MAKERS.float32(rows(faces, 84)), shape: [faces, 3, 4, 7] };
    body.saveDeclared("faces/grid", grid, {
      dims: ["face", "uv_x", "uv_y", "component"],
      dtype: "float32",
    });
    body.saveDeclared("labels/family", { data: Int32Array.of(file % 4), shape: [1] }, {
      dims: ["body"],
      dtype: "int32",
    });
  }
  storage.compressStore();
  storage.close();
  return storage.getFilePath();
}

const folder = Deno.args[0];
if (!folder) throw new Error("usage: synthetic_flow.ts FOLDER");
mkdirSync(join(folder, "encoded"), { recursive: true });
const dataFiles = Array.from({ length: FILES }, (_, i) => encodeFile(join(folder, "encoded"), i));
const path = (extension: string) => join(folder, `synthetic.${extension}`);
const merger = new DatasetMerger({
  dataFiles,
  datasetPath: path("dataset"),
  infosetPath: path("infoset"),
  attribsetPath: path("attribset"),
  flowName: "synthetic",
});
// So small that rows of one body lie in two shards.
await merger.mergeData({ faceChunk: 32 });
const flow = {
  flow_name: "synthetic",
  flow_data: "synthetic.dataset",
  flow_info: "synthetic.infoset",
  flow_attributes: "synthetic.attribset",
};
writeFileSync(path("flow"), JSON.stringify(flow));
const dataset = await openDataset(path("flow"));
await dataset.split({ key: "family", group: "labels", train: 0.6, validation: 0.2, test: 0.2 });
dataset.close();
