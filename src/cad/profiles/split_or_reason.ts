import type { Brep } from "../brep.ts";
import { FeatureError } from "../features/feature_error.ts";
import { splitClosed } from "../features/splits/split_closed.ts";

/** A body with its closed faces and edges split; or why that cannot be done with certainty. */
export function splitOrReason(brep: Brep): Brep | string {
  try {
    return splitClosed(brep).brep;
  } catch (error) {
    if (error instanceof FeatureError) return error.message;
    throw error;
  }
}
