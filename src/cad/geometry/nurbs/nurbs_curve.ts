import { basisDerivatives, basisFirst, KnotVector, MAX_DEGREE } from "./nurbs_basis.ts";
import type { SmoothCurve } from "../smooth.ts";

/** Derivatives up to this order are found without allocating. */
const SCRATCH_ORDER = 3;

/** What a B-spline curve is made of. */
interface NurbsCurveData {
  readonly dimension: 2 | 3;
  readonly degree: number;
  /** Flat knots; for a periodic curve unrolled beyond both ends. */
  readonly knots: Float64Array;
  /** The poles, `dimension` numbers each, not multiplied by their weights. */
  readonly poles: Float64Array;
  /** One weight a pole, or null where the curve is not rational. */
  readonly weights: Float64Array | null;
  /** @default {false} */
  readonly periodic?: boolean;
}

/** A B-spline curve, rational or not. Bezier curves are B-splines of one span. */
export class NurbsCurve implements SmoothCurve {
  readonly kind = "nurbs";
  readonly dimension: 2 | 3;
  readonly period: number;
  readonly basis: KnotVector;
  readonly poles: Float64Array;
  readonly weights: Float64Array | null;
  // Shared by all curves: an evaluation runs to its end before the next begins.
  static readonly #values = new Float64Array(MAX_DEGREE + 1);
  static readonly #firsts = new Float64Array(MAX_DEGREE + 1);
  static readonly #functions = new Float64Array((SCRATCH_ORDER + 1) * (MAX_DEGREE + 1));
  static readonly #weights = new Float64Array(SCRATCH_ORDER + 1);

  constructor(data: NurbsCurveData) {
    this.dimension = data.dimension;
    this.basis = new KnotVector(data.degree, data.knots, data.periodic ?? false);
    this.period = this.basis.period;
    this.poles = data.poles;
    this.weights = data.weights;
  }

  /** Whether the poles have weights that differ. */
  get rational(): boolean {
    return this.weights !== null;
  }

  d1(t: number, out: Float64Array): void {
    const { basis, poles, weights, dimension } = this;
    const degree = basis.degree;
    const parameter = basis.wrap(t);
    const span = basis.span(parameter);
    const values = NurbsCurve.#values, firsts = NurbsCurve.#firsts;
    basisFirst(basis.knots, degree, span, parameter, values, firsts);
    let pole = (span - degree) * dimension;
    let x = 0, y = 0, z = 0, dx = 0, dy = 0, dz = 0;
    if (weights === null) {
      for (let i = 0; i <= degree; i++, pole += dimension) {
        const b = values[i], d = firsts[i];
        x += b * poles[pole];
        y += b * poles[pole + 1];
        dx += d * poles[pole];
        dy += d * poles[pole + 1];
        if (dimension === 3) {
          z += b * poles[pole + 2];
          dz += d * poles[pole + 2];
        }
      }
    } else {
      let w = 0, dw = 0;
      for (let i = 0; i <= degree; i++, pole += dimension) {
        const weight = weights[span - degree + i];
        const b = values[i] * weight, d = firsts[i] * weight;
        w += b;
        dw += d;
        x += b * poles[pole];
        y += b * poles[pole + 1];
        dx += d * poles[pole];
        dy += d * poles[pole + 1];
        if (dimension === 3) {
          z += b * poles[pole + 2];
          dz += d * poles[pole + 2];
        }
      }
      x /= w;
      y /= w;
      z /= w;
      dx = (dx - dw * x) / w;
      dy = (dy - dw * y) / w;
      dz = (dz - dw * z) / w;
    }
    out[0] = x;
    out[1] = y;
    if (dimension === 3) {
      out[2] = z;
      out[3] = dx;
      out[4] = dy;
      out[5] = dz;
    } else {
      out[2] = dx;
      out[3] = dy;
    }
  }

  derive(t: number, order: number, out: Float64Array): void {
    const { basis, poles, weights, dimension } = this;
    const width = basis.degree + 1;
    const parameter = basis.wrap(t);
    const span = basis.span(parameter);
    const low = order <= SCRATCH_ORDER;
    const functions = low ? NurbsCurve.#functions : new Float64Array((order + 1) * width);
    basisDerivatives(basis.knots, basis.degree, span, parameter, order, functions);
    const w = low ? NurbsCurve.#weights : new Float64Array(order + 1);
    const least = span - basis.degree;
    for (let k = 0; k <= order; k++) {
      const at = k * width, to = k * dimension;
      let x = 0, y = 0, z = 0, sum = 0;
      for (let i = 0, pole = least * dimension; i < width; i++, pole += dimension) {
        const b = weights === null ? functions[at + i] : functions[at + i] * weights[least + i];
        sum += b;
        x += b * poles[pole];
        y += b * poles[pole + 1];
        if (dimension === 3) z += b * poles[pole + 2];
      }
      w[k] = sum;
      out[to] = x;
      out[to + 1] = y;
      if (dimension === 3) out[to + 2] = z;
      if (weights === null) continue;
      // The quotient's derivative by Leibniz: A(k) = sum over j of (k over j) w(j) C(k - j).
      let binomial = 1;
      for (let j = 1; j <= k; j++) {
        binomial = binomial * (k - j + 1) / j;
        for (let d = 0; d < dimension; d++) {
          out[k * dimension + d] -= binomial * w[j] * out[(k - j) * dimension + d];
        }
      }
      for (let d = 0; d < dimension; d++) out[k * dimension + d] /= w[0];
    }
  }

  breaks(first: number, last: number): number[] {
    return this.basis.breaks(first, last);
  }
}
