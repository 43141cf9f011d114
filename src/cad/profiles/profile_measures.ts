import { bezierPieces } from "../features/beziers/bezier_arrays.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { FeatureError } from "../features/feature_error.ts";
import { splitClosed } from "../features/splits/split_closed.ts";
import type { ProfileMeasures } from "./profile.ts";

/** What rules of profiles ask of a body: what is found for them is known when it is pushed. */
export const profileMeasures: ProfileMeasures = {
  split: (brep) => orReason(() => splitClosed(brep).brep),
  patches(brep) {
    const found = orReason(() => bezierPieces(BodyGeometry.of(brep)));
    return typeof found === "string" ? found : null;
  },
};

/** A value; or why a feature cannot be computed with certainty. */
function orReason<T extends object>(compute: () => T): T | string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof FeatureError) return error.message;
    throw error;
  }
}
