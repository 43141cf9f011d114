import type { SmoothCurve, SmoothSurface } from "./smooth.ts";

/** A curve turned about an axis by the angle u: v is the parameter of the curve. */
export class Revolution implements SmoothSurface {
  readonly kind = "revolution";
  readonly periodU = 2 * Math.PI;
  readonly periodV: number;
  readonly curve: SmoothCurve;
  /** A point of the axis: 3 numbers. */
  readonly origin: Float64Array;
  /** The unit vector of the axis: 3 numbers. */
  readonly axis: Float64Array;
  readonly #curve = new Float64Array(9);
  readonly #parts = new Float64Array(9);

  constructor(curve: SmoothCurve, origin: Float64Array, axis: Float64Array) {
    this.curve = curve;
    this.origin = origin;
    this.axis = axis;
    this.periodV = curve.period;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const c = Math.cos(u), s = Math.sin(u);
    this.curve.d1(v, this.#curve);
    this.#first(c, s, out);
  }

  d2(u: number, v: number, out: Float64Array): void {
    const c = Math.cos(u), s = Math.sin(u);
    this.curve.derive(v, 2, this.#curve);
    this.#first(c, s, out);
    // The parts are those of the tangent still.
    this.#put(0, -s, c, out, 12);
    this.#split(6);
    this.#put(1, c, s, out, 15);
    this.#splitPoint();
    this.#put(0, -c, -s, out, 9);
  }

  #first(c: number, s: number, out: Float64Array): void {
    const o = this.origin;
    this.#splitPoint();
    this.#put(1, c, s, out, 0);
    out[0] += o[0];
    out[1] += o[1];
    out[2] += o[2];
    this.#put(0, -s, c, out, 3);
    this.#split(3);
    this.#put(1, c, s, out, 6);
  }

  #splitPoint(): void {
    const w = this.#curve, o = this.origin;
    const x = w[0], y = w[1], z = w[2];
    w[0] = x - o[0];
    w[1] = y - o[1];
    w[2] = z - o[2];
    this.#split(0);
    w[0] = x;
    w[1] = y;
    w[2] = z;
  }

  /**
   * Cuts a vector into its part along the axis, the part p at right angles to it, and
   * q = axis x p. Turned by the angle u it is `along + cos(u) p + sin(u) q`.
   */
  #split(at: number): void {
    const w = this.#curve, a = this.axis, e = this.#parts;
    const along = w[at] * a[0] + w[at + 1] * a[1] + w[at + 2] * a[2];
    for (let i = 0; i < 3; i++) {
      e[i] = along * a[i];
      e[3 + i] = w[at + i] - e[i];
    }
    e[6] = a[1] * e[5] - a[2] * e[4];
    e[7] = a[2] * e[3] - a[0] * e[5];
    e[8] = a[0] * e[4] - a[1] * e[3];
  }

  #put(along: number, p: number, q: number, out: Float64Array, at: number): void {
    const e = this.#parts;
    out[at] = along * e[0] + p * e[3] + q * e[6];
    out[at + 1] = along * e[1] + p * e[4] + q * e[7];
    out[at + 2] = along * e[2] + p * e[5] + q * e[8];
  }

  breaksU(): number[] {
    return [];
  }

  breaksV(first: number, last: number): number[] {
    return this.curve.breaks(first, last);
  }
}
