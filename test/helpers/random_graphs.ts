/** Datasets of random bodies, encoded and merged as a flow does it: their rows are ragged. */
import { DatasetMerger } from "../../src/dataset/merge/dataset_merger.ts";
import type { Random } from "../../src/dataset/split/random.ts";
import type { NdArray } from "../../src/storage/array.ts";
import { ZipDataStorage } from "../../src/storage/zip/zip_data_storage.ts";

/** The arrays of a body, by `"group/array"`. */
export type BodyArrays = Record<string, NdArray>;

interface RandomGraphs {
  /** The `.dataset`. */
  readonly path: string;
  readonly bodies: readonly BodyArrays[];
}

const DIMS: Readonly<Record<string, readonly string[]>> = {
  "faces/face_areas": ["face"],
  "faces/face_types": ["face"],
  "faces/face_centroids": ["face", "dim"],
  "faces/face_uv_grids": ["face", "uv_x", "uv_y", "component"],
  "faces/face_entity_ids": ["face"],
  "edges/edge_lengths": ["edge"],
  "edges/edge_u_grids": ["edge", "u", "component"],
  "graph/edges_source": ["edge"],
  "graph/edges_destination": ["edge"],
  "graph/num_nodes": ["body"],
  "coedges/coedge_edge": ["coedge"],
  "labels/family": ["body"],
  "bodies/body_boxes": ["body", "bound"],
};

/** A number between -10 and 10 that float32 holds. */
const real = (random: Random) => Math.fround(random.below(2 ** 20) / 2 ** 20 * 20 - 10);

function reals(random: Random, shape: number[]): NdArray {
  const length = shape.reduce((product, size) => product * size, 1);
  return { data: Float32Array.from({ length }, () => real(random)), shape };
}

function integers(random: Random, count: number, limit: number): NdArray {
  return { data: Int32Array.from({ length: count }, () => random.below(limit)), shape: [count] };
}

/** A unit vector into `data[at..at + 3)`. */
function putUnit(random: Random, data: Float32Array, at: number): void {
  const vector = [real(random), real(random), real(random) + 11];
  vector.forEach((value, i) => data[at + i] = value / Math.hypot(...vector));
}

/** Points with unit vectors behind them, and 1 where there is room for a mask. */
function grid(random: Random, shape: number[]): NdArray {
  const components = shape.at(-1)!;
  const { data } = reals(random, shape) as { data: Float32Array };
  for (let at = 0; at < data.length; at += components) {
    putUnit(random, data, at + 3);
    if (components === 7) data[at + 6] = random.below(4) === 0 ? 0 : 1;
  }
  for (let at = 6; components === 7 && at < data.length; at += 28) data[at] = 1;
  return { data, shape };
}

/** A body of at least one face; of no, one or many edges. */
export function randomBody(random: Random, boxes = false): BodyArrays {
  const faces = 1 + random.below(9), edges = random.below(3) === 0 ? 0 : random.below(15);
  return {
    "faces/face_areas": reals(random, [faces]),
    "faces/face_types": integers(random, faces, 5),
    "faces/face_centroids": reals(random, [faces, 3]),
    "faces/face_uv_grids": grid(random, [faces, 2, 2, 7]),
    "faces/face_entity_ids": {
      data: BigInt64Array.from({ length: faces }, () => BigInt(random.uint32())),
      shape: [faces],
    },
    "edges/edge_lengths": reals(random, [edges]),
    "edges/edge_u_grids": grid(random, [edges, 2, 6]),
    "graph/edges_source": integers(random, edges, faces),
    "graph/edges_destination": integers(random, edges, faces),
    "graph/num_nodes": { data: Int32Array.of(faces), shape: [1] },
    "coedges/coedge_edge": integers(random, edges === 0 ? 0 : 2 * edges, edges),
    "labels/family": integers(random, 1, 4),
    ...boxes
      ? {
        "bodies/body_boxes": {
          data: Float64Array.of(-21, -22, -23, 25, 12, 21).map((x) => x + real(random)),
          shape: [1, 6],
        },
      }
      : {},
  };
}

/** Writes bodies as a dataset, in files of one body each. */
export async function writeGraphs(
  folder: string,
  bodies: readonly BodyArrays[],
): Promise<RandomGraphs> {
  const dataFiles = bodies.map((arrays, file) => {
    const storage = new ZipDataStorage(`${folder}/part_${file}.data`);
    const store = storage.body({
      index: 0,
      kind: "solid",
      name: null,
      instances: [{ transform: null, path: [0] }],
      brep: {
        faces: { length: arrays["faces/face_areas"].shape[0] },
        edges: { length: arrays["edges/edge_lengths"].shape[0] },
      },
    });
    for (const [key, array] of Object.entries(arrays)) {
      const dtype = array.data instanceof Int32Array
        ? "int32"
        : array.data instanceof BigInt64Array
        ? "int64"
        : array.data instanceof Float64Array
        ? "float64"
        : "float32";
      const missing = key === "faces/face_areas" ? { missing: "NaN" } as const : {};
      store.saveDeclared(key, array, { dims: DIMS[key], dtype, ...missing });
    }
    store.saveMetadata("family", ["gear", "plate", "shaft"][file % 3]);
    storage.setSource({ path: `part_${file}.step`, hash: `${file}`, size: 1, provenance: {} });
    storage.compressStore();
    return storage.getFilePath();
  });
  const path = `${folder}/graphs.dataset`;
  await new DatasetMerger({
    dataFiles,
    datasetPath: path,
    infosetPath: `${folder}/graphs.infoset`,
    attribsetPath: `${folder}/graphs.attribset`,
    flowName: "graphs",
  }).mergeData({ faceChunk: 16, edgeChunk: 16 });
  return { path, bodies };
}

/** Writes random bodies as a dataset. */
export function randomGraphs(
  folder: string,
  random: Random,
  count: number,
  boxes = false,
): Promise<RandomGraphs> {
  return writeGraphs(folder, Array.from({ length: count }, () => randomBody(random, boxes)));
}
