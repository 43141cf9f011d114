import { basisDerivatives, basisFirst, KnotVector, MAX_DEGREE } from "./nurbs_basis.ts";
import { NurbsRow, type SurfaceRow } from "./nurbs_row.ts";
import type { SmoothSurface } from "./smooth.ts";

/** What a B-spline surface is made of. */
export interface NurbsSurfaceData {
  readonly degreeU: number;
  readonly degreeV: number;
  /** Flat knots; in a periodic direction unrolled beyond both ends. */
  readonly knotsU: Float64Array;
  readonly knotsV: Float64Array;
  /** The poles, three numbers each, all of the first u, then all of the next. */
  readonly poles: Float64Array;
  /** One weight a pole, or null where the surface is not rational. */
  readonly weights: Float64Array | null;
  /** @default {false} */
  readonly periodicU?: boolean;
  /** @default {false} */
  readonly periodicV?: boolean;
}

/**
 * A B-spline surface, rational or not. Bezier surfaces are B-splines of one span.
 *
 * A surface whose ends meet without its being declared periodic has no period: beyond its domain
 * it continues by its last polynomial.
 */
export class NurbsSurface implements SmoothSurface {
  readonly kind = "nurbs";
  readonly periodU: number;
  readonly periodV: number;
  readonly basisU: KnotVector;
  readonly basisV: KnotVector;
  readonly poles: Float64Array;
  readonly weights: Float64Array | null;
  #row: NurbsRow | null = null;
  // Shared by all surfaces: an evaluation runs to its end before the next begins.
  static readonly #valuesU = new Float64Array(MAX_DEGREE + 1);
  static readonly #firstsU = new Float64Array(MAX_DEGREE + 1);
  static readonly #valuesV = new Float64Array(MAX_DEGREE + 1);
  static readonly #firstsV = new Float64Array(MAX_DEGREE + 1);

  constructor(data: NurbsSurfaceData) {
    this.basisU = new KnotVector(data.degreeU, data.knotsU, data.periodicU ?? false);
    this.basisV = new KnotVector(data.degreeV, data.knotsV, data.periodicV ?? false);
    this.periodU = this.basisU.period;
    this.periodV = this.basisV.period;
    this.poles = data.poles;
    this.weights = data.weights;
  }

  /** Whether the poles have weights that differ. */
  get rational(): boolean {
    return this.weights !== null;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const bu = this.basisU, bv = this.basisV;
    const degreeU = bu.degree, degreeV = bv.degree;
    const nu = NurbsSurface.#valuesU, du = NurbsSurface.#firstsU;
    const nv = NurbsSurface.#valuesV, dv = NurbsSurface.#firstsV;
    const pu = bu.wrap(u), pv = bv.wrap(v);
    const spanU = bu.span(pu), spanV = bv.span(pv);
    basisFirst(bu.knots, degreeU, spanU, pu, nu, du);
    basisFirst(bv.knots, degreeV, spanV, pv, nv, dv);
    const start = (spanU - degreeU) * bv.count + spanV - degreeV;
    if (this.weights === null) this.#sum(start, nu, du, nv, dv, out);
    else this.#quotient(start, this.weights, nu, du, nv, dv, out);
  }

