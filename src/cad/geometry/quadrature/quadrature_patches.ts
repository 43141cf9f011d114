/**
 * The inner integral of Green's theorem on a free-form surface.
 *
 * @module
 */
import { NurbsSurface } from "../nurbs/nurbs_surface.ts";
import {
  legendre,
  legendreIntegrals,
  type LegendreRule,
  legendreRule,
} from "./quadrature_legendre.ts";
import type { Surface } from "../surface.ts";
import type { MonotonePiece, ParameterBox } from "../trimming/trimming_pieces.ts";

/** Points in each direction that a patch is tried with, before it is halved. */
const ORDERS = [5, 9, 14] as const;
const RULES: readonly LegendreRule[] = ORDERS.map(legendreRule);
const LAST = ORDERS.length - 1;
const MOST = ORDERS[LAST];

/**
 * The last two coefficients of an expansion must be below this share of its greatest density
 * where the boundary cuts the patch. What is cut off is smaller still, and integration divides it
 * by the degree.
 */
const TAIL_CUT = 1e-7;

/**
 * The same where it does not: there the integral over the whole patch is all that counts, and a
 * Gauss rule whose last coefficients are small is as exact as their square.
 */
const TAIL_WHOLE = 1e-5;

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

/** A rectangle between neighbouring knots: a patch that the boundary cuts, or four integrals. */
type Cell = { readonly cut: Patch } | { readonly cut: null; readonly whole: Float64Array };

/** What is integrated over a surface: densities in its parameters. */
export interface SurfaceDensity {
  readonly components: number;
  /**
   * Writes the densities at a point, given what `Surface.d1` gave there. The first is positive, |du
   * x dv| or a multiple of it; the others are measured against it.
   */
  evaluate(q: Float64Array, out: Float64Array): void;
  /** By what each component is divided before it is measured against the first one. */
  readonly sizes: Float64Array;
}

/** The density |du x dv| and its three first moments about a reference point. */
export function areaDensity(reference: ArrayLike<number>, size: number): SurfaceDensity {
  return {
    components: 4,
    sizes: Float64Array.of(1, size, size, size),
    evaluate(q, out) {
      const x = q[4] * q[8] - q[5] * q[7];
      const y = q[5] * q[6] - q[3] * q[8];
      const z = q[3] * q[7] - q[4] * q[6];
      const density = Math.sqrt(x * x + y * y + z * z);
      out[0] = density;
      out[1] = density * (q[0] - reference[0]);
      out[2] = density * (q[1] - reference[1]);
      out[3] = density * (q[2] - reference[2]);
    },
  };
}

/**
 * Integrals along u of densities of a surface, from the left edge of a box:
 *
 *     F(u, v) = integral over s from u0 to u of f(s, v) ds.
 *
 * The surface is approximated, patch by patch between its knots and only where it is asked for, by
 * sums of Legendre polynomials; the orders adapt, and patches on which the highest order does not
 * suffice are halved. The many points of a trimming curve then cost polynomials instead of surface
 * evaluations.
 *
 * A cell between knots that the boundary does not cut lies inside or outside as a whole. Its
 * density may then be spread evenly along v without changing any integral over the region, so F
 * is smooth only between the knots in v: integrals of F have to be cut there ({@linkcode rows}).
 */
export class PatchIntegrals {
  /** The greatest density met so far. */
  peak = 0;
  /** An estimate of what the first component of patches at the greatest depth may be wrong by. */
  unresolved = 0;
  /** The values of v, the box's ends included, between which F is smooth. */
  readonly rows: readonly number[];
  readonly #surface: Surface;
  readonly #density: SurfaceDensity;
  readonly #components: number;
  readonly #columns: readonly number[];
  readonly #cells: (Cell | undefined)[];
  readonly #boundary: readonly MonotonePiece[];
  readonly #samples: Float64Array;
  readonly #half: Float64Array;
  readonly #values: Float64Array;
  readonly #point = new Float64Array(9);
  readonly #p = new Float64Array(MOST + 1);
  readonly #q = new Float64Array(MOST + 1);

  /** @param boundary the boundary of the region, none of it outside of the box */
  constructor(
    surface: Surface,
    box: ParameterBox,
    boundary: readonly MonotonePiece[],
    density: SurfaceDensity,
  ) {
    this.#surface = surface;
    this.#density = density;
    const n = this.#components = density.components;
    this.#samples = new Float64Array(n * MOST * MOST);
    this.#half = new Float64Array(n * MOST * MOST);
    this.#values = new Float64Array(n);
    this.#boundary = boundary;
    this.#columns = [box.u0, ...surface.breaksU(box.u0, box.u1), box.u1];
    this.rows = [box.v0, ...surface.breaksV(box.v0, box.v1), box.v1];
    this.#cells = new Array((this.#columns.length - 1) * (this.rows.length - 1));
  }

