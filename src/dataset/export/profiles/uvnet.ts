/** Exports graphs as UV-Net's training takes them. @module */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { arrayBytes } from "../../../storage/array_type.ts";
import type { ExportPlan } from "../export_plan.ts";
import type { ExportedArray } from "../read_block.ts";
import type { Tensor } from "../safetensors.ts";
import { integers, rowsOf, writeTensors } from "../write_safetensors.ts";
import { dglBytes } from "./dgl_graph.ts";
import { faceLabels } from "./face_labels.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { arrayOf, profileSamples } from "./profile_samples.ts";
import { uvnetArcs } from "./uvnet_arcs.ts";
import { UVNET_DATASET } from "./uvnet_dataset_py.ts";

const FACES = "faces/face_uv_grids";
const EDGES = [
  "edges/edge_u_grids",
  "coedges/coedge_face",
  "coedges/coedge_edge",
  "coedges/coedge_reversed",
] as const;

/** The graphs of a subset, but for their grids, which may not fit into memory together. */
interface Graphs {
  readonly stems: readonly string[];
  /** The ends of all arcs, and where the arcs of each graph begin. */
  readonly source: readonly bigint[];
  readonly destination: readonly bigint[];
  readonly ends: readonly number[];
  readonly labels: readonly bigint[];
}

/**
 * Writes what UV-Net's `MFCADDataset` loads: `graph/STEM.bin` for each body, `split.json`, and
 * `labels/STEM_ids.json` where there are labels. And `<subset>.safetensors` (all graphs end to end:
 * `x`, `edge_index`, `edge_attr`, `y`) with `uvnet_dataset.py`, which gives them as PyTorch
 * Geometric's `Data`.
 */
export const uvnetExporter: ProfileExporter = {
  profile: "uvnet",
  version: 3,
  async write(plan, folder, label) {
    const labels = faceLabels(plan, label);
    mkdirSync(join(folder, "graph"));
    if (labels !== null) mkdirSync(join(folder, "labels"));
    const split: Record<string, readonly string[]> = { train: [], validation: [], test: [] };
    for (const [subset, samples] of plan.subsets) {
      const graphs = await writeGraphs(plan, samples, labels, folder);
      const about = { ...plan.about, stems: graphs.stems, label: labels?.key ?? null };
      await writeTensors(
        join(folder, `${subset}.safetensors`),
        tensorsOf(plan, samples, graphs, labels !== null),
        { trunnion: JSON.stringify(about) },
      );
      split[subset] = graphs.stems;
    }
    writeFileSync(join(folder, "split.json"), JSON.stringify(split, null, 1) + "\n");
    writeFileSync(join(folder, "uvnet_dataset.py"), UVNET_DATASET);
  },
};

/** Writes a file of DGL for each body, and its labels. */
async function writeGraphs(
  plan: ExportPlan,
  samples: readonly number[],
  labels: ExportedArray | null,
  folder: string,
): Promise<Graphs> {
  const stems: string[] = [], ends = [0], all: bigint[] = [];
  const source: bigint[] = [], destination: bigint[] = [];
  const keys = [FACES, ...EDGES] as const;
  for await (const { stem, arrays, labels: own } of profileSamples(plan, samples, keys, labels)) {
    const x = arrays[FACES], arcs = uvnetArcs(arrays), nodes = x.shape[0];
    const shape = [arcs.source.length, ...arrays["edges/edge_u_grids"].shape.slice(1)];
    writeFileSync(
      join(folder, "graph", `${stem}.bin`),
      dglBytes({
        nodes,
        source: Int32Array.from(arcs.source),
        destination: Int32Array.from(arcs.destination),
        ndata: { x },
        edata: { x: { data: arcs.grids, shape } },
        labels: {},
      }),
    );
    if (own !== null) {
      const faces = own.map((index) => ({ segment: { index } }));
      writeFileSync(
        join(folder, "labels", `${stem}_ids.json`),
        JSON.stringify({ body: { faces } }) + "\n",
      );
      all.push(...own.map(BigInt));
    }
    source.push(...arcs.source.map(BigInt));
    destination.push(...arcs.destination.map(BigInt));
    ends.push(ends.at(-1)! + arcs.source.length);
    stems.push(stem);
  }
  return { stems, source, destination, ends, labels: all };
}

/** The tensors of a subset: grids are read again where they are written. */
function tensorsOf(
  plan: ExportPlan,
  samples: readonly number[],
  { source, destination, ends, labels }: Graphs,
  hasLabels: boolean,
): Tensor[] {
  const faces = arrayOf(plan, FACES), edges = arrayOf(plan, EDGES[0]);
  const offsets = rowsOf(faces, samples), nodes = offsets.at(-1)!, arcs = ends.at(-1)!;
  const whole = (values: readonly bigint[]) => arrayBytes(BigInt64Array.from(values));
  return [
    {
      name: "x",
      dtype: "float32",
      shape: [nodes, ...faces.shape.slice(1)],
      async *parts() {
        for await (const { arrays } of profileSamples(plan, samples, [FACES])) {
          yield arrayBytes(arrays[FACES].data);
        }
      },
    },
    {
      name: "edge_attr",
      dtype: "float32",
      shape: [arcs, ...edges.shape.slice(1)],
      async *parts() {
        for await (const { arrays } of profileSamples(plan, samples, EDGES)) {
          yield arrayBytes(uvnetArcs(arrays).grids);
        }
      },
    },
    {
      name: "edge_index",
      dtype: "int64",
      shape: [2, arcs],
      parts: () => [whole(source), whole(destination)],
    },
    ...hasLabels
      ? [{ name: "y", dtype: "int64" as const, shape: [nodes], parts: () => [whole(labels)] }]
      : [],
    integers("offsets/x", offsets),
    integers("offsets/edge_index", ends),
    integers("id", samples),
  ];
}
