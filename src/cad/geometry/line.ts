import type { SmoothCurve } from "./smooth.ts";

/** A straight line: `origin + t * direction`. */
export class Line implements SmoothCurve {
  readonly kind = "line";
  readonly dimension: 2 | 3;
  readonly period = 0;
  /** The point at parameter 0. */
  readonly origin: Float64Array;
  /** The derivative, of any length. */
  readonly direction: Float64Array;

  /** A line in 2 or 3 dimensions, as many as `origin` has. */
  constructor(origin: Float64Array, direction: Float64Array) {
    this.dimension = origin.length === 2 ? 2 : 3;
    this.origin = origin;
    this.direction = direction;
  }

  d1(t: number, out: Float64Array): void {
    const o = this.origin, d = this.direction;
    if (this.dimension === 3) {
      out[0] = o[0] + t * d[0];
      out[1] = o[1] + t * d[1];
      out[2] = o[2] + t * d[2];
      out[3] = d[0];
      out[4] = d[1];
      out[5] = d[2];
    } else {
      out[0] = o[0] + t * d[0];
      out[1] = o[1] + t * d[1];
      out[2] = d[0];
      out[3] = d[1];
    }
  }

  derive(t: number, order: number, out: Float64Array): void {
    const n = this.dimension;
    for (let i = 0; i < n; i++) out[i] = this.origin[i] + t * this.direction[i];
    if (order > 0) out.set(this.direction, n);
    out.fill(0, 2 * n, Math.max(2, order + 1) * n);
  }

  breaks(): number[] {
    return [];
  }
}
