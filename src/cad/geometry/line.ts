import type { SmoothCurve } from "./smooth.ts";

/**
 * A straight line: `(x, y, z) + t (dx, dy, dz)`.
 *
 * A part has hundreds, most of them images of edges on planes. Its numbers are fields: two small
 * typed arrays would take longer to be made than all that is done with them.
 */
export class Line implements SmoothCurve {
  readonly kind = "line";
  readonly dimension: 2 | 3;
  readonly period = 0;
  /** The point at parameter 0; z is 0 in two dimensions. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** The derivative, of any length. */
  readonly dx: number;
  readonly dy: number;
  readonly dz: number;

  /** A line in 2 or 3 dimensions, as many as `origin`, the point at parameter 0, has. */
  constructor(origin: ArrayLike<number>, direction: ArrayLike<number>) {
    const isFlat = origin.length === 2;
    this.dimension = isFlat ? 2 : 3;
    this.x = origin[0];
    this.y = origin[1];
    this.z = isFlat ? 0 : origin[2];
    this.dx = direction[0];
    this.dy = direction[1];
    this.dz = isFlat ? 0 : direction[2];
  }

  d1(t: number, out: Float64Array): void {
    if (this.dimension === 3) {
      out[0] = this.x + t * this.dx;
      out[1] = this.y + t * this.dy;
      out[2] = this.z + t * this.dz;
      out[3] = this.dx;
      out[4] = this.dy;
      out[5] = this.dz;
    } else {
      out[0] = this.x + t * this.dx;
      out[1] = this.y + t * this.dy;
      out[2] = this.dx;
      out[3] = this.dy;
    }
  }

  derive(t: number, order: number, out: Float64Array): void {
    const n = this.dimension;
    out[0] = this.x + t * this.dx;
    out[1] = this.y + t * this.dy;
    if (n === 3) out[2] = this.z + t * this.dz;
    if (order === 0) return;
    out[n] = this.dx;
    out[n + 1] = this.dy;
    if (n === 3) out[n + 2] = this.dz;
    out.fill(0, 2 * n, (order + 1) * n);
  }

  breaks(): number[] {
    return [];
  }
}
