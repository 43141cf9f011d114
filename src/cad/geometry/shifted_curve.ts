import type { Curve } from "./curve.ts";

/** A curve in a surface's parameters, moved by whole periods. */
export class ShiftedCurve implements Curve {
  readonly kind = "other";
  readonly dimension = 2;
  readonly basis: Curve;
  readonly u: number;
  readonly v: number;

  constructor(basis: Curve, u: number, v: number) {
    this.basis = basis;
    this.u = u;
    this.v = v;
  }

  d1(t: number, out: Float64Array): void {
    this.basis.d1(t, out);
    out[0] += this.u;
    out[1] += this.v;
  }

  breaks(first: number, last: number): number[] {
    return this.basis.breaks(first, last);
  }
}
