/**
 * The inner integral of Green's theorem on a free-form surface.
 *
 * @module
 */
import {
  legendre,
  legendreIntegrals,
  type LegendreRule,
  legendreRule,
} from "./quadrature_legendre.ts";
import { NurbsSurface } from "./nurbs_surface.ts";
import type { Surface } from "./surface.ts";
import type { ParameterBox } from "./trimming_pieces.ts";

/** Points in each direction that a patch is tried with, before it is halved. */
const ORDERS = [5, 9, 14] as const;
const RULES: readonly LegendreRule[] = ORDERS.map(legendreRule);
const MOST = ORDERS[ORDERS.length - 1];

/**
 * The last two coefficients of a patch's expansion must be below this share of its greatest
 * density. What is cut off is smaller still, and integration divides it by the degree.
 */
const TAIL = 1e-8;

/** The greatest number of halvings of a patch between knots. */
const DEPTH = 16;

/** A rectangle of the parameters, with its expansion or its two halves. */
interface Patch {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  readonly depth: number;
  /** Degrees + 1 of the expansion in u and v. */
  nu: number;
  nv: number;
  /** Coefficients by component, degree in u, degree in v; null where the patch is halved. */
  coefficients: Float64Array | null;
  /** The halves, and whether they lie side by side in u. */
  halves: [Patch, Patch] | null;
  alongU: boolean;
}

/**
 * Integrals along u of a surface's density and its first moments, from the left edge of a box:
 *
 *     F(u, v) = integral over s from u0 to u of J(s, v) (1, x - r, y - r, z - r) ds,
 *
 * where J = |du x dv| and r is a reference point. The surface is approximated, patch by patch
 * between its knots and only where it is asked for, by sums of Legendre polynomials; the orders
 * adapt, and patches on which the highest order does not suffice are halved. The many points of a
 * trimming curve then cost polynomials instead of surface evaluations.
 */
export class PatchIntegrals {
  /** The greatest density met so far. */
  peak = 0;
  /** An estimate of the area that patches at the greatest depth may be wrong by. */
  unresolved = 0;
  readonly #surface: Surface;
  readonly #reference: Float64Array;
  /** The size of the region in space: moments are measured against density times this. */
  readonly #size: number;
  readonly #breaksU: number[];
  readonly #breaksV: number[];
  readonly #patches: (Patch | undefined)[];
  readonly #samples = new Float64Array(4 * MOST * MOST);
  readonly #half = new Float64Array(4 * MOST * MOST);
  readonly #point = new Float64Array(9);
  readonly #p = new Float64Array(MOST + 1);
  readonly #q = new Float64Array(MOST + 1);

  constructor(surface: Surface, box: ParameterBox, reference: Float64Array, size: number) {
    this.#surface = surface;
    this.#reference = reference;
    this.#size = size;
    this.#breaksU = [box.u0, ...surface.breaksU(box.u0, box.u1), box.u1];
    this.#breaksV = [box.v0, ...surface.breaksV(box.v0, box.v1), box.v1];
    this.#patches = new Array((this.#breaksU.length - 1) * (this.#breaksV.length - 1));
  }