  #sum(
    start: number,
    nu: Float64Array,
    du: Float64Array,
    nv: Float64Array,
    dv: Float64Array,
    out: Float64Array,
  ): void {
    const poles = this.poles, stride = 3 * this.basisV.count;
    const degreeU = this.basisU.degree, degreeV = this.basisV.degree;
    let x = 0, y = 0, z = 0, ux = 0, uy = 0, uz = 0, vx = 0, vy = 0, vz = 0;
    for (let i = 0, row = 3 * start; i <= degreeU; i++, row += stride) {
      let px = 0, py = 0, pz = 0, qx = 0, qy = 0, qz = 0;
      for (let j = 0, at = row; j <= degreeV; j++, at += 3) {
        const b = nv[j], d = dv[j];
        const a0 = poles[at], a1 = poles[at + 1], a2 = poles[at + 2];
        px += b * a0;
        py += b * a1;
        pz += b * a2;
        qx += d * a0;
        qy += d * a1;
        qz += d * a2;
      }
      const b = nu[i], d = du[i];
      x += b * px;
      y += b * py;
      z += b * pz;
      ux += d * px;
      uy += d * py;
      uz += d * pz;
      vx += b * qx;
      vy += b * qy;
      vz += b * qz;
    }
    out[0] = x;
    out[1] = y;
    out[2] = z;
    out[3] = ux;
    out[4] = uy;
    out[5] = uz;
    out[6] = vx;
    out[7] = vy;
    out[8] = vz;
  }

  #quotient(
    start: number,
    weights: Float64Array,
    nu: Float64Array,
    du: Float64Array,
    nv: Float64Array,
    dv: Float64Array,
    out: Float64Array,
  ): void {
    const poles = this.poles, stride = this.basisV.count;
    const degreeU = this.basisU.degree, degreeV = this.basisV.degree;
    let x = 0, y = 0, z = 0, ux = 0, uy = 0, uz = 0, vx = 0, vy = 0, vz = 0;
    let w = 0, uw = 0, vw = 0;
    for (let i = 0, row = start; i <= degreeU; i++, row += stride) {
      let px = 0, py = 0, pz = 0, pw = 0, qx = 0, qy = 0, qz = 0, qw = 0;
      for (let j = 0; j <= degreeV; j++) {
        const weight = weights[row + j], at = 3 * (row + j);
        const b = nv[j] * weight, d = dv[j] * weight;
        const a0 = poles[at], a1 = poles[at + 1], a2 = poles[at + 2];
        px += b * a0;
        py += b * a1;
        pz += b * a2;
        pw += b;
        qx += d * a0;
        qy += d * a1;
        qz += d * a2;
        qw += d;
      }
      const b = nu[i], d = du[i];
      x += b * px;
      y += b * py;
      z += b * pz;
      w += b * pw;
      ux += d * px;
      uy += d * py;
      uz += d * pz;
      uw += d * pw;
      vx += b * qx;
      vy += b * qy;
      vz += b * qz;
      vw += b * qw;
    }
    x /= w;
    y /= w;
    z /= w;
    out[0] = x;
    out[1] = y;
    out[2] = z;
    out[3] = (ux - uw * x) / w;
    out[4] = (uy - uw * y) / w;
    out[5] = (uz - uw * z) / w;
    out[6] = (vx - vw * x) / w;
    out[7] = (vy - vw * y) / w;
    out[8] = (vz - vw * z) / w;
  }

  d2(u: number, v: number, out: Float64Array): void {
    const bu = this.basisU, bv = this.basisV, weights = this.weights;
    const widthU = bu.degree + 1, widthV = bv.degree + 1;
    const pu = bu.wrap(u), pv = bv.wrap(v);
    const spanU = bu.span(pu), spanV = bv.span(pv);
    const nu = new Float64Array(3 * widthU), nv = new Float64Array(3 * widthV);
    basisDerivatives(bu.knots, bu.degree, spanU, pu, 2, nu);
    basisDerivatives(bv.knots, bv.degree, spanV, pv, 2, nv);
    const w = new Float64Array(6);
    out.fill(0, 0, 18);
    for (let i = 0; i < widthU; i++) {
      for (let j = 0; j < widthV; j++) {
        const pole = (spanU - bu.degree + i) * bv.count + spanV - bv.degree + j;
        const weight = weights === null ? 1 : weights[pole];
        for (let k = 0; k < 6; k++) {
          const b = nu[ORDER_U[k] * widthU + i] * nv[ORDER_V[k] * widthV + j] * weight;
          w[k] += b;
          for (let d = 0; d < 3; d++) out[3 * k + d] += b * this.poles[3 * pole + d];
        }
      }
    }
    if (weights === null) return;
    // The quotient rule, by orders: each takes the lower ones as they have become.
    for (let d = 0; d < 3; d++) {
      const s = out[d] / w[0];
      const su = (out[3 + d] - w[1] * s) / w[0];
      const sv = (out[6 + d] - w[2] * s) / w[0];
      out[d] = s;
      out[3 + d] = su;
      out[6 + d] = sv;
      out[9 + d] = (out[9 + d] - 2 * w[1] * su - w[3] * s) / w[0];
      out[12 + d] = (out[12 + d] - w[1] * sv - w[2] * su - w[4] * s) / w[0];
      out[15 + d] = (out[15 + d] - 2 * w[2] * sv - w[5] * s) / w[0];
    }
  }

  /**
   * Fixes v for a row of evaluations: the control net is contracted once, and each u then costs
   * no more than a point on a curve. The same object is given each time, so a row is valid until
   * the next call on this surface.
   */
  isoV(v: number): SurfaceRow {
    this.#row ??= new NurbsRow(this.basisU, this.basisV, this.poles, this.weights);
    this.#row.moveTo(v);
    return this.#row;
  }

  breaksU(first: number, last: number): number[] {
    return this.basisU.breaks(first, last);
  }

  breaksV(first: number, last: number): number[] {
    return this.basisV.breaks(first, last);
  }
}

/** The orders of differentiation of S, Su, Sv, Suu, Suv, Svv. */
const ORDER_U = [0, 1, 0, 2, 1, 0] as const;
const ORDER_V = [0, 0, 1, 0, 1, 2] as const;
