/**
 * Labels that find their faces by the names that the file gives them.
 *
 * @module
 */
import { type FaceLabels, facesOf, type LabelTarget } from "./face_labels.ts";
import { matchLabels, mismatch } from "./label_match.ts";

/**
 * Attaches labels by the faces' names (`ADVANCED_FACE('7', ...)`).
 *
 * @param labels by name; or a list, in which a face's name is its label's position: `'7'` has
 * `labels[7]`
 * @throws {LabelMismatch} where a face has no name or no label, a label no face, or a name is on
 * several faces
 *
 * @example Labels for the storage of each body
 * ```ts
 * import { type CadModel, type DataStorage, labelsByName } from "trunnion";
 *
 * function saveLabels(model: CadModel, storage: DataStorage) {
 *   const labels = labelsByName(model, { "top": 1, "side": 0 });
 *   for (const body of model.bodies) {
 *     storage.body(body).saveData("labels/face", labels.of(body));
 *   }
 * }
 * ```
 */
export function labelsByName(
  target: LabelTarget,
  labels: readonly number[] | ReadonlyMap<string, number> | Readonly<Record<string, number>>,
): FaceLabels {
  if (Array.isArray(labels)) {
    const byPosition = new Map<number, number>(labels.map((label, index) => [index, label]));
    return matchLabels(target, "name", byPosition, ({ face }) => wholeNumber(face.name));
  }
  const byName = labels instanceof Map ? labels : new Map(Object.entries(labels));
  return matchLabels(target, "name", byName, ({ face }) => face.name);
}

/**
 * Attaches labels that are the faces' names themselves: `ADVANCED_FACE('16', ...)` has label 16.
 *
 * @throws {LabelMismatch} where a face's name is no whole number
 */
export function labelsInNames(target: LabelTarget): FaceLabels {
  const faces = facesOf(target);
  const labels = new Map<number, number>();
  for (const { face, position } of faces) {
    const label = wholeNumber(face.name);
    if (label !== null) labels.set(position, label);
  }
  if (labels.size < faces.length) {
    const { face } = faces.find(({ position }) => !labels.has(position))!;
    const id = face.entityId === null ? "" : ` of #${face.entityId}`;
    throw mismatch(
      "what is in the names",
      faces.length,
      labels.size,
      `the name${id} must be a whole number, and is ${
        face.name === null ? "missing" : `'${face.name}'`
      }`,
    );
  }
  return matchLabels(target, "what is in the names", labels, ({ position }) => position);
}

function wholeNumber(name: string | null): number | null {
  return name !== null && /^\d{1,9}$/.test(name) ? Number(name) : null;
}
