/**
 * Curvatures of edges.
 *
 * @module
 */
import type { SmoothCurve } from "../../geometry/smooth.ts";
import { scaleOf } from "../../geometry/transform.ts";
import type { PlacedCurve } from "./edge_curve.ts";

/** Numbers per edge: mean, least and greatest curvature. */
export const EDGE_CURVATURES = 3;

/**
 * Writes the curvature of an edge's curve, one over the model's unit, to `out[at..at + 3)`: the
 * mean over its length, the least and the greatest, from `n` points in equal steps of the
 * parameter, both ends included. Where the curve stands still it has none; without any the three
 * are 0.
 */
export function edgeCurvature(
  { curve, location, first, last }: PlacedCurve,
  n: number,
  out: Float64Array | Float32Array,
  at = 0,
): void {
  out.fill(0, at, at + EDGE_CURVATURES);
  if (curve.kind === "line" || !("derive" in curve)) return;
  const q = new Float64Array(9), smooth = curve as SmoothCurve;
  let length = 0, sum = 0, low = Infinity, high = 0;
  for (let i = 0; i < n; i++) {
    smooth.derive(first + (last - first) * i / (n - 1), 2, q);
    const x = q[4] * q[8] - q[5] * q[7];
    const y = q[5] * q[6] - q[3] * q[8];
    const z = q[3] * q[7] - q[4] * q[6];
    const speed = Math.sqrt(q[3] * q[3] + q[4] * q[4] + q[5] * q[5]);
    const value = Math.sqrt(x * x + y * y + z * z) / speed ** 3;
    if (!Number.isFinite(value)) continue;
    // The trapezium rule: the ends count half.
    const weight = i === 0 || i === n - 1 ? speed / 2 : speed;
    length += weight;
    sum += weight * value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(length > 0)) return;
  const scale = scaleOf(location);
  out[at] = sum / length / scale;
  out[at + 1] = low / scale;
  out[at + 2] = high / scale;
}
