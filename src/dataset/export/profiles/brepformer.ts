/** Exports graphs as the code of BRepFormer loads them. @module */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NdArray } from "../../../storage/array.ts";
import { arcPaths } from "./arc_paths.ts";
import { convexityFlags, edgeFlags, faceFlags } from "./brepformer_flags.ts";
import { dglBytes, type DglGraph } from "./dgl_graph.ts";
import { type FaceArc, faceArcs, oneForEachPair } from "./face_arcs.ts";
import { faceLabels } from "./face_labels.ts";
import { numberedName } from "./numbered_name.ts";
import { reachable, requireAllPairs } from "./pair_arrays.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { type ProfileSample, profileSamples } from "./profile_samples.ts";
import { writeSplitList } from "./split_list.ts";

const KEYS = [
  "faces/face_inside_grids",
  "faces/face_types",
  "faces/face_rational",
  "faces/face_unit_areas",
  "faces/face_unit_centroids",
  "edges/edge_types",
  "edges/edge_rational",
  "edges/edge_vertices",
  "edges/edge_unit_lengths",
  "edges/edge_sampled_convexities",
  "coedges/coedge_face",
  "coedges/coedge_edge",
  "coedges/coedge_reversed",
  "coedges/coedge_grids",
  "faceface/extended_adjacency",
  "faceface/face_pair_edges_path",
  "faceface/mean_normal_angles",
  "faceface/unit_centroid_distances",
] as const;

type Key = (typeof KEYS)[number];

/** A face without a label. */
const NONE = -1;

/**
 * Writes `bin_topology/<name>_<position>.bin`, a file of DGL a sample, and `train.txt`, `val.txt`,
 * `test.txt` with their names.
 */
export const brepformerExporter: ProfileExporter = {
  profile: "brepformer",
  version: 1,
  async write(plan, folder, label) {
    const labels = faceLabels(plan, label), bins = join(folder, "bin_topology");
    mkdirSync(bins);
    for (const [subset, samples] of plan.subsets) {
      const names: string[] = [];
      for await (const sample of profileSamples(plan, samples, KEYS, labels)) {
        const name = numberedName(sample);
        names.push(name);
        writeFileSync(join(bins, `${name}.bin`), dglBytes(graphOf(sample)));
      }
      writeSplitList(folder, subset, names);
    }
  },
};

/** A sample as the graph that the model is fed with. */
function graphOf({ stem, arrays, labels }: ProfileSample<Key>): DglGraph {
  const faces = arrays["faces/face_types"].shape[0], edges = arrays["edges/edge_types"].shape[0];
  requireAllPairs("brepformer", stem, faces, arrays["faceface/extended_adjacency"].shape[0]);
  const all = faceArcs(arrays, edges), arcs = oneForEachPair(all);
  const most = arrays["faceface/face_pair_edges_path"].shape[1];
  const paths = arrays["faceface/face_pair_edges_path"].data as Int32Array;
  const square = [faces, faces];
  return {
    nodes: faces,
    source: Int32Array.from(arcs, ({ source }) => source),
    destination: Int32Array.from(arcs, ({ destination }) => destination),
    ndata: {
      x: arrays["faces/face_inside_grids"],
      t: faceFlags(arrays["faces/face_types"]),
      a: arrays["faces/face_unit_areas"],
      r: floats(arrays["faces/face_rational"]),
      c: arrays["faces/face_unit_centroids"],
      l: { data: Int32Array.from(labels ?? new Array(faces).fill(NONE)), shape: [faces] },
    },
    edata: edgeData(arcs, arrays),
    labels: {
      angle_matrix: { data: arrays["faceface/mean_normal_angles"].data, shape: square },
      centroid_distance_matrix: {
        data: arrays["faceface/unit_centroid_distances"].data,
        shape: square,
      },
      shortest_distance_matrix: {
        data: Float32Array.from(reachable(arrays["faceface/extended_adjacency"].data)),
        shape: square,
      },
      edge_path_matrix: {
        data: arcPaths(arcs, paths, faces, most, all),
        shape: [...square, most],
      },
    },
  };
}

function edgeData(
  arcs: readonly FaceArc[],
  arrays: ProfileSample<Key>["arrays"],
): DglGraph["edata"] {
  const { data, shape: [, points, components] } = arrays["coedges/coedge_grids"];
  const size = points * components, grids = new Float32Array(arcs.length * size);
  arcs.forEach(({ coedge }, i) => {
    grids.set(data.subarray(coedge * size, (coedge + 1) * size) as Float32Array, i * size);
  });
  const numbersOf = (key: Key) => Array.from(arrays[key].data, Number);
  const kinds = numbersOf("edges/edge_types"), rational = numbersOf("edges/edge_rational");
  const ends = numbersOf("edges/edge_vertices"), lengths = numbersOf("edges/edge_unit_lengths");
  const convexities = numbersOf("edges/edge_sampled_convexities");
  const rows = (of: (edge: number) => number[]): NdArray => {
    const found = arcs.map(({ edge }) => of(edge));
    return { data: Float32Array.from(found.flat()), shape: [arcs.length, found[0].length] };
  };
  return {
    x: { data: grids, shape: [arcs.length, points, components] },
    t: rows((edge) =>
      edgeFlags(kinds[edge], {
        closed: ends[2 * edge] >= 0 && ends[2 * edge] === ends[2 * edge + 1],
        rational: rational[edge] === 1,
      })
    ),
    l: { data: Float32Array.from(arcs, ({ edge }) => lengths[edge]), shape: [arcs.length] },
    c: rows((edge) => convexityFlags(convexities[edge])),
  };
}

function floats({ data, shape }: NdArray): NdArray {
  return { data: Float32Array.from(data as Int32Array, Number), shape };
}
