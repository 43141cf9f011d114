/**
 * Corners that several edges share.
 *
 * @module
 */

/** Corners are the same that have the same four decimals in each coordinate. */
const DECIMALS = 1e4;

/** A number to four decimals, halves to the even one, as NumPy's `round` does. */
export function toFourDecimals(value: number): number {
  const scaled = value * DECIMALS, down = Math.floor(scaled), rest = scaled - down;
  const up = rest > 0.5 || (rest === 0.5 && down % 2 !== 0);
  return (up ? down + 1 : down) / DECIMALS;
}

/** Distinct corners, and which of them each corner is. */
interface DistinctCorners {
  /** Three numbers each, in the order in which they are first met. */
  readonly points: readonly number[];
  /** One number for each corner. */
  readonly indices: Int32Array;
}

/** The distinct ones of corners, three numbers each. */
export function distinctCorners(corners: Float64Array): DistinctCorners {
  const known = new Map<string, number>(), points: number[] = [];
  const indices = new Int32Array(corners.length / 3);
  for (let i = 0; i < indices.length; i++) {
    // Minus nought is nought.
    const corner = [...corners.subarray(3 * i, 3 * i + 3)].map((x) => x + 0);
    const key = corner.join();
    let index = known.get(key);
    if (index === undefined) {
      known.set(key, index = known.size);
      points.push(...corner);
    }
    indices[i] = index;
  }
  return { points, indices };
}
