/** Exports bodies as BRT's training takes them. @module */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NdArray } from "../../../storage/array.ts";
import type { ExportPlan } from "../export_plan.ts";
import { BRT_DATASET } from "./brt_dataset_py.ts";
import { brtFrames } from "./brt_frames.ts";
import { brtTopology } from "./brt_topology.ts";
import { faceLabels } from "./face_labels.ts";
import { pickled, type PickleValue } from "./pickle.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { profileSamples } from "./profile_samples.ts";

const KEYS = [
  "bezier_patches/patch_points",
  "bezier_patches/patch_normals",
  "bezier_patches/patch_faces",
  "bezier_arcs/arc_points",
  "bezier_arcs/arc_edges",
  "faces/face_box_samples",
  "coedges/coedge_next",
  "coedges/coedge_mate",
  "coedges/coedge_face",
  "coedges/coedge_edge",
] as const;
type Arrays = Readonly<Record<(typeof KEYS)[number], NdArray>>;

/** Arcs of an edge, edges of a wire and neighbours of a face that the published code takes. */
const MOST_ARCS = 50;
const MOST_LISTED = 10;
/** What the published code calls the subsets. */
const LISTS: Readonly<Record<string, string>> = { validation: "val" };

/**
 * Writes `rectangles/STEM.pkl` and `topo/STEM.pkl` for each sample, `samples.json`, and
 * `brt_dataset.py`, which makes of them the files that BRT's own classes load.
 */
export const brtExporter: ProfileExporter = {
  profile: "brt",
  version: 1,
  async write(plan, folder, label) {
    for (const name of ["rectangles", "topo"]) mkdirSync(join(folder, name));
    const classes = classesOf(plan, label);
    const labels = classes === null ? faceLabels(plan, label) : null;
    const all: Record<string, unknown>[] = [];
    for (const [subset, samples] of plan.subsets) {
      for await (const sample of profileSamples(plan, samples, KEYS, labels)) {
        const { stem, index, arrays } = sample, file = `${stem}.pkl`;
        writeFileSync(join(folder, "rectangles", file), pickled(faceData(arrays)));
        writeFileSync(join(folder, "topo", file), pickled(loopData(arrays, sample.labels)));
        const code = classes === null ? null : Number(classes[index] ?? -1);
        all.push({ stem, subset: LISTS[subset] ?? subset, label: code });
      }
    }
    writeFileSync(join(folder, "samples.json"), JSON.stringify(all, null, 1) + "\n");
    writeFileSync(join(folder, "brt_dataset.py"), BRT_DATASET);
  },
};

/** The codes of a column of the infoset; null where none is named so. */
function classesOf({ columns }: ExportPlan, label: string | null): readonly unknown[] | null {
  const column = columns.find(({ name, type }) =>
    label !== null && type === "int64" && (name === `${label}_code` || name === label)
  );
  return column?.values ?? null;
}

/** The patches of each face, and points of it. */
function faceData(arrays: Arrays): ReadonlyMap<string, PickleValue> {
  const points = arrays["bezier_patches/patch_points"].data as Float32Array;
  const normals = arrays["bezier_patches/patch_normals"].data as Float32Array;
  const samples = arrays["faces/face_box_samples"];
  const rows = rowsBy(arrays["bezier_patches/patch_faces"], samples.shape[0]);
  const frames = rows.map(([from, to]) =>
    brtFrames(points.subarray(64 * from, 64 * to), normals.subarray(3 * from, 3 * to))
  );
  return new Map<string, PickleValue>([
    ["nodes", frames.map(({ nodes: data }) => ({ data, shape: [data.length / 64, 16, 4] }))],
    [
      "in_mask",
      rows.map(([from, to]) => ({
        data: new Uint8Array(to - from).fill(1),
        shape: [to - from],
      })),
    ],
    ["tri_normals", frames.map(({ features: data }) => ({ data, shape: [data.length / 7, 7] }))],
    ["points", samples],
  ]);
}

/** The arcs of each use of an edge, which loops they make, and which faces meet. */
function loopData(arrays: Arrays, labels: readonly number[] | null) {
  const arcs = arrays["bezier_arcs/arc_points"], arcEdges = arrays["bezier_arcs/arc_edges"];
  const most = (arcEdges.data as Int32Array).at(-1) ?? -1;
  const rows = rowsBy(arcEdges, most + 1);
  const { edges, edgeIndex, wireIndex, adjacent } = brtTopology(
    {
      next: arrays["coedges/coedge_next"],
      mate: arrays["coedges/coedge_mate"],
      face: arrays["coedges/coedge_face"],
      edge: arrays["coedges/coedge_edge"],
    },
    arrays["faces/face_box_samples"].shape[0],
    (edge) => edge <= most && rows[edge][1] > rows[edge][0],
  );
  const values = new Map<string, PickleValue>([
    ["edge", edges.map((edge) => arcsOf(arcs, rows[edge]))],
    ["edge_index", edgeIndex.map((wire) => evenly(wire, MOST_LISTED))],
    ["wire_index", wireIndex],
    ["adj_face_index", adjacent.map((faces) => evenly(faces, MOST_LISTED))],
  ]);
  if (labels !== null) {
    const data = BigInt64Array.from(labels, BigInt);
    values.set("label", { data, shape: [data.length] });
  }
  return values;
}

function arcsOf({ data }: NdArray, [from, to]: readonly [number, number]): NdArray {
  const kept = evenly(Array.from({ length: to - from }, (_, i) => from + i), MOST_ARCS);
  const out = new Float32Array(44 * kept.length);
  kept.forEach((row, i) =>
    out.set((data as Float32Array).subarray(44 * row, 44 * (row + 1)), 44 * i)
  );
  return { data: out, shape: [kept.length, 11, 4] };
}

/** From where to where the rows of each face, or edge, go: they come in its order. */
function rowsBy({ data }: NdArray, count: number): (readonly [number, number])[] {
  const ends = new Int32Array(count + 1);
  for (const index of data as Int32Array) ends[index + 1]++;
  for (let i = 0; i < count; i++) ends[i + 1] += ends[i];
  return Array.from({ length: count }, (_, i) => [ends[i], ends[i + 1]]);
}

/** So many at most, at equal steps along the list. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i + 0.5) * items.length / most)]);
}
