import {
  appendFileSync,
  cpSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { verifyDataset } from "../../../src/dataset/verify/verify_dataset.ts";
import { createFlow } from "../../../src/pipeline/create_flow.ts";
import { gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import type { TypedArray } from "../../../src/storage/array.ts";
import type { ColumnValue } from "../../../src/storage/parquet.ts";
import { rewriteArray, rewriteColumn } from "../../helpers/rewrite_dataset.ts";
import { copySampleParts } from "../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { encodeParts } from "./encode_parts.ts";

const folder = temporaryFolder();
const parts = folder("parts");
const out = folder("out");
/** The last one, the fifth of the shared parts, has two samples. */
const FILES = 4;
let whole = "";
// One kernel for all files that are encoded again.
const loader = new OcctLoader();
afterAll(() => loader.close());

beforeAll(async () => {
  const [, , third] = await copySampleParts(parts, FILES + 1);
  rmSync(join(parts, third));
  const { flowFile } = await createFlow({
    name: "parts",
    tasks: [gatherTask, encodeParts],
    flowsOutputDir: out,
    progress: false,
    debug: true,
  }).process({ inputs: { sources: [parts] } });
  using dataset = await openDataset(flowFile);
  await dataset.split({ key: "half", train: 0.5, validation: 0.25, test: 0.25 });
  whole = join(flowFile, "..");
});

/** A copy of the dataset, with something changed in it. */
async function planted(change: (dataset: string, infoset: string) => unknown): Promise<string> {
  const copy = folder();
  const endings = ["dataset", "infoset", "attribset", "sources.json", "flow"];
  for (const name of endings.map((ending) => `parts.${ending}`)) {
    cpSync(join(whole, name), join(copy, name), { recursive: true });
  }
  await change(join(copy, "parts.dataset"), join(copy, "parts.infoset"));
  return join(copy, "parts.flow");
}

/** Changes one value of an array. */
const value = (key: string, at: number, to: (before: number) => number) => (dataset: string) =>
  rewriteArray(dataset, key, (data) => put(data, at, to(Number(data[at]))));

function put(data: TypedArray, at: number, to: number): void {
  if (data instanceof BigInt64Array) data[at] = BigInt(to);
  else data[at] = to;
}

/** Changes one value of a column of the infoset. */
const cell =
  (name: string, row: number, to: (before: ColumnValue) => ColumnValue) =>
  (_dataset: string, infoset: string) =>
    rewriteColumn(infoset, name, (values) => values[row] = to(values[row]));

/** Turns the sign of the first angle that has one. */
const turnedAngle = (dataset: string) =>
  rewriteArray(dataset, "edges/edge_dihedral_angles", (data) => {
    const at = Array.from(data, Number).findIndex((angle) => angle !== 0);
    put(data, at, -Number(data[at]));
  });

/** Faults, and the check and the array that tell of each. */
const FAULTS: readonly [string, (dataset: string, infoset: string) => unknown, string[]][] = [
  ["a type that there is not", value("faces/face_types", 3, () => 99), ["codes faces/face_types"]],
  ["a negative area", value("faces/face_areas", 0, (area) => -area), ["measures faces/face_areas"]],
  ["a negative count of loops", value("faces/face_loops", 1, () => -1), [
    "measures faces/face_loops",
  ]],
  ["a centroid that is no number", value("faces/face_centroids", 7, () => NaN), [
    "finite faces/face_centroids",
  ]],
  ["an arc to a face of another body", value("graph/edges_destination", 0, () => 5000), [
    "graph graph/edges_destination",
    "neighbours faces/face_neighborscount",
  ]],
  ["an angle of the wrong sign", turnedAngle, ["dihedral edges/edge_dihedral_angles"]],
  ["an angle beyond pi", value("edges/edge_dihedral_angles", 2, () => 3.2), [
    "dihedral edges/edge_dihedral_angles",
  ]],
  ["a normal that is too long", value("faces/face_uv_grids", 7 * 11 + 3, (x) => x + 1.1), [
    "points faces/face_uv_grids",
  ]],
  ["a mask between 0 and 1", value("faces/face_uv_grids", 7 * 11 + 6, () => 0.5), [
    "points faces/face_uv_grids",
  ]],
  ["a row with the id of another file", value("faces/file_id_code_faces", 4, (id) => id + 1), [
    "ids faces/file_id_code_faces",
  ]],
  ["a row with the id of another sample", value("edges/body_id_code_edges", 0, () => 3), [
    "ids edges/body_id_code_edges",
  ]],
  ["an offset that is one too far", value("faces/body_offsets_faces", 1, (offset) => offset + 1), [
    "ids faces/body_id_code_faces",
    "counts infoset/face_count",
  ]],
  ["offsets that fall", value("edges/body_offsets_edges", 2, () => 0), ["rows edges/edge_lengths"]],
  ["an offset that ends too early", value("graph/body_offsets_graph", 1, (offset) => offset - 1), [
    "counts infoset/edge_count",
  ]],
  ["a count of faces in the infoset", cell("face_count", 1, (count) => Number(count) + 1), [
    "counts infoset/face_count",
  ]],
  ["a count of nodes", value("graph/num_nodes", 0, (count) => count + 1), [
    "counts graph/num_nodes",
  ]],
  ["a count of neighbours", value("faces/face_neighborscount", 6, (count) => count + 1), [
    "neighbours faces/face_neighborscount",
  ]],
  ["a code without a name", cell("half_code", 2, () => 77), ["vocabulary infoset/half_code"]],
  ["a code of another name", cell("half", 0, () => "spoon"), ["vocabulary infoset/half_code"]],
  ["a subset that there is not", cell("subset", 3, () => "holdout"), ["subsets infoset/subset"]],
  [
    "two samples of one name",
    (_dataset, infoset) => rewriteColumn(infoset, "name", (names) => names[1] = names[0]),
    ["infoset infoset/name"],
  ],
  ["files in another order", cell("file_id", 0, () => 1), ["infoset infoset/file_id"]],
  ["an id of the infoset", cell("id", 2, () => 20), ["infoset infoset/id"]],
  ["an edge shorter than its chords", value("edges/edge_lengths", 5, (length) => length / 2), [
    "chords edges/edge_lengths",
  ]],
  ["a face with the number of another", value("faces/face_indices", 2, () => 0), [
    "indices faces/face_indices",
  ]],
  ["a histogram that is not full", value("faceface/d2_distance", 0, (share) => share + 0.25), [
    "pairs faceface/d2_distance",
  ]],
  ["a path over an edge that there is not", value("faceface/face_pair_edges_path", 4, () => 9999), [
    "pairs faceface/face_pair_edges_path",
  ]],
  [
    "a point of a face outside the body's box",
    (dataset) =>
      rewriteArray(dataset, "faces/face_uv_grids", (data) => {
        const at = Array.from({ length: data.length / 7 }, (_, point) => 7 * point)
          .find((from) => data[from + 6] === 1)!;
        put(data, at, Number(data[at]) + 1000);
      }),
    ["boxes faces/face_uv_grids"],
  ],
  ["a vertex outside the body's box", value("vertices/vertex_positions", 1, (y) => y - 500), [
    "boxes vertices/vertex_positions",
  ]],
  ["a diagonal that is not the box's", value("bodies/body_diagonals", 1, (d) => 1.01 * d), [
    "boxes bodies/body_diagonals",
  ]],
  ["an area that is not the faces'", value("bodies/body_areas", 0, (area) => 1.001 * area), [
    "bodies bodies/body_areas",
  ]],
  ["a solid that is called open", value("bodies/body_closed", 0, () => 0), [
    "bodies bodies/body_closed",
  ]],
  ["a loop that leaves its face", value("coedges/coedge_next", 0, () => 20), [
    "topology coedges/coedge_next",
  ]],
  ["mates of different edges", value("coedges/coedge_mate", 0, (mate) => mate + 1), [
    "topology coedges/coedge_mate",
  ]],
  ["an edge that ends nowhere", value("edges/edge_vertices", 3, () => 4000), [
    "topology edges/edge_vertices",
  ]],
  ["an arc over no edge", value("arcs/arc_edge", 2, () => -1), ["topology arcs/arc_edge"]],
  ["a flag that is neither 0 nor 1", value("faces/face_closed", 1, () => 2), [
    "codes faces/face_closed",
  ]],
  ["a shard that is gone", (dataset) => rmSync(join(dataset, "faces/face_areas/c/0")), [
    "stored faces/face_areas",
  ]],
  ["a shard that was cut short", (dataset) => {
    const shard = join(dataset, "edges/edge_types/c/0");
    truncateSync(shard, statSync(shard).size - 1);
  }, ["stored edges/edge_types"]],
  ["a shard with other bytes", (dataset) => {
    const shard = join(dataset, "faces/face_uv_grids/c/0/0/0/0");
    const bytes = readFileSync(shard);
    bytes.fill(7, 0, 40);
    writeFileSync(shard, bytes);
  }, ["stored faces/face_uv_grids"]],
  ["a document that differs from the root's", (dataset) => {
    const path = join(dataset, "faces/face_loops/zarr.json");
    const document = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...document, attributes: { unit: "mm" } }));
  }, ["documents faces/face_loops"]],
];

