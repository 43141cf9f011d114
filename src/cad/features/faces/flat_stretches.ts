/**
 * What straight stretches of its border add to the area of a face on a plane.
 *
 * @module
 */
import { Line } from "../../geometry/line.ts";
import type { Plane } from "../../geometry/plane.ts";
import type { TrimCurve } from "../../geometry/trimming/trimming_image.ts";

/**
 * Evaluates the integrand of areas (`areaForm`) where the surface is a plane and the curve a line,
 * as most are: the same arithmetic in the same order, without a call for each value.
 */
export class FlatStretches {
  readonly #frame: Float64Array;
  readonly #v0: number;
  readonly #reference: readonly [number, number, number];
  /** |du x dv|. */
  readonly density: number;

  /**
   * @param v0 from where the inner integral over v goes
   * @param reference the point that moments are taken about
   */
  constructor(plane: Plane, v0: number, reference: readonly [number, number, number]) {
    const f = this.#frame = plane.frame;
    this.#v0 = v0;
    this.#reference = reference;
    const x = f[4] * f[8] - f[5] * f[7];
    const y = f[5] * f[6] - f[3] * f[8];
    const z = f[3] * f[7] - f[4] * f[6];
    this.density = Math.sqrt(x * x + y * y + z * z);
  }

  /** Writes the area and three moments at each place; false where the curve is no line. */
  write(trim: TrimCurve, t: Float64Array, count: number, out: Float64Array): boolean {
    const { curve, reversed, shiftU, shiftV } = trim;
    if (!(curve instanceof Line)) return false;
    const { x, y, dx, dy } = curve, f = this.#frame, v0 = this.#v0, density = this.density;
    const [rx, ry, rz] = this.#reference, weight = reversed ? -dx : dx;
    for (let k = 0, at = 0; k < count; k++, at += 4) {
      const u = x + t[k] * dx + shiftU, v = y + t[k] * dy + shiftV, half = (v + v0) / 2;
      const area = -density * (v - v0);
      out[at] = area * weight;
      out[at + 1] = area * (f[0] + u * f[3] + half * f[6] - rx) * weight;
      out[at + 2] = area * (f[1] + u * f[4] + half * f[7] - ry) * weight;
      out[at + 3] = area * (f[2] + u * f[5] + half * f[8] - rz) * weight;
    }
    return true;
  }
}
