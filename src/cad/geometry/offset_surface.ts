import { NurbsSurface } from "./nurbs/nurbs_surface.ts";
import type { SmoothSurface } from "./smooth.ts";
import type { Surface } from "./surface.ts";

/**
 * A surface at a fixed distance from another one, along its unit normal:
 * `S + distance (Su x Sv) / |Su x Sv|`.
 *
 * An offset of an offset is one offset by the sum. Where the basis has no normal (a pole), the
 * normal just inside is taken.
 */
export class OffsetSurface implements Surface {
  readonly kind = "offset";
  readonly periodU: number;
  readonly periodV: number;
  readonly basis: SmoothSurface;
  readonly distance: number;
  readonly #scratch = new Float64Array(18);

  constructor(basis: SmoothSurface | OffsetSurface, distance: number) {
    if (basis instanceof OffsetSurface) {
      this.basis = basis.basis;
      this.distance = basis.distance + distance;
    } else {
      this.basis = basis;
      this.distance = distance;
    }
    this.periodU = this.basis.periodU;
    this.periodV = this.basis.periodV;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const b = this.#scratch, distance = this.distance;
    this.basis.d2(u, v, b);
    const x = b[0], y = b[1], z = b[2];
    let nx = b[4] * b[8] - b[5] * b[7];
    let ny = b[5] * b[6] - b[3] * b[8];
    let nz = b[3] * b[7] - b[4] * b[6];
    let square = nx * nx + ny * ny + nz * nz;
    if (!(square > SINGULAR * size(b))) {
      this.#moveInside(u, v, b);
      nx = b[4] * b[8] - b[5] * b[7];
      ny = b[5] * b[6] - b[3] * b[8];
      nz = b[3] * b[7] - b[4] * b[6];
      square = nx * nx + ny * ny + nz * nz;
    }
    const factor = square > 0 ? distance / Math.sqrt(square) : 0;
    out[0] = x + factor * nx;
    out[1] = y + factor * ny;
    out[2] = z + factor * nz;
    for (let k = 0; k < 2; k++) {
      // m is the derivative of n = Su x Sv: Suk x Sv + Su x Svk.
      const a = k === 0 ? 9 : 12, c = k === 0 ? 12 : 15, first = k === 0 ? 3 : 6;
      const mx = b[a + 1] * b[8] - b[a + 2] * b[7] + b[4] * b[c + 2] - b[5] * b[c + 1];
      const my = b[a + 2] * b[6] - b[a] * b[8] + b[5] * b[c] - b[3] * b[c + 2];
      const mz = b[a] * b[7] - b[a + 1] * b[6] + b[3] * b[c + 1] - b[4] * b[c];
      const along = square > 0 ? (nx * mx + ny * my + nz * mz) / square : 0;
      out[first] = b[first] + factor * (mx - along * nx);
      out[first + 1] = b[first + 1] + factor * (my - along * ny);
      out[first + 2] = b[first + 2] + factor * (mz - along * nz);
    }
  }

  /** Evaluates the basis a little nearer to the middle of its domain, away from a pole. */
  #moveInside(u: number, v: number, out: Float64Array): void {
    const { basis } = this;
    let middleU = u, middleV = 0, size = 1;
    if (basis instanceof NurbsSurface) {
      const { basisU, basisV } = basis;
      middleU = (basisU.first + basisU.last) / 2;
      middleV = (basisV.first + basisV.last) / 2;
      size = Math.max(basisU.last - basisU.first, basisV.last - basisV.first);
    }
    // Nearer the normal drowns in rounding, farther it turns: both are 1e-8 here.
    const step = 1e-8;
    const du = step * Math.max(-size, Math.min(size, middleU - u));
    const dv = step * (v === middleV ? size : Math.max(-size, Math.min(size, middleV - v)));
    basis.d2(u + du, v + dv, out);
  }

  breaksU(first: number, last: number): number[] {
    return this.basis.breaksU(first, last);
  }

  breaksV(first: number, last: number): number[] {
    return this.basis.breaksV(first, last);
  }
}

/** The square of the ratio below which one tangent is but noise beside the other. */
const SINGULAR = 1e-24;

/** The fourth power of the longer tangent. */
function size(b: Float64Array): number {
  const longer = Math.max(
    b[3] * b[3] + b[4] * b[4] + b[5] * b[5],
    b[6] * b[6] + b[7] * b[7] + b[8] * b[8],
  );
  return longer * longer;
}
