import { basisDerivatives, basisFirst, KnotVector, MAX_DEGREE } from "./nurbs_basis.ts";
import { NurbsRow, type SurfaceRow } from "./nurbs_row.ts";
import type { SmoothSurface } from "../smooth.ts";

/** What a B-spline surface is made of. */
interface NurbsSurfaceData {
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
  static readonly #secondsU = new Float64Array(3 * (MAX_DEGREE + 1));
  static readonly #secondsV = new Float64Array(3 * (MAX_DEGREE + 1));
  static readonly #sums = new Float64Array(24);
  static readonly #rowSums = new Float64Array(12);

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
    const bu = this.basisU, bv = this.basisV, weights = this.weights, poles = this.poles;
    const widthU = bu.degree + 1, widthV = bv.degree + 1;
    const nu = NurbsSurface.#secondsU, nv = NurbsSurface.#secondsV;
    const pu = bu.wrap(u), pv = bv.wrap(v);
    const spanU = bu.span(pu), spanV = bv.span(pv);
    basisDerivatives(bu.knots, bu.degree, spanU, pu, 2, nu);
    basisDerivatives(bv.knots, bv.degree, spanV, pv, 2, nv);
    // Four numbers for each of S, Su, Sv, Suu, Suv, Svv: the weight is the fourth.
    const sums = NurbsSurface.#sums.fill(0), row = NurbsSurface.#rowSums;
    for (let i = 0; i < widthU; i++) {
      row.fill(0);
      let pole = (spanU - bu.degree + i) * bv.count + spanV - bv.degree;
      for (let j = 0; j < widthV; j++, pole++) {
        const weight = weights === null ? 1 : weights[pole];
        const x = poles[3 * pole] * weight, y = poles[3 * pole + 1] * weight;
        const z = poles[3 * pole + 2] * weight;
        for (let k = 0; k < 3; k++) {
          const b = nv[k * widthV + j];
          row[4 * k] += b * x;
          row[4 * k + 1] += b * y;
          row[4 * k + 2] += b * z;
          row[4 * k + 3] += b * weight;
        }
      }
      const b = nu[i], b1 = nu[widthU + i], b2 = nu[2 * widthU + i];
      for (let d = 0; d < 4; d++) {
        sums[d] += b * row[d];
        sums[4 + d] += b1 * row[d];
        sums[8 + d] += b * row[4 + d];
        sums[12 + d] += b2 * row[d];
        sums[16 + d] += b1 * row[4 + d];
        sums[20 + d] += b * row[8 + d];
      }
    }
    if (weights === null) {
      for (let k = 0; k < 6; k++) {
        for (let d = 0; d < 3; d++) out[3 * k + d] = sums[4 * k + d];
      }
      return;
    }
    // The quotient rule, by orders: each takes the lower ones as they have become.
    const w = sums[3], wu = sums[7], wv = sums[11];
    for (let d = 0; d < 3; d++) {
      const s = sums[d] / w;
      const su = (sums[4 + d] - wu * s) / w;
      const sv = (sums[8 + d] - wv * s) / w;
      out[d] = s;
      out[3 + d] = su;
      out[6 + d] = sv;
      out[9 + d] = (sums[12 + d] - 2 * wu * su - sums[15] * s) / w;
      out[12 + d] = (sums[16 + d] - wu * sv - wv * su - sums[19] * s) / w;
      out[15 + d] = (sums[20 + d] - 2 * wv * sv - sums[23] * s) / w;
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
