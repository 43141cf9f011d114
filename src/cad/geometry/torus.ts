import { AxialSurface } from "./axial_surface.ts";

/**
 * A torus: `origin + (major + minor cos(v)) (cos(u) x + sin(u) y) + minor sin(v) z`. Where the
 * minor radius is the larger one, the surface passes through its own axis.
 */
export class Torus extends AxialSurface {
  readonly kind = "torus";
  readonly periodV = 2 * Math.PI;
  readonly majorRadius: number;
  readonly minorRadius: number;
  /** Whether, where the surface passes through its axis, the part within it is meant. */
  readonly inner: boolean;

  /** @param frame origin, x axis, y axis, z axis: 12 numbers */
  constructor(frame: Float64Array, majorRadius: number, minorRadius: number, inner = false) {
    super(frame);
    this.inner = inner;
    this.majorRadius = majorRadius;
    this.minorRadius = minorRadius;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const c = this.minorRadius * Math.cos(v), s = this.minorRadius * Math.sin(v);
    this.turn1(u, this.majorRadius + c, s, -s, c, out);
  }

  d2(u: number, v: number, out: Float64Array): void {
    const c = this.minorRadius * Math.cos(v), s = this.minorRadius * Math.sin(v);
    this.turn1(u, this.majorRadius + c, s, -s, c, out);
    this.turn2(u, this.majorRadius + c, -s, -c, -s, out);
  }
}
