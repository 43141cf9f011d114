/** Exports graphs as the code of BrepMFR loads them. @module */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONVEXITIES } from "../../../cad/features/codes.ts";
import type { NdArray, TypedArray } from "../../../storage/array.ts";
import { arcPaths } from "./arc_paths.ts";
import { dglBytes, type DglGraph } from "./dgl_graph.ts";
import { type FaceArc, faceArcs, writeArcGrid } from "./face_arcs.ts";
import { faceLabels } from "./face_labels.ts";
import { numberedName } from "./numbered_name.ts";
import { reachable, requireAllPairs } from "./pair_arrays.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { type ProfileSample, profileSamples } from "./profile_samples.ts";
import { writeSplitList } from "./split_list.ts";

const KEYS = [
  "faces/face_unit_grids",
  "faces/face_unit_areas",
  "faces/face_types",
  "faces/face_loops",
  "faces/face_neighborscount",
  "edges/edge_unit_grids",
  "edges/edge_unit_lengths",
  "edges/edge_types",
  "edges/edge_dihedral_angles",
  "edges/edge_convexities",
  "coedges/coedge_face",
  "coedges/coedge_edge",
  "coedges/coedge_reversed",
  "faceface/extended_adjacency",
  "faceface/face_pair_edges_path",
  "faceface/d2_distance",
  "faceface/a3_distance",
] as const;

type Key = (typeof KEYS)[number];

/** Kinds of surfaces and curves that the model tells apart: all others are the last. */
const OTHER = 5;
/** Numbers of a point of an edge: x, y, z, tangent, angle. */
const EDGE_COMPONENTS = 7;
/** The paper's order: concave, convex, smooth. */
const CONVEXITY: Readonly<Record<number, number>> = {
  [CONVEXITIES.concave]: 0,
  [CONVEXITIES.convex]: 1,
  [CONVEXITIES.smooth]: 2,
};
/** A face without a label. */
const NONE = -1;

/**
 * Writes `bin/<name>_<position>.bin`, a file of DGL a sample, and `train.txt`, `val.txt`,
 * `test.txt` with their names.
 */
export const brepmfrExporter: ProfileExporter = {
  profile: "brepmfr",
  version: 1,
  async write(plan, folder, label) {
    const labels = faceLabels(plan, label);
    mkdirSync(join(folder, "bin"));
    for (const [subset, samples] of plan.subsets) {
      const names: string[] = [];
      for await (const sample of profileSamples(plan, samples, KEYS, labels)) {
        const name = numberedName(sample);
        names.push(name);
        writeFileSync(join(folder, "bin", `${name}.bin`), dglBytes(graphOf(sample)));
      }
      writeSplitList(folder, subset, names);
    }
  },
};

/** A sample as the graph that the model is fed with. */
function graphOf({ stem, arrays, labels }: ProfileSample<Key>): DglGraph {
  const faces = arrays["faces/face_types"].shape[0], edges = arrays["edges/edge_types"].shape[0];
  const arcs = faceArcs(arrays, edges);
  requireAllPairs("brepmfr", stem, faces, arrays["faceface/extended_adjacency"].shape[0]);
  const most = arrays["faceface/face_pair_edges_path"].shape[1];
  const paths = arrays["faceface/face_pair_edges_path"].data as Int32Array;
  const bins = arrays["faceface/d2_distance"].shape[1];
  const square = (data: TypedArray, ...inner: number[]) => ({
    data,
    shape: [faces, faces, ...inner],
  });
  return {
    nodes: faces,
    source: Int32Array.from(arcs, ({ source }) => source),
    destination: Int32Array.from(arcs, ({ destination }) => destination),
    ndata: {
      x: arrays["faces/face_unit_grids"],
      z: kinds(arrays["faces/face_types"]),
      y: arrays["faces/face_unit_areas"],
      l: arrays["faces/face_loops"],
      a: arrays["faces/face_neighborscount"],
      f: { data: Int32Array.from(labels ?? new Array(faces).fill(NONE)), shape: [faces] },
    },
    edata: edgeData(arcs, arrays),
    labels: {
      edges_path: square(arcPaths(arcs, paths, faces, most), most),
      spatial_pos: square(reachable(arrays["faceface/extended_adjacency"].data)),
      d2_distance: square(arrays["faceface/d2_distance"].data, bins),
      angle_distance: square(arrays["faceface/a3_distance"].data, bins),
    },
  };
}

function edgeData(
  arcs: readonly FaceArc[],
  arrays: ProfileSample<Key>["arrays"],
): DglGraph["edata"] {
  const { data, shape } = arrays["edges/edge_unit_grids"], points = shape[1];
  const angles = arrays["edges/edge_dihedral_angles"].data;
  const size = points * EDGE_COMPONENTS, grids = new Float32Array(arcs.length * size);
  arcs.forEach((arc, index) => {
    writeArcGrid(arc, data as Float32Array, points, grids, index * size, EDGE_COMPONENTS);
    for (let i = 0; i < points; i++) {
      grids[index * size + EDGE_COMPONENTS * i + 6] = Number(angles[arc.edge]);
    }
  });
  const count = [arcs.length];
  const types = kinds(arrays["edges/edge_types"]).data;
  const convexities = arrays["edges/edge_convexities"].data;
  const lengths = arrays["edges/edge_unit_lengths"].data;
  const floats = (of: TypedArray) => Float32Array.from(arcs, ({ edge }) => Number(of[edge]));
  return {
    x: { data: grids, shape: [arcs.length, points, EDGE_COMPONENTS] },
    t: { data: Int32Array.from(arcs, ({ edge }) => Number(types[edge])), shape: count },
    l: { data: floats(lengths), shape: count },
    a: { data: floats(angles), shape: count },
    c: {
      data: Int32Array.from(arcs, ({ edge }) => CONVEXITY[Number(convexities[edge])]),
      shape: count,
    },
  };
}

/** Codes of kinds, of which the model knows those below the last. */
function kinds({ data, shape }: NdArray): NdArray {
  return { data: Int32Array.from(data as Int32Array, (kind) => Math.min(kind, OTHER)), shape };
}
