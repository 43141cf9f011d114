import { TrunnionError } from "../../base/errors.ts";
import type { Face } from "../brep.ts";

/**
 * A feature cannot be computed, or its value cannot be trusted.
 *
 * `data` names the feature and what it was to be computed for: `face` and `entityId` of a face, or
 * `edge` of an edge, or `array` and `index` of a value.
 */
export class FeatureError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "FeatureError";
}

/** How a face is named in messages: its index, and the file's number of it. */
function faceName(face: Face, index: number): string {
  return face.entityId === null ? `face ${index}` : `face ${index} (#${face.entityId})`;
}

const REMEDY =
  "The option onBadFace: 'keep' (--on-bad-face keep) keeps the file, without the numbers " +
  "of such faces.";

/** The error of a feature that one face does not have. */
export function faceError(
  feature: string,
  face: Face,
  index: number,
  reason: string,
  cause?: unknown,
): FeatureError {
  return new FeatureError(
    `Cannot compute the ${feature} of ${faceName(face, index)}: ${reason}. ${REMEDY}`,
    { data: { feature, face: index, entityId: face.entityId, reason }, cause },
  );
}
