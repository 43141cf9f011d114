/** The labels of one file, beside its arrays. @module */
import type { Body } from "../../cad/brep.ts";
import type { CadModel } from "../../cad/cad_loader.ts";
import { attachFaceLabels, parseFaceLabels } from "../../cad/labels/face_label_file.ts";
import type { ArraySpec } from "../../storage/array.ts";
import type { DataStorage, SampleStorage } from "../../storage/data_storage.ts";
import { codesIn } from "../../storage/schema/codes_in.ts";
import { isPartLabels, type LabelsBeside, labelsPathOf } from "./labels_beside.ts";

/** What stands where a face or a body has no label. */
const NONE = -1;

/**
 * Saves what the labels beside the files say of one of them.
 *
 * @param own the file's own labels; null where there are none
 */
export function saveLabels(
  model: CadModel,
  storage: DataStorage,
  labels: LabelsBeside,
  own: Uint8Array<ArrayBuffer> | null,
  file: string,
): void {
  if (labels.faces) saveFaceLabels(model, storage, own, file);
  if (labels.parts) savePartLabels(model, storage, own);
  saveRow(storage, labels, file);
}

/** `face_labels/label` (F), int32: the label of each face, -1 without one. */
function saveFaceLabels(
  model: CadModel,
  storage: DataStorage,
  own: Uint8Array<ArrayBuffer> | null,
  file: string,
): void {
  const isOwn = own !== null && !isPartLabels(new TextDecoder().decode(own));
  const labels = isOwn ? parseFaceLabels(own, labelsPathOf(file)) : null;
  const attached = labels === null ? null : attachFaceLabels(model, labels);
  const spec = labelSpec("face", "label of each face", codesOf(labels?.classes));
  for (const body of model.bodies) {
    const count = body.brep.faces.length;
    const values = attached?.of(body) ?? new Int32Array(count).fill(NONE);
    saveInt32(storage.body(body), "face_labels/label", values, spec);
  }
}

/** `labels/family_id`, `face_labels/feature_id` and `family`, as sample parts have them. */
function savePartLabels(
  model: CadModel,
  storage: DataStorage,
  own: Uint8Array<ArrayBuffer> | null,
): void {
  const text = own === null ? "" : new TextDecoder().decode(own);
  const labels = isPartLabels(text) ? JSON.parse(text) : null;
  const features = new Map<number, number>(
    (labels?.faces ?? []).map((
      { id, feature_id }: { id: number; feature_id: number },
    ) => [id, feature_id]),
  );
  const families = labels === null ? undefined : { [labels.family]: labels.family_id };
  const ofPart = labelSpec("body", "family of the part", families);
  const classes = codesOf(labels?.feature_classes);
  const ofFace = labelSpec("face", "machining feature of each face", classes);
  for (const body of model.bodies) {
    const sample = storage.body(body);
    saveInt32(sample, "labels/family_id", Int32Array.of(labels?.family_id ?? NONE), ofPart);
    const values = Int32Array.from(featuresOf(body, features));
    saveInt32(sample, "face_labels/feature_id", values, ofFace);
  }
  if (labels !== null) storage.saveMetadata("family", labels.family);
}

function featuresOf({ brep }: Body, features: ReadonlyMap<number, number>): number[] {
  return brep.faces.map(({ entityId }) => features.get(Number(entityId ?? NONE)) ?? NONE);
}

/** Classes by name, where a file of labels names them. The merge unites those of all files. */
function codesOf(classes: unknown): ArraySpec["codes"] {
  if (!Array.isArray(classes)) return undefined;
  return codesIn(Object.fromEntries(classes.map((name, code) => [String(name), code]))) ??
    undefined;
}

function labelSpec(dimension: string, description: string, codes: ArraySpec["codes"]): ArraySpec {
  const spec = { dims: [dimension], dtype: "int32", description, missing: NONE } as const;
  return codes === undefined ? spec : { ...spec, codes };
}

function saveInt32(storage: SampleStorage, key: string, data: Int32Array, spec: ArraySpec): void {
  storage.saveDeclared(key, { data, shape: [data.length] }, spec);
}

/** The file's row of `labels.csv`, a column a metadata. */
function saveRow(storage: DataStorage, { columns, rows }: LabelsBeside, file: string): void {
  for (const [i, text] of (rows[file] ?? []).entries()) {
    const { name, isNumber } = columns[i];
    if (text !== null) storage.saveMetadata(name, isNumber ? Number(text) : text);
  }
}
