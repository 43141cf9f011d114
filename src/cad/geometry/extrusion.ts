import type { SmoothCurve, SmoothSurface } from "./smooth.ts";

/** A curve moved along a straight line: `curve(u) + v direction`. */
export class Extrusion implements SmoothSurface {
  readonly kind = "extrusion";
  readonly periodU: number;
  readonly periodV = 0;
  readonly curve: SmoothCurve;
  /** The direction of the extrusion: 3 numbers. */
  readonly direction: Float64Array;
  readonly #scratch = new Float64Array(9);

  constructor(curve: SmoothCurve, direction: Float64Array) {
    this.curve = curve;
    this.direction = direction;
    this.periodU = curve.period;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const c = this.#scratch, d = this.direction;
    this.curve.d1(u, c);
    for (let i = 0; i < 3; i++) {
      out[i] = c[i] + v * d[i];
      out[3 + i] = c[3 + i];
      out[6 + i] = d[i];
    }
  }

  d2(u: number, v: number, out: Float64Array): void {
    const c = this.#scratch, d = this.direction;
    this.curve.derive(u, 2, c);
    for (let i = 0; i < 3; i++) {
      out[i] = c[i] + v * d[i];
      out[3 + i] = c[3 + i];
      out[6 + i] = d[i];
      out[9 + i] = c[6 + i];
    }
    out.fill(0, 12, 18);
  }

  breaksU(first: number, last: number): number[] {
    return this.curve.breaks(first, last);
  }

  breaksV(): number[] {
    return [];
  }
}
