import type { Curve } from "./curve.ts";

/**
 * The image of a curve in space under an affine map to the plane, for kinds of curves that have
 * no closed form of it.
 */
export class ProjectedCurve implements Curve {
  readonly kind = "other";
  readonly dimension = 2;
  readonly basis: Curve;
  /** Two rows of four: the coefficients of x, y, z and 1. */
  readonly map: ArrayLike<number>;
  readonly #scratch = new Float64Array(6);

  constructor(basis: Curve, map: ArrayLike<number>) {
    this.basis = basis;
    this.map = map;
  }

  d1(t: number, out: Float64Array): void {
    const m = this.map, c = this.#scratch;
    this.basis.d1(t, c);
    out[0] = m[0] * c[0] + m[1] * c[1] + m[2] * c[2] + m[3];
    out[1] = m[4] * c[0] + m[5] * c[1] + m[6] * c[2] + m[7];
    out[2] = m[0] * c[3] + m[1] * c[4] + m[2] * c[5];
    out[3] = m[4] * c[3] + m[5] * c[4] + m[6] * c[5];
  }

  breaks(first: number, last: number): number[] {
    return this.basis.breaks(first, last);
  }
}
