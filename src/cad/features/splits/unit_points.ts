/**
 * Points brought into boxes of -1 to 1.
 *
 * @module
 */

/** What brings points into a box: they are moved by `-middle` and divided by `half`. */
interface UnitBox {
  readonly middle: readonly number[];
  /** Half of the box's longest side. */
  readonly half: number;
}

/** The least box around points, three numbers each: least x, y, z, greatest x, y, z. */
export function boundsOf(points: Float64Array): number[] {
  const bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i++) {
    const k = i % 3;
    bounds[k] = Math.min(bounds[k], points[i]);
    bounds[k + 3] = Math.max(bounds[k + 3], points[i]);
  }
  return bounds;
}

/** What brings points into the box of -1 to 1, their longest side into all of it. */
export function unitBoxOf(points: Float64Array): UnitBox {
  const bounds = boundsOf(points);
  const sides = [0, 1, 2].map((k) => bounds[k + 3] - bounds[k]);
  return { middle: sides.map((side, k) => bounds[k] + side / 2), half: Math.max(...sides) / 2 };
}

/** The points in their box; not finite where all of them are one point. */
export function inUnitBox(points: Float64Array, { middle, half }: UnitBox): Float64Array {
  return points.map((x, i) => (x - middle[i % 3]) / half);
}
