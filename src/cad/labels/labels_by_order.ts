/**
 * Labels that find their faces by counting them.
 *
 * @module
 */
import type { FaceLabels, LabelTarget } from "./face_labels.ts";
import { countLabels } from "./label_match.ts";

/**
 * Attaches labels in the order of the faces: as a depth-first walk of the shape first meets them,
 * which is the order of OpenCascade's `TopExp` and of the encoded arrays. It is **not** that of the
 * file's `ADVANCED_FACE` entities.
 *
 * Nothing but the number of labels can be checked: where the file has names or entity numbers that
 * labels can be found by, use those.
 *
 * @throws {LabelMismatch} where there are not as many labels as faces
 *
 * @example As many labels as faces
 * ```ts
 * import { labelsByOrder } from "trunnion";
 *
 * const brep = { faces: [], edges: [], vertices: new Float64Array() };
 * console.log(labelsByOrder(brep, []).values.length); // 0
 * ```
 */
export function labelsByOrder(target: LabelTarget, labels: ArrayLike<number>): FaceLabels {
  return countLabels(target, "order", labels);
}
