/** Exports bodies as BrepGen's training takes them. @module */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { NdArray } from "../../../storage/array.ts";
import { pointKeys } from "../../split/grid_keys.ts";
import type { ExportPlan } from "../export_plan.ts";
import { pickled, pickledList, type PickleValue } from "./pickle.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { profileSamples } from "./profile_samples.ts";

/** What is read of a dataset. */
const KEYS = [
  "split_faces/surf_wcs",
  "split_edges/edge_wcs",
  "split_faces/surf_ncs",
  "split_edges/edge_ncs",
  "split_edges/corner_wcs",
  "split_edges/edgeFace_adj",
  "split_edges/edgeCorner_adj",
  "split_faces/surf_bbox_wcs",
  "split_edges/edge_bbox_wcs",
  "split_corners/corner_unique",
] as const;
type Key = (typeof KEYS)[number];
type Arrays = Readonly<Record<Key, NdArray>>;

/** Bits that coordinates are rounded to, to tell duplicates. */
const BITS = 6;
/** Samples in a folder, as the published code looks for them. */
const FOLDER = 10_000;
/** What the published code calls the subsets. */
const LISTS: Readonly<Record<string, string>> = { validation: "val" };

/** What is said of each sample. */
interface Exported {
  readonly uid: string;
  readonly name: string;
  readonly subset: string;
  /** The training sample that has the same points, and is in the list. */
  readonly duplicateOf: string | null;
}

/**
 * Writes `parsed/<number / 10000>/<number>.pkl` for each sample, `data_split_6bit.pkl` with the
 * names of those files by subset, duplicates left out of training, `data_split_6bit_surface.pkl`
 * and `_edge.pkl` with the distinct faces and edges of those in training, and `samples.json`, which
 * says which sample each file is.
 */
export const brepgenExporter: ProfileExporter = {
  profile: "brepgen",
  version: 1,
  async write(plan, folder) {
    const lists = new Map<string, string[]>([["train", []], ["val", []], ["test", []]]);
    const known = new Map<string, string>(), all: Exported[] = [], kept: number[] = [];
    for (const [subset, samples] of plan.subsets) {
      const list = LISTS[subset] ?? subset;
      if (!lists.has(list)) lists.set(list, []);
      for await (const sample of profileSamples(plan, samples, KEYS)) {
        const uid = String(sample.index).padStart(8, "0"), file = `${uid}.pkl`;
        const place = join(
          folder,
          "parsed",
          String(Math.floor(sample.index / FOLDER)).padStart(4, "0"),
        );
        mkdirSync(place, { recursive: true });
        writeFileSync(join(place, file), pickled(dataOf(sample.arrays, uid)));
        const key = keysOf(sample.arrays["split_faces/surf_wcs"]).sort().join(" ");
        const duplicateOf = list === "train" ? known.get(key) ?? null : null;
        if (duplicateOf === null) {
          lists.get(list)!.push(file);
          if (list === "train") {
            known.set(key, uid);
            kept.push(sample.index);
          }
        }
        all.push({ uid, name: sample.stem, subset, duplicateOf });
      }
    }
    writeFileSync(join(folder, "data_split_6bit.pkl"), pickled(lists));
    await writeDistinct(
      plan,
      kept,
      "split_faces/surf_ncs",
      join(folder, "data_split_6bit_surface.pkl"),
    );
    await writeDistinct(
      plan,
      kept,
      "split_edges/edge_ncs",
      join(folder, "data_split_6bit_edge.pkl"),
    );
    writeFileSync(join(folder, "samples.json"), JSON.stringify(all, null, 1) + "\n");
  },
};

/** The twelve values of a file, in their order. */
function dataOf(arrays: Arrays, uid: string): ReadonlyMap<string, PickleValue> {
  const named = (key: Key) => [key.split("/")[1], arrays[key]] as const;
  const integers = (key: Key): readonly [string, NdArray] => {
    const { data, shape } = arrays[key];
    return [key.split("/")[1], { data: BigInt64Array.from(data as Int32Array, BigInt), shape }];
  };
  const edgeFaces = arrays["split_edges/edgeFace_adj"].data as Int32Array;
  return new Map<string, PickleValue>([
    named("split_faces/surf_wcs"),
    named("split_edges/edge_wcs"),
    named("split_faces/surf_ncs"),
    named("split_edges/edge_ncs"),
    named("split_edges/corner_wcs"),
    integers("split_edges/edgeFace_adj"),
    integers("split_edges/edgeCorner_adj"),
    ["faceEdge_adj", faceEdges(edgeFaces, arrays["split_faces/surf_wcs"].shape[0])],
    named("split_faces/surf_bbox_wcs"),
    named("split_edges/edge_bbox_wcs"),
    named("split_corners/corner_unique"),
    ["uid", uid],
  ]);
}

/** The edges of each face, ascending. */
function faceEdges(edgeFaces: Int32Array, faces: number): NdArray[] {
  const lists: bigint[][] = Array.from({ length: faces }, () => []);
  edgeFaces.forEach((face, i) => lists[face].push(BigInt(i >> 1)));
  return lists.map((list) => ({ data: BigInt64Array.from(list), shape: [list.length] }));
}

/** A key for each row of points. */
function keysOf({ data, shape }: NdArray): string[] {
  const width = shape.slice(1, -1).reduce((product, size) => product * size, 1);
  return pointKeys(data as Float32Array, width, BITS)!;
}

/** Writes the rows of an array that are no duplicates of one before. */
async function writeDistinct(
  plan: ExportPlan,
  samples: readonly number[],
  key: Key,
  path: string,
): Promise<void> {
  const known = new Set<string>(), file = openSync(path, "wx");
  async function* distinct(): AsyncGenerator<NdArray> {
    for await (const { arrays } of profileSamples(plan, samples, [key])) {
      const { data, shape } = arrays[key], size = data.length / shape[0];
      const keys = keysOf(arrays[key]);
      for (let row = 0; row < shape[0]; row++) {
        if (known.has(keys[row])) continue;
        known.add(keys[row]);
        yield { data: data.slice(row * size, (row + 1) * size), shape: shape.slice(1) };
      }
    }
  }
  try {
    for await (const bytes of pickledList(distinct())) writeSync(file, bytes);
  } finally {
    closeSync(file);
  }
}