  /** Writes F(u, v), one number a component. The point must be on the boundary. */
  upTo(u: number, v: number, out: Float64Array): void {
    const columns = this.#columns, rows = this.rows, across = columns.length - 1;
    out.fill(0, 0, this.#components);
    let row = 0;
    while (row < rows.length - 2 && v > rows[row + 1]) row++;
    const height = rows[row + 1] - rows[row];
    for (let column = 0; column < across && columns[column] < u; column++) {
      const cell = this.#cells[row * across + column] ??= this.#cell(column, row);
      if (cell.cut !== null) {
        // The last column continues beyond the box by what rounding asks for.
        const full = u >= columns[column + 1] && column < across - 1;
        this.#add(cell.cut, full ? Infinity : u, v, out);
      } else if (2 * u > columns[column] + columns[column + 1]) {
        // No boundary inside: up to rounding, u is at one of the cell's sides.
        for (let k = 0; k < this.#components; k++) out[k] += cell.whole[k] / height;
      }
    }
  }

  #cell(column: number, row: number): Cell {
    const [u0, u1] = [this.#columns[column], this.#columns[column + 1]];
    const [v0, v1] = [this.rows[row], this.rows[row + 1]];
    const cut = newPatch(u0, u1, v0, v1, 0);
    if (this.#boundary.some((piece) => cuts(piece, cut))) return { cut };
    const whole = new Float64Array(this.#components);
    this.#total(cut, whole);
    return { cut: null, whole };
  }

  /** Adds the integrals over all of a patch. */
  #total(patch: Patch, out: Float64Array): void {
    this.#expand(patch, TAIL_WHOLE);
    if (patch.halves !== null) {
      for (const half of patch.halves) this.#total(half, out);
      return;
    }
    const area = (patch.u1 - patch.u0) * (patch.v1 - patch.v0);
    const size = patch.nu * patch.nv;
    for (let k = 0; k < this.#components; k++) out[k] += area * patch.coefficients![k * size];
  }

  #add(patch: Patch, u: number, v: number, out: Float64Array): void {
    if (patch.coefficients === null && patch.halves === null) this.#expand(patch, TAIL_CUT);
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
      for (let k = 0; k < this.#components; k++) {
        let sum = 0;
        for (let n = 0, at = k * nu * nv; n < nv; n++) sum += c[at++] * p[n];
        out[k] += 2 * half * sum;
      }
      return;
    }
    legendreIntegrals((u - patch.u0) / half - 1, nu, q);
    for (let k = 0, at = 0; k < this.#components; k++) {
      let total = 0;
      for (let m = 0; m < nu; m++) {
        let sum = 0;
        for (let n = 0; n < nv; n++) sum += c[at++] * p[n];
        total += q[m] * sum;
      }
      out[k] += half * total;
    }
  }

  /** Finds the expansion of a patch, or halves it. */
  #expand(patch: Patch, tail: number): void {
    let ru = 0, rv = 0, beforeU = Infinity, beforeV = Infinity;
    for (;;) {
      const peak = this.#sample(patch, RULES[ru], RULES[rv]);
      this.peak = Math.max(this.peak, peak);
      const nu = ORDERS[ru], nv = ORDERS[rv];
      const [tailU, tailV] = this.#tails(nu, nv);
      const allowed = tail * peak + 1e-13 * this.peak;
      const wantU = !(tailU <= allowed), wantV = !(tailV <= allowed);
      const moreU = wantU && ru < LAST && hopeful(tailU, beforeU, allowed);
      const moreV = wantV && rv < LAST && hopeful(tailV, beforeV, allowed);
      // Raising one order is of no use where the other direction has to be halved anyway.
      if ((wantU || wantV) && moreU === wantU && moreV === wantV) {
        if (moreU) [ru, beforeU] = [ru + 1, tailU];
        if (moreV) [rv, beforeV] = [rv + 1, tailV];
        continue;
      }
      // What is not finite stays so, however small the patch.
      if ((wantU || wantV) && patch.depth < DEPTH && Number.isFinite(this.#samples[0])) {
        patch.alongU = wantU && !moreU && (!wantV || moreV || tailU >= tailV);
        patch.halves = halvesOf(patch);
        return;
      }
      if (wantU || wantV) {
        this.unresolved += Math.max(tailU, tailV) * (patch.u1 - patch.u0) * (patch.v1 - patch.v0);
      }
      patch.nu = nu;
      patch.nv = nv;
      patch.coefficients = this.#samples.slice(0, this.#components * nu * nv);
      return;
    }
  }

  /** Leaves the coefficients of the patch in `#samples`; returns the greatest density met. */
  #sample(patch: Patch, inU: LegendreRule, inV: LegendreRule): number {
    const nu = inU.nodes.length, nv = inV.nodes.length;
    const s = this.#samples, h = this.#half, q = this.#point, values = this.#values;
    const count = this.#components, density = this.#density;
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
        density.evaluate(q, values);
        if (!(values[0] <= peak)) peak = values[0];
        const at = i * nv + j;
        for (let k = 0; k < count; k++) s[k * size + at] = values[k];
      }
    }
    // First along v, then along u.
    for (let k = 0; k < this.#components; k++) {
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

  /** The greatest of the last two coefficients in u and in v, divided by the sizes. */
  #tails(nu: number, nv: number): [number, number] {
    const s = this.#samples, { sizes } = this.#density;
    let tailU = 0, tailV = 0;
    for (let k = 0; k < this.#components; k++) {
      const at = k * nu * nv, unit = 1 / sizes[k];
      for (let n = 0, i = at + (nu - 2) * nv; n < 2 * nv; n++, i++) {
        const value = unit * Math.abs(s[i]);
        if (!(value <= tailU)) tailU = value;
      }
      for (let m = 0, i = at + nv - 2; m < nu; m++, i += nv) {
        const value = unit * Math.max(Math.abs(s[i]), Math.abs(s[i + 1]));
        if (!(value <= tailV)) tailV = value;
      }
    }
    return [tailU, tailV];
  }
}

/** Whether the next order may do: tails that fell by a factor are taken to fall by it again. */
function hopeful(tail: number, before: number, allowed: number): boolean {
  return before === Infinity || tail * tail <= 10 * allowed * before;
}

/** Whether a piece's box reaches into the patch: touching its sides does not count. */
function cuts(piece: MonotonePiece, patch: Patch): boolean {
  return Math.min(piece.u0, piece.u1) < patch.u1 && Math.max(piece.u0, piece.u1) > patch.u0 &&
    Math.min(piece.v0, piece.v1) < patch.v1 && Math.max(piece.v0, piece.v1) > patch.v0;
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
