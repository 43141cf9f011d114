/** Exports bodies as BRepNet's training takes them. @module */
import { Buffer } from "node:buffer";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DType, TypedArray } from "../../../storage/array.ts";
import { ZipWriter } from "../../../storage/zip/zip_writer.ts";
import { npyBytes } from "../npy.ts";
import {
  EDGE_FEATURES,
  edgeFeatures,
  FACE_FEATURES,
  faceFeatures,
  FEATURE_KEYS,
} from "./brep_features.ts";
import { coedgeScales } from "./coedge_scales.ts";
import { componentsFirst } from "./components_first.ts";
import { faceLabels } from "./face_labels.ts";
import { FeatureStatistics, isConstant } from "./feature_statistics.ts";
import type { ProfileExporter } from "./profile_exporter.ts";
import { profileSamples, type Rows } from "./profile_samples.ts";

const KEYS = [
  ...FEATURE_KEYS,
  "faces/face_inside_grids",
  "coedges/coedge_grids",
  "coedges/coedge_frames",
  "coedges/coedge_reversed",
  "coedges/coedge_next",
  "coedges/coedge_mate",
  "coedges/coedge_face",
  "coedges/coedge_edge",
] as const;

/** What the model's code calls the subsets. */
const SETS = { train: "training_set", validation: "validation_set", test: "test_set" } as const;

/**
 * Writes what BRepNet's scripts make of a folder: `processed/STEM.npz` for each body,
 * `processed/dataset.json` (the bodies of each subset, means and deviations of features over those
 * of training), `train_test.json`, and `breps/seg/STEM.seg` where there are labels.
 */
export const brepnetExporter: ProfileExporter = {
  profile: "brepnet",
  version: 1,
  async write(plan, folder, label) {
    const labels = faceLabels(plan, label), processed = join(folder, "processed");
    const seg = join(folder, "breps", "seg");
    mkdirSync(processed);
    if (labels !== null) mkdirSync(seg, { recursive: true });
    const statistics = {
      face_features: new FeatureStatistics(FACE_FEATURES.length),
      edge_features: new FeatureStatistics(EDGE_FEATURES.length),
      coedge_features: new FeatureStatistics(1),
    };
    const sets: Record<string, string[]> = { training_set: [], validation_set: [], test_set: [] };
    for (const [subset, samples] of plan.subsets) {
      const set = sets[SETS[subset as keyof typeof SETS] ?? subset] ??= [];
      for await (
        const { stem, arrays, labels: own } of profileSamples(plan, samples, KEYS, labels)
      ) {
        const features = {
          face_features: faceFeatures(arrays),
          edge_features: edgeFeatures(arrays),
          coedge_features: Array.from(arrays["coedges/coedge_reversed"].data, (x) => [Number(x)]),
        };
        writeFileSync(join(processed, `${stem}.npz`), npzOf(arrays, features));
        if (own !== null) writeFileSync(join(seg, `${stem}.seg`), own.join("\n") + "\n");
        set.push(stem);
        if (subset !== "train") continue;
        for (const [name, rows] of Object.entries(features)) {
          statistics[name as keyof typeof statistics].add(rows);
        }
      }
    }
    const standardization = Object.fromEntries(
      Object.entries(statistics).map(([name, one]) => [name, standardized(one)]),
    );
    writeJson(join(processed, "dataset.json"), {
      ...sets,
      feature_standardization: standardization,
    });
    const { training_set, validation_set, test_set } = sets;
    writeJson(join(folder, "train_test.json"), {
      train: [...training_set, ...validation_set],
      test: test_set,
    });
  },
};

type Arrays = Readonly<Record<(typeof KEYS)[number], Rows>>;
type Features = Readonly<
  Record<"face_features" | "edge_features" | "coedge_features", readonly number[][]>
>;

/** The file of one body, with the published names, orders and types. */
function npzOf(arrays: Arrays, features: Features): Uint8Array {
  const parts: Uint8Array[] = [], zip = new ZipWriter((part) => parts.push(part.slice()));
  const add = (name: string, dtype: DType, shape: readonly number[], data: TypedArray) =>
    zip.add(`${name}.npy`, npyBytes(dtype, shape, data));
  const doubles = (name: string, { data, shape }: Rows) =>
    add(name, "float64", shape, Float64Array.from(data));
  const indices = (name: string, { data, shape }: Rows) =>
    add(name, "uint32", shape, Uint32Array.from(data));
  for (const [name, rows] of Object.entries(features)) {
    const shape = [rows.length, rows[0]?.length ?? 0];
    add(name, "float64", shape, Float64Array.from(rows.flat()));
  }
  doubles("face_point_grids", componentsFirst(arrays["faces/face_inside_grids"]));
  doubles("coedge_point_grids", componentsFirst(arrays["coedges/coedge_grids"]));
  doubles("coedge_lcs", arrays["coedges/coedge_frames"]);
  const scales = coedgeScales(arrays);
  doubles("coedge_scale_factors", { data: scales, shape: [scales.length] });
  doubles("coedge_reverse_flags", arrays["coedges/coedge_reversed"]);
  indices("next", arrays["coedges/coedge_next"]);
  indices("mate", arrays["coedges/coedge_mate"]);
  indices("face", arrays["coedges/coedge_face"]);
  indices("edge", arrays["coedges/coedge_edge"]);
  zip.end();
  return Buffer.concat(parts);
}

/**
 * Means and deviations as the loading code takes them. It refuses a feature that is the same
 * everywhere: with a deviation of 1 such a one comes out as 0.
 */
function standardized(statistics: FeatureStatistics): unknown {
  const deviations = statistics.deviations(1);
  return statistics.means.map((mean, i) => ({
    mean,
    standard_deviation: isConstant(deviations[i]) ? 1 : deviations[i],
  }));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value, null, 1) + "\n");
}
