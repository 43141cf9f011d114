/**
 * Whether two transforms put a body in one place.
 *
 * @module
 */
import type { Transform } from "../brep.ts";

/** What rounding may make of a rotation, and relative to its size of a translation. */
const ROUNDING = 1e-6;

const IDENTITY = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

/** Whether transforms are the same but for rounding. */
export function isSamePlace(a: Transform | null, b: Transform | null): boolean {
  const left = a ?? IDENTITY, right = b ?? IDENTITY;
  // The kernel reaches a place through other products of matrices, and writes 15 digits.
  const size = Math.max(1, Math.abs(left[3]), Math.abs(left[7]), Math.abs(left[11]));
  return left.every((value, i) =>
    Math.abs(value - right[i]) <= ROUNDING * (i % 4 === 3 ? size : 1)
  );
}

/** A transform of millimetres as one of another unit; null for the identity. */
export function inUnit(transform: Transform | null, unit: number): Transform | null {
  if (transform === null) return null;
  const out = transform.slice();
  for (let row = 3; row < 12; row += 4) out[row] /= unit;
  return out.every((value, i) => value === IDENTITY[i]) ? null : out;
}
