import { Conic, quarterBreaks } from "./conic.ts";

/** An ellipse: `centre + major cos(t) x + minor sin(t) y`. */
export class Ellipse extends Conic {
  readonly kind = "ellipse";
  readonly period = 2 * Math.PI;
  readonly majorRadius: number;
  readonly minorRadius: number;

  /** @param frame centre, x axis, y axis: 6 numbers in 2D, 9 in 3D */
  constructor(frame: Float64Array, majorRadius: number, minorRadius: number) {
    super(frame);
    this.majorRadius = majorRadius;
    this.minorRadius = minorRadius;
  }

  d1(t: number, out: Float64Array): void {
    const c = Math.cos(t), s = Math.sin(t);
    const a = this.majorRadius, b = this.minorRadius;
    this.put(a * c, b * s, -a * s, b * c, out);
  }

  derive(t: number, order: number, out: Float64Array): void {
    let c = Math.cos(t), s = Math.sin(t);
    for (let k = 0; k <= order; k++) {
      this.putDerivative(k, this.majorRadius * c, this.minorRadius * s, out);
      [c, s] = [-s, c];
    }
  }

  breaks(first: number, last: number): number[] {
    return quarterBreaks(first, last);
  }
}