  /** Writes F(u, v): area first, then the three moments. */
  upTo(u: number, v: number, out: Float64Array): void {
    const bu = this.#breaksU, bv = this.#breaksV, columns = bu.length - 1;
    out[0] =
      out[1] =
      out[2] =
      out[3] =
        0;
    let row = 0;
    while (row < bv.length - 2 && v > bv[row + 1]) row++;
    for (let column = 0; column < columns && bu[column] < u; column++) {
      const at = row * columns + column;
      const patch = this.#patches[at] ??= newPatch(
        bu[column],
        bu[column + 1],
        bv[row],
        bv[row + 1],
        0,
      );
      // The last column continues beyond the box by what rounding asks for.
      this.#add(patch, u >= patch.u1 && column < columns - 1 ? Infinity : u, v, out);
    }
  }

  #add(patch: Patch, u: number, v: number, out: Float64Array): void {
    if (patch.coefficients === null && patch.halves === null) this.#expand(patch);
    if (patch.halves !== null) {
      const [low, high] = patch.halves;
      if (!patch.alongU) this.#add(v <= low.v1 ? low : high, u, v, out);
      else {
        this.#add(low, u >= low.u1 ? Infinity : u, v, out);
        if (u > low.u1) this.#add(high, u, v, out);
      }
      return;
    }
    const { nu, nv } = patch, c = patch.coefficients!, p = this.#p, q = this.#q;
    const half = (patch.u1 - patch.u0) / 2;
    legendre((2 * v - patch.v0 - patch.v1) / (patch.v1 - patch.v0), nv, p);
    if (u === Infinity) {
      // Over the whole width only the degree 0 in u is left, twice.
      for (let k = 0; k < 4; k++) {
        let sum = 0;
        for (let n = 0, at = k * nu * nv; n < nv; n++) sum += c[at++] * p[n];
        out[k] += 2 * half * sum;
      }
      return;
    }
    legendreIntegrals((u - patch.u0) / half - 1, nu, q);
    for (let k = 0, at = 0; k < 4; k++) {
      let total = 0;
      for (let m = 0; m < nu; m++) {
        let sum = 0;
        for (let n = 0; n < nv; n++) sum += c[at++] * p[n];
        total += q[m] * sum;
      }
      out[k] += half * total;
    }
  }

  #expand(patch: Patch): void {
    let ru = 0, rv = 0;
    for (;;) {
      const peak = this.#sample(patch, RULES[ru], RULES[rv]);
      this.peak = Math.max(this.peak, peak);
      const nu = ORDERS[ru], nv = ORDERS[rv];
      const [tailU, tailV] = this.#tails(nu, nv);
      const allowed = TAIL * peak + 1e-13 * this.peak;
      const last = ORDERS.length - 1;
      const wantU = !(tailU <= allowed), wantV = !(tailV <= allowed);
      if ((wantU && ru < last) || (wantV && rv < last)) {
        if (wantU && ru < last) ru++;
        if (wantV && rv < last) rv++;
        continue;
      }
      if ((wantU || wantV) && patch.depth < DEPTH) {
        patch.alongU = wantU && (!wantV || tailU >= tailV);
        patch.halves = halvesOf(patch);
        return;
      }
      if (wantU || wantV) {
        this.unresolved += Math.max(tailU, tailV) * (patch.u1 - patch.u0) * (patch.v1 - patch.v0);
      }
      patch.nu = nu;
      patch.nv = nv;
      patch.coefficients = this.#samples.slice(0, 4 * nu * nv);
      return;
    }
  }

  /** Leaves the coefficients of the patch in `#samples`; returns the greatest density met. */
  #sample(patch: Patch, inU: LegendreRule, inV: LegendreRule): number {
    const nu = inU.nodes.length, nv = inV.nodes.length;
    const s = this.#samples, h = this.#half, q = this.#point, r = this.#reference;
    const size = nu * nv;
    const cu = (patch.u0 + patch.u1) / 2, hu = (patch.u1 - patch.u0) / 2;
    const cv = (patch.v0 + patch.v1) / 2, hv = (patch.v1 - patch.v0) / 2;
    let peak = 0;
    const surface = this.#surface;
    for (let j = 0; j < nv; j++) {
      const v = cv + hv * inV.nodes[j];
      const row = surface instanceof NurbsSurface ? surface.isoV(v) : null;
      for (let i = 0; i < nu; i++) {
        if (row !== null) row.d1(cu + hu * inU.nodes[i], q);
        else surface.d1(cu + hu * inU.nodes[i], v, q);
        const x = q[4] * q[8] - q[5] * q[7];
        const y = q[5] * q[6] - q[3] * q[8];
        const z = q[3] * q[7] - q[4] * q[6];
        const density = Math.sqrt(x * x + y * y + z * z);
        if (!(density <= peak)) peak = density;
        const at = i * nv + j;
        s[at] = density;
        s[size + at] = density * (q[0] - r[0]);
        s[2 * size + at] = density * (q[1] - r[1]);
        s[3 * size + at] = density * (q[2] - r[2]);
      }
    }
    // First along v, then along u.
    for (let k = 0; k < 4; k++) {
      for (let i = 0; i < nu; i++) {
        const row = k * size + i * nv;
        for (let n = 0; n < nv; n++) {
          let sum = 0;
          for (let j = 0; j < nv; j++) sum += inV.transform[n * nv + j] * s[row + j];
          h[row + n] = sum;
        }
      }
      for (let m = 0; m < nu; m++) {
        for (let n = 0; n < nv; n++) {
          let sum = 0;
          for (let i = 0; i < nu; i++) sum += inU.transform[m * nu + i] * h[k * size + i * nv + n];
          s[k * size + m * nv + n] = sum;
        }
      }
    }
    return peak;
  }

  /** The greatest of the last two coefficients in u and in v, moments divided by the size. */
  #tails(nu: number, nv: number): [number, number] {
    const s = this.#samples;
    let tailU = 0, tailV = 0;
    for (let k = 0; k < 4; k++) {
      const at = k * nu * nv, unit = k === 0 ? 1 : 1 / this.#size;
      for (let n = 0; n < nv; n++) {
        tailU = Math.max(
          tailU,
          unit * Math.abs(s[at + (nu - 1) * nv + n]),
          unit * Math.abs(s[at + (nu - 2) * nv + n]),
        );
      }
      for (let m = 0; m < nu; m++) {
        tailV = Math.max(
          tailV,
          unit * Math.abs(s[at + m * nv + nv - 1]),
          unit * Math.abs(s[at + m * nv + nv - 2]),
        );
      }
    }
    return [tailU, tailV];
  }
}

function newPatch(u0: number, u1: number, v0: number, v1: number, depth: number): Patch {
  return { u0, u1, v0, v1, depth, nu: 0, nv: 0, coefficients: null, halves: null, alongU: false };
}

function halvesOf(patch: Patch): [Patch, Patch] {
  const { u0, u1, v0, v1 } = patch, depth = patch.depth + 1;
  const u = (u0 + u1) / 2, v = (v0 + v1) / 2;
  return patch.alongU
    ? [newPatch(u0, u, v0, v1, depth), newPatch(u, u1, v0, v1, depth)]
    : [newPatch(u0, u1, v0, v, depth), newPatch(u0, u1, v, v1, depth)];
}
