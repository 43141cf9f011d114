/**
 * Rigid motions with a uniform scale, as the three rows of a 3 x 4 matrix (12 numbers). `null`
 * stands for the identity, so that the usual case costs nothing.
 *
 * @module
 */
import type { Transform } from "../brep.ts";

/** The transform that applies `b` first and `a` then; null where both are the identity. */
export function compose(a: Transform | null, b: Transform | null): Transform | null {
  if (a === null) return b;
  if (b === null) return a;
  const out = new Float64Array(12);
  for (let row = 0; row < 12; row += 4) {
    const x = a[row], y = a[row + 1], z = a[row + 2];
    for (let column = 0; column < 4; column++) {
      out[row + column] = x * b[column] + y * b[column + 4] + z * b[column + 8];
    }
    out[row + 3] += a[row + 3];
  }
  return out;
}

/** The inverse of a transform, by cofactors: any invertible matrix will do. */
export function invert(m: Transform | null): Transform | null {
  if (m === null) return null;
  const cofactor00 = m[5] * m[10] - m[6] * m[9];
  const cofactor01 = m[6] * m[8] - m[4] * m[10];
  const cofactor02 = m[4] * m[9] - m[5] * m[8];
  const scale = 1 / (m[0] * cofactor00 + m[1] * cofactor01 + m[2] * cofactor02);
  const out = Float64Array.of(
    cofactor00,
    m[2] * m[9] - m[1] * m[10],
    m[1] * m[6] - m[2] * m[5],
    0,
    cofactor01,
    m[0] * m[10] - m[2] * m[8],
    m[2] * m[4] - m[0] * m[6],
    0,
    cofactor02,
    m[1] * m[8] - m[0] * m[9],
    m[0] * m[5] - m[1] * m[4],
    0,
  );
  for (let row = 0; row < 12; row += 4) {
    for (let column = 0; column < 3; column++) out[row + column] *= scale;
    out[row + 3] = -(out[row] * m[3] + out[row + 1] * m[7] + out[row + 2] * m[11]);
  }
  return out;
}

/** Moves the point at `out[at..at+3)` in place. */
export function applyToPoint(m: Transform | null, out: Float64Array | number[], at = 0): void {
  if (m === null) return;
  const x = out[at], y = out[at + 1], z = out[at + 2];
  out[at] = m[0] * x + m[1] * y + m[2] * z + m[3];
  out[at + 1] = m[4] * x + m[5] * y + m[6] * z + m[7];
  out[at + 2] = m[8] * x + m[9] * y + m[10] * z + m[11];
}

/** Turns (and scales) the vector at `out[at..at+3)` in place. */
export function applyToVector(m: Transform | null, out: Float64Array, at = 0): void {
  if (m === null) return;
  const x = out[at], y = out[at + 1], z = out[at + 2];
  out[at] = m[0] * x + m[1] * y + m[2] * z;
  out[at + 1] = m[4] * x + m[5] * y + m[6] * z;
  out[at + 2] = m[8] * x + m[9] * y + m[10] * z;
}

/** The determinant of the linear part: negative where the transform mirrors. */
export function determinant(m: Transform | null): number {
  if (m === null) return 1;
  return m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8]) +
    m[2] * (m[4] * m[9] - m[5] * m[8]);
}

/** The factor by which lengths grow; areas grow by its square. Positive for mirrors too. */
export function scaleOf(m: Transform | null): number {
  return m === null ? 1 : Math.cbrt(Math.abs(determinant(m)));
}
