/**
 * What flows through strips of a surface of revolution, in closed form.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import type { ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";
import { evaluateFace } from "../faces/normal.ts";
import { turningAxis } from "../faces/turning_axis.ts";

/**
 * Integrates over u on a face whose surface turns about an axis z as u grows, by its values at one
 * end alone: with N = du x dv, and P = C + R where C is on the axis and R perpendicular to it, both
 * N and R turn about z. So |N| and R.N are constant; of N the part along z is, and the integral of
 * the rest W is W x z, taken between the ends.
 */
export class TurnedFlux {
  readonly #face: Face;
  readonly #axis: readonly [number, number, number];
  readonly #middle: Float64Array;
  readonly #u0: number;
  readonly #sign: number;
  readonly #q = new Float64Array(9);

  private constructor(
    face: Face,
    axis: readonly [number, number, number],
    middle: Float64Array,
    u0: number,
  ) {
    this.#face = face;
    this.#axis = axis;
    this.#middle = middle;
    this.#u0 = u0;
    this.#sign = face.reversed ? -1 : 1;
  }

  /**
   * Null where the surface has no axis that can be told.
   *
   * @param middle from where positions are taken
   */
  static of(face: Face, box: ParameterBox, middle: Float64Array): TurnedFlux | null {
    const axis = turningAxis((u, v, out) => evaluateFace(face, u, v, out), box);
    return axis === null ? null : new TurnedFlux(face, axis, middle, box.u0);
  }

  /**
   * Writes the integrals from the box's first u to a place of |N|, of x.N / 3 and of N, the normal
   * outwards: 5 numbers.
   */
  upTo(u: number, v: number, out: Float64Array): void {
    const q = this.#q, [zx, zy, zz] = this.#axis, m = this.#middle, sign = this.#sign;
    evaluateFace(this.#face, u, v, q);
    const ux = q[3], uy = q[4], uz = q[5];
    const nx = uy * q[8] - uz * q[7], ny = uz * q[6] - ux * q[8], nz = ux * q[7] - uy * q[6];
    const rx = uy * zz - uz * zy, ry = uz * zx - ux * zz, rz = ux * zy - uy * zx;
    const along = nx * zx + ny * zy + nz * zz;
    const wx = nx - along * zx, wy = ny - along * zy, wz = nz - along * zz;
    // W less W at u0, which is cos(width) W - sin(width) z x W.
    const width = u - this.#u0, c = 1 - Math.cos(width), s = Math.sin(width);
    const dx = c * wx + s * (zy * wz - zz * wy);
    const dy = c * wy + s * (zz * wx - zx * wz);
    const dz = c * wz + s * (zx * wy - zy * wx);
    const ix = dy * zz - dz * zy + along * width * zx;
    const iy = dz * zx - dx * zz + along * width * zy;
    const iz = dx * zy - dy * zx + along * width * zz;
    const x = q[0] - rx - m[0], y = q[1] - ry - m[1], z = q[2] - rz - m[2];
    const flux = x * ix + y * iy + z * iz + (rx * wx + ry * wy + rz * wz) * width;
    out[0] = Math.sqrt(nx * nx + ny * ny + nz * nz) * width;
    out[1] = sign * flux / 3;
    out[2] = sign * ix;
    out[3] = sign * iy;
    out[4] = sign * iz;
  }
}
