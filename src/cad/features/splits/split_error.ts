import { FeatureError } from "../feature_error.ts";

/** The error of a closed face, or edge, that cannot be split so that its parts can be trusted. */
export function splitError(
  what: "face" | "edge",
  index: number,
  reason: string,
  cause?: unknown,
): FeatureError {
  return new FeatureError(`Cannot split ${what} ${index}, which is closed: ${reason}`, {
    data: { feature: "split", [what]: index, reason },
    cause,
  });
}