describe("verify", () => {
  test("finds nothing in a dataset as it was made, and gets the same from all its files", async () => {
    const seen: number[] = [];
    const report = await verifyDataset(join(whole, "parts.flow"), {
      sources: FILES,
      onProgress: (done, total) => seen.push(done, total),
    });
    expect(report.faults).toEqual([]);
    expect(report).toMatchObject({ ok: true, samples: 5 });
    expect(seen).toEqual([5, 5]);
    for (const { name, checked } of report.checks) {
      expect(checked, name).toBeGreaterThan(0);
    }
    expect(report.sources.map(({ outcome }) => outcome)).toEqual(new Array(FILES).fill("compared"));
    expect(report.sources.every(({ arrays }) => arrays >= 40)).toBe(true);
  });

  test.each(FAULTS)("finds %s", async (_name, plant, expected) => {
    const { ok, faults } = await verifyDataset(await planted(plant), { sources: 0 });
    const found = faults.map(({ check, where }) => `${check} ${where}`);
    expect(ok).toBe(false);
    for (const one of expected) expect(found).toContain(one);
  });

  test("finds a fault in copies of one name, and says whose it is", async () => {
    const flow = await planted(async (_dataset, infoset) => {
      for (const name of ["name", "file_hash"]) {
        await rewriteColumn(infoset, name, (values) => values[1] = values[0]);
      }
    });
    const { faults } = await verifyDataset(flow, { sources: 0 });
    const [{ examples }] = faults.filter(({ where }) => where === "infoset/name");
    expect(examples).toEqual([{ sample: 1, value: examples[0].name, name: examples[0].name }]);
    expect(examples[0].name).toMatch(/^part_0001/);
  });

  test("finds a value that only the source file gives away", async () => {
    const flow = await planted(value("faces/face_areas", 2, (area) => area * 1.00001));
    expect((await verifyDataset(flow, { sources: 0 })).ok).toBe(true);
    const { faults, sources } = await verifyDataset(flow, { sources: FILES, loader });
    expect(faults).toMatchObject([{
      check: "sources",
      where: "faces/face_areas",
      count: 1,
      examples: [{ sample: 0, row: 2 }],
    }]);
    expect(sources).toHaveLength(FILES);
  });

  test("draws the same files for the same seed", async () => {
    const drawn = async (seed: number) => {
      const { sources } = await verifyDataset(join(whole, "parts.flow"), {
        sources: 2,
        seed,
        loader,
      });
      return sources.map(({ fileId }) => fileId);
    };
    const first = await drawn(4);
    expect(await drawn(4)).toEqual(first);
    expect(new Set([first, await drawn(5), await drawn(6)].map(String)).size).toBeGreaterThan(1);
  });

  test("tells of sources that are gone, changed, or were opened in another way", async () => {
    const copy = folder();
    cpSync(parts, copy, { recursive: true });
    const names = [...Deno.readDirSync(copy)].map(({ name }) => name)
      .filter((name) => name.endsWith(".step")).sort();
    rmSync(join(copy, names[0]));
    appendFileSync(join(copy, names[1]), "\n");
    const flow = await planted(async (dataset, infoset) => {
      const path = dataset.replace(/\.dataset$/, ".sources.json");
      writeFileSync(path, readFileSync(path, "utf8").replaceAll(parts, copy));
      await rewriteColumn(infoset, "reader", (readers) => void readers.fill("other", FILES - 1));
    });
    const { ok, sources } = await verifyDataset(flow, { sources: FILES, loader });
    expect(ok).toBe(true);
    expect(sources.map(({ outcome }) => outcome)).toEqual([
      "missing",
      "changed",
      ...new Array(FILES - 3).fill("compared"),
      "not comparable",
    ]);
    expect(sources[FILES - 1].detail).toContain("the reader 'other'");
  });

  test("says of a dataset that does not open why", async () => {
    const flow = await planted((dataset) => rmSync(join(dataset, "zarr.json")));
    const { ok, checks, faults } = await verifyDataset(flow);
    expect(ok).toBe(false);
    expect(checks).toHaveLength(1);
    expect(faults[0].problem).toContain("zarr.json");
  });

  test("refuses a number of sources that is none", async () => {
    await expect(verifyDataset(join(whole, "parts.flow"), { sources: -1 })).rejects
      .toMatchObject({ name: "UsageError" });
  });
});
