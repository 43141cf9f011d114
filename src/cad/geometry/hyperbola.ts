import { Conic } from "./conic.ts";

/** One branch of a hyperbola: `centre + major cosh(t) x + minor sinh(t) y`. */
export class Hyperbola extends Conic {
  readonly kind = "hyperbola";
  readonly period = 0;
  readonly majorRadius: number;
  readonly minorRadius: number;

  /** @param frame centre, x axis, y axis: 6 numbers in 2D, 9 in 3D */
  constructor(frame: Float64Array, majorRadius: number, minorRadius: number) {
    super(frame);
    this.majorRadius = majorRadius;
    this.minorRadius = minorRadius;
  }

  d1(t: number, out: Float64Array): void {
    const c = Math.cosh(t), s = Math.sinh(t);
    const a = this.majorRadius, b = this.minorRadius;
    this.put(a * c, b * s, a * s, b * c, out);
  }

  derive(t: number, order: number, out: Float64Array): void {
    let f = Math.cosh(t), g = Math.sinh(t);
    for (let k = 0; k <= order; k++) {
      this.putDerivative(k, this.majorRadius * f, this.minorRadius * g, out);
      [f, g] = [g, f];
    }
  }

  breaks(first: number, last: number): number[] {
    // The tangent's angle against the y axis is atan(major tanh(t) / minor).
    const slope = this.majorRadius / this.minorRadius;
    const from = Math.atan(slope * Math.tanh(first)), to = Math.atan(slope * Math.tanh(last));
    const pieces = Math.ceil((to - from) / (Math.PI / 2));
    const breaks: number[] = [];
    for (let i = 1; i < pieces; i++) {
      breaks.push(Math.atanh(Math.tan(from + (to - from) * i / pieces) / slope));
    }
    return breaks;
  }
}
