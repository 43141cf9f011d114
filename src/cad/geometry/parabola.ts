import { Conic } from "./conic.ts";

/** A parabola: `apex + t^2 / (4 focal) x + t y`. */
export class Parabola extends Conic {
  readonly kind = "parabola";
  readonly period = 0;
  /** The distance from the apex to the focus. */
  readonly focal: number;

  /** @param frame apex, x axis, y axis: 6 numbers in 2D, 9 in 3D */
  constructor(frame: Float64Array, focal: number) {
    super(frame);
    this.focal = focal;
  }

  d1(t: number, out: Float64Array): void {
    const f = t / (2 * this.focal);
    this.put(f * t / 2, t, f, 1, out);
  }

  derive(t: number, order: number, out: Float64Array): void {
    const f = t / (2 * this.focal);
    this.putDerivative(0, f * t / 2, t, out);
    if (order > 0) this.putDerivative(1, f, 1, out);
    for (let k = 2; k <= order; k++) {
      this.putDerivative(k, k === 2 ? 1 / (2 * this.focal) : 0, 0, out);
    }
  }

  breaks(first: number, last: number): number[] {
    // The tangent's angle against the y axis is atan(t / 2f).
    const scale = 2 * this.focal;
    const from = Math.atan(first / scale), to = Math.atan(last / scale);
    const pieces = Math.ceil((to - from) / (Math.PI / 2));
    const breaks: number[] = [];
    for (let i = 1; i < pieces; i++) {
      breaks.push(scale * Math.tan(from + (to - from) * i / pieces));
    }
    return breaks;
  }
}
