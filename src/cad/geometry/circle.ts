import { Conic, quarterBreaks } from "./conic.ts";

/** A circle: `centre + radius (cos(t) x + sin(t) y)`. */
export class Circle extends Conic {
  readonly kind = "circle";
  readonly period = 2 * Math.PI;
  readonly radius: number;

  /** @param frame centre, x axis, y axis: 6 numbers in 2D, 9 in 3D */
  constructor(frame: Float64Array, radius: number) {
    super(frame);
    this.radius = radius;
  }

  d1(t: number, out: Float64Array): void {
    const c = this.radius * Math.cos(t), s = this.radius * Math.sin(t);
    this.put(c, s, -s, c, out);
  }

  derive(t: number, order: number, out: Float64Array): void {
    let c = this.radius * Math.cos(t), s = this.radius * Math.sin(t);
    for (let k = 0; k <= order; k++) {
      this.putDerivative(k, c, s, out);
      [c, s] = [-s, c];
    }
  }

  breaks(first: number, last: number): number[] {
    return quarterBreaks(first, last);
  }
}
