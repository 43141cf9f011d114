/**
 * How far something reaches along given directions.
 *
 * @module
 */

/** The least and the greatest distance along each direction. */
export interface Extents {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Widens the extents by a point. */
export function include(
  point: Float64Array,
  directions: Float64Array,
  { low, high }: Extents,
): void {
  for (let d = 0; d < low.length; d++) {
    const x = directions[3 * d] * point[0] + directions[3 * d + 1] * point[1] +
      directions[3 * d + 2] * point[2];
    if (x < low[d]) low[d] = x;
    if (x > high[d]) high[d] = x;
  }
}
