/** Exports graphs as UV-Net's training takes them. @module */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProfileExporter } from "./profile_exporter.ts";
import { arrayBytes } from "../../../storage/array_type.ts";
import type { ExportPlan } from "../export_plan.ts";
import type { ExportedArray } from "../read_block.ts";
import type { Tensor } from "../safetensors.ts";
import { integers, writeTensors } from "../write_safetensors.ts";
import { faceLabels } from "./face_labels.ts";
import { profileSamples } from "./profile_samples.ts";
import { uvnetArcs } from "./uvnet_arcs.ts";
import { UVNET_DATASET } from "./uvnet_dataset_py.ts";

const KEYS = [
  "faces/face_uv_grids",
  "edges/edge_u_grids",
  "coedges/coedge_face",
  "coedges/coedge_edge",
  "coedges/coedge_reversed",
] as const;

/**
 * Writes `<subset>.safetensors` (all graphs end to end: `x`, `edge_index`, `edge_attr`, `y`) and
 * `uvnet_dataset.py`, which gives them as PyTorch Geometric's `Data`, and writes the `.bin` files
 * that UV-Net's own classes load, where there is DGL.
 */
export const uvnetExporter: ProfileExporter = {
  profile: "uvnet",
  version: 3,
  async write(plan, folder, label) {
    const labels = faceLabels(plan, label);
    for (const [subset, samples] of plan.subsets) {
      const { tensors, stems } = await graphs(plan, samples, labels);
      await writeTensors(join(folder, `${subset}.safetensors`), tensors, {
        trunnion: JSON.stringify({ ...plan.about, stems, label: labels?.key ?? null }),
      });
    }
    writeFileSync(join(folder, "uvnet_dataset.py"), UVNET_DATASET);
  },
};

/** The tensors of a subset. */
async function graphs(
  plan: ExportPlan,
  samples: readonly number[],
  labels: ExportedArray | null,
): Promise<{ tensors: Tensor[]; stems: string[] }> {
  const x: Uint8Array[] = [], attributes: Uint8Array[] = [], y: Uint8Array[] = [];
  const sources: Uint8Array[] = [], destinations: Uint8Array[] = [];
  const faces = [0], ends = [0], stems: string[] = [];
  let grid: readonly number[] = [], line: readonly number[] = [];
  for await (const { stem, arrays, labels: own } of profileSamples(plan, samples, KEYS, labels)) {
    const grids = arrays["faces/face_uv_grids"], arcs = uvnetArcs(arrays);
    grid = grids.shape.slice(1);
    line = arrays["edges/edge_u_grids"].shape.slice(1);
    x.push(arrayBytes(grids.data.slice()));
    attributes.push(arrayBytes(arcs.grids));
    sources.push(arrayBytes(BigInt64Array.from(arcs.source, BigInt)));
    destinations.push(arrayBytes(BigInt64Array.from(arcs.destination, BigInt)));
    if (own !== null) y.push(arrayBytes(BigInt64Array.from(own, BigInt)));
    faces.push(faces.at(-1)! + grids.shape[0]);
    ends.push(ends.at(-1)! + arcs.source.length);
    stems.push(stem);
  }
  const [nodes, edges] = [faces.at(-1)!, ends.at(-1)!];
  const of = (name: string, dtype: Tensor["dtype"], shape: number[], parts: Uint8Array[]) => ({
    name,
    dtype,
    shape,
    parts: () => parts,
  });
  const tensors = [
    of("x", "float32", [nodes, ...grid], x),
    of("edge_attr", "float32", [edges, ...line], attributes),
    of("edge_index", "int64", [2, edges], [...sources, ...destinations]),
    ...labels === null ? [] : [of("y", "int64", [nodes], y)],
    integers("offsets/x", faces),
    integers("offsets/edge_index", ends),
    integers("id", samples),
  ];
  return { tensors, stems };
}
