/**
 * Bodies as models see them that are fed with parts of any size: moved to the origin, and scaled.
 *
 * @module
 */
import type { BodyGeometry } from "./bodies/body_geometry.ts";

/** From the coordinates of a body to those in which its box just fits into [-1, 1]^3. */
export interface UnitFrame {
  /** The middle of the body's box. */
  readonly centre: Float64Array;
  /** What lengths are multiplied by: 2 over the longest side of the box. */
  readonly scale: number;
}

/**
 * The frame of a body: its box along the axes is centred, and its longest side is 2 long. Sides
 * keep their ratios. A body without extent is left as it is.
 */
export function unitFrame({ box: { low, high } }: BodyGeometry): UnitFrame {
  const centre = Float64Array.from(low, (x, k) => (x + high[k]) / 2);
  const side = Math.max(...Array.from(low, (x, k) => high[k] - x));
  // A body without edges and faces has no box.
  if (!(side > 0) || !Number.isFinite(side)) return { centre: new Float64Array(3), scale: 1 };
  return { centre, scale: 2 / side };
}
