import type { CurveKind } from "./curve.ts";
import type { SmoothCurve } from "./smooth.ts";

/**
 * What circles, ellipses, parabolas and hyperbolas share: `centre + f(t) x + g(t) y`.
 *
 * The axes are unit vectors at right angles where the curve comes from a file, but nothing here
 * relies on it, so that affine images are conics too.
 */
export abstract class Conic implements SmoothCurve {
  abstract readonly kind: CurveKind;
  abstract readonly period: number;
  readonly dimension: 2 | 3;
  /** Centre, x axis, y axis, one after the other: 6 numbers in 2D, 9 in 3D. */
  readonly frame: Float64Array;

  /** @param frame centre, x axis, y axis: 6 numbers for a curve in 2D, 9 for one in 3D */
  constructor(frame: Float64Array) {
    this.dimension = frame.length === 6 ? 2 : 3;
    this.frame = frame;
  }

  abstract d1(t: number, out: Float64Array): void;
  abstract derive(t: number, order: number, out: Float64Array): void;
  abstract breaks(first: number, last: number): number[];

  /** Writes `centre + f x + g y` and `df x + dg y` behind it. */
  protected put(f: number, g: number, df: number, dg: number, out: Float64Array): void {
    const e = this.frame;
    if (this.dimension === 3) {
      out[0] = e[0] + f * e[3] + g * e[6];
      out[1] = e[1] + f * e[4] + g * e[7];
      out[2] = e[2] + f * e[5] + g * e[8];
      out[3] = df * e[3] + dg * e[6];
      out[4] = df * e[4] + dg * e[7];
      out[5] = df * e[5] + dg * e[8];
    } else {
      out[0] = e[0] + f * e[2] + g * e[4];
      out[1] = e[1] + f * e[3] + g * e[5];
      out[2] = df * e[2] + dg * e[4];
      out[3] = df * e[3] + dg * e[5];
    }
  }

  /** Writes derivative `k`, which is `f x + g y`, with the centre added for `k` = 0. */
  protected putDerivative(k: number, f: number, g: number, out: Float64Array): void {
    const n = this.dimension, e = this.frame;
    for (let i = 0; i < n; i++) {
      out[k * n + i] = f * e[n + i] + g * e[2 * n + i] + (k === 0 ? e[i] : 0);
    }
  }
}

/**
 * Cuts `(first, last)` into equal pieces of at most a quarter of a turn. A range of more than a
 * thousand turns is damage, and is not cut.
 */
export function quarterBreaks(first: number, last: number): number[] {
  // A quarter that was written with rounded digits is still one piece.
  const pieces = Math.ceil((last - first) / (Math.PI / 2) - 1e-9);
  const breaks: number[] = [];
  if (pieces > 4000) return breaks;
  for (let i = 1; i < pieces; i++) breaks.push(first + (last - first) * i / pieces);
  return breaks;
}
