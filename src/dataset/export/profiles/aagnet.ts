/** Exports graphs as AAGNet's training takes them. @module */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileWriter } from "../../../storage/file_writer.ts";
import {
  EDGE_FEATURES,
  edgeFeatures,
  FACE_FEATURES,
  faceFeatures,
  FEATURE_KEYS,
} from "./brep_features.ts";
import { componentsFirst } from "./components_first.ts";
import { faceArcs, oneForEachPair } from "./face_arcs.ts";
import { faceLabels } from "./face_labels.ts";
import { FeatureStatistics } from "./feature_statistics.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { profileSamples, type Rows } from "./profile_samples.ts";

const KEYS = [
  ...FEATURE_KEYS,
  "coedges/coedge_reversed",
  "faces/face_unit_centroids",
  "faces/face_inside_grids",
] as const;

/** The published list of edge attributes names these two B-spline features a second time. */
const TWICE = [7, 8];

/** What the model's code calls the subsets. */
const LISTS: Readonly<Record<string, string>> = { validation: "val" };

/**
 * Writes what AAGNet's scripts make of a folder: `aag/graphs.json` with all graphs,
 * `aag/attr_stat.json` (means and deviations over the graphs of training), `train.txt`, `val.txt`
 * and `test.txt`, `split.json`, and `labels/STEM.json` where there are labels.
 */
export const aagnetExporter: ProfileExporter = {
  profile: "aagnet",
  version: 1,
  async write(plan, folder, label) {
    const labels = faceLabels(plan, label), split: Record<string, string[]> = {};
    mkdirSync(join(folder, "aag"));
    if (labels !== null) mkdirSync(join(folder, "labels"));
    const faces = new FeatureStatistics(FACE_FEATURES.length + 3);
    const edges = new FeatureStatistics(EDGE_FEATURES.length + TWICE.length);
    const out = new FileWriter(join(folder, "aag", "graphs.json"));
    const encoder = new TextEncoder();
    let isFirst = true;
    try {
      for (const [subset, samples] of plan.subsets) {
        const stems: string[] = split[subset] = [];
        for await (
          const { stem, arrays, labels: own } of profileSamples(plan, samples, KEYS, labels)
        ) {
          const graph = graphOf(arrays);
          out.write(encoder.encode(`${isFirst ? "[" : ","}\n${JSON.stringify([stem, graph])}`));
          isFirst = false;
          stems.push(stem);
          if (subset === "train") {
            faces.add(graph.graph_face_attr);
            edges.add(graph.graph_edge_attr);
          }
          if (own !== null) writeJson(join(folder, "labels", `${stem}.json`), own);
        }
        const list = join(folder, `${LISTS[subset] ?? subset}.txt`);
        writeFileSync(list, stems.map((stem) => `${stem}\n`).join(""));
      }
      out.write(encoder.encode("\n]\n"));
      out.close();
    } finally {
      out.abandon();
    }
    writeJson(join(folder, "split.json"), split);
    writeJson(join(folder, "aag", "attr_stat.json"), {
      mean_face_attr: faces.means,
      std_face_attr: faces.deviations(0),
      mean_edge_attr: edges.means,
      std_edge_attr: edges.deviations(0),
    });
  },
};

/** The graph of one body, by the published names. */
function graphOf(arrays: Readonly<Record<(typeof KEYS)[number], Rows>>) {
  const centroids = arrays["faces/face_unit_centroids"].data;
  const grids = componentsFirst(arrays["faces/face_inside_grids"]);
  const ofEdges = edgeFeatures(arrays), arcs = oneForEachPair(faceArcs(arrays, ofEdges.length));
  return {
    graph: {
      edges: [arcs.map(({ source }) => source), arcs.map(({ destination }) => destination)],
      num_nodes: grids.shape[0],
    },
    graph_face_attr: faceFeatures(arrays).map((features, i) => [
      ...features,
      ...Array.from(centroids.subarray(3 * i, 3 * i + 3)),
    ]),
    graph_face_grid: nested(grids.shape.slice(1), grids.data as Float64Array),
    graph_edge_attr: arcs.map(({ edge }) => [
      ...ofEdges[edge],
      ...TWICE.map((i) => ofEdges[edge][i]),
    ]),
    graph_edge_grid: [],
  };
}

/** Rows of nested lists. */
function nested(shape: readonly number[], data: Float64Array): unknown[] {
  const size = shape.reduce((product, n) => product * n, 1);
  if (shape.length === 0) return Array.from(data);
  return Array.from(
    { length: data.length / size },
    (_, i) => nested(shape.slice(1), data.subarray(i * size, (i + 1) * size)),
  );
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value) + "\n");
}
