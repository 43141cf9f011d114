import type { SmoothCurve } from "./smooth.ts";

/**
 * A curve at a fixed distance from another one.
 *
 * In space: `C + distance * (C' x reference) / |C' x reference|`. In the plane the normal is
 * `(y', -x')`, to the right of the direction of travel, which is the same with the plane's own
 * normal as the reference.
 */
export class OffsetCurve implements SmoothCurve {
  readonly kind = "other";
  readonly dimension: 2 | 3;
  readonly period: number;
  readonly basis: SmoothCurve;
  readonly distance: number;
  /** The direction that the offset is at right angles to; null in the plane. */
  readonly reference: Float64Array | null;
  readonly #scratch: Float64Array;

  /** @param reference needed for a curve in space, null for one in the plane */
  constructor(basis: SmoothCurve, distance: number, reference: Float64Array | null) {
    this.dimension = basis.dimension;
    this.period = basis.period;
    this.basis = basis;
    this.distance = distance;
    this.reference = reference;
    this.#scratch = new Float64Array(3 * basis.dimension);
  }

  d1(t: number, out: Float64Array): void {
    const { dimension, distance, reference } = this;
    const c = this.#scratch;
    this.basis.derive(t, 2, c);
    // n is along C' x reference and m is its derivative.
    let nx, ny, nz = 0, mx, my, mz = 0;
    if (dimension === 3 && reference !== null) {
      const [rx, ry, rz] = reference;
      nx = c[4] * rz - c[5] * ry;
      ny = c[5] * rx - c[3] * rz;
      nz = c[3] * ry - c[4] * rx;
      mx = c[7] * rz - c[8] * ry;
      my = c[8] * rx - c[6] * rz;
      mz = c[6] * ry - c[7] * rx;
    } else {
      nx = c[3];
      ny = -c[2];
      mx = c[5];
      my = -c[4];
    }
    const square = nx * nx + ny * ny + nz * nz;
    const factor = square === 0 ? 0 : distance / Math.sqrt(square);
    // (n / |n|)' = (m - n (n.m) / |n|^2) / |n|
    const along = square === 0 ? 0 : (nx * mx + ny * my + nz * mz) / square;
    out[0] = c[0] + factor * nx;
    out[1] = c[1] + factor * ny;
    out[dimension] = c[dimension] + factor * (mx - along * nx);
    out[dimension + 1] = c[dimension + 1] + factor * (my - along * ny);
    if (dimension === 3) {
      out[2] = c[2] + factor * nz;
      out[5] = c[5] + factor * (mz - along * nz);
    }
  }

  derive(t: number, order: number, out: Float64Array): void {
    const { dimension, reference } = this;
    const c = new Float64Array((order + 2) * dimension);
    this.basis.derive(t, order + 1, c);
    // From here on in Taylor coefficients, for which products are plain convolutions.
    const n: Float64Array[] = [];
    let factorial = 1;
    for (let k = 0; k <= order; k++) {
      if (k > 1) factorial *= k;
      const at = (k + 1) * dimension;
      const x = c[at] / factorial, y = c[at + 1] / factorial;
      if (dimension === 3 && reference !== null) {
        const z = c[at + 2] / factorial;
        const [rx, ry, rz] = reference;
        n.push(Float64Array.of(y * rz - z * ry, z * rx - x * rz, x * ry - y * rx));
      } else n.push(Float64Array.of(y, -x, 0));
    }
    const q = inverseRoot(n);
    factorial = 1;
    for (let k = 0; k <= order; k++) {
      if (k > 1) factorial *= k;
      for (let d = 0; d < dimension; d++) {
        let sum = 0;
        for (let j = 0; j <= k; j++) sum += n[j][d] * q[k - j];
        out[k * dimension + d] = c[k * dimension + d] + this.distance * factorial * sum;
      }
    }
  }

  breaks(first: number, last: number): number[] {
    return this.basis.breaks(first, last);
  }
}

/**
 * The Taylor coefficients of `1 / |n|`: for `s = n.n` and `q = s^(-1/2)`, `2 s q' = -s' q` gives
 * each coefficient from those before it. All zero where `n` vanishes.
 */
function inverseRoot(n: readonly Float64Array[]): Float64Array {
  const s = new Float64Array(n.length), q = new Float64Array(n.length);
  for (let k = 0; k < n.length; k++) {
    for (let j = 0; j <= k; j++) {
      for (let d = 0; d < 3; d++) s[k] += n[j][d] * n[k - j][d];
    }
  }
  if (s[0] === 0) return q;
  q[0] = 1 / Math.sqrt(s[0]);
  for (let k = 1; k < n.length; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += (2 * k - j) * s[j] * q[k - j];
    q[k] = -sum / (2 * k * s[0]);
  }
  return q;
}
