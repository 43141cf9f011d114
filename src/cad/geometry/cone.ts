import { AxialSurface } from "./axial_surface.ts";

/**
 * A cone: `origin + (radius + v sin(a)) (cos(u) x + sin(u) y) + v cos(a) z`, where `a` is the
 * semi-angle and v runs along the generating lines.
 */
export class Cone extends AxialSurface {
  readonly kind = "cone";
  readonly periodV = 0;
  /** The radius at v = 0. */
  readonly radius: number;
  /** The angle between axis and generating lines, in radians; may be negative. */
  readonly semiAngle: number;
  readonly #sine: number;
  readonly #cosine: number;

  /** @param frame origin, x axis, y axis, z axis: 12 numbers */
  constructor(frame: Float64Array, radius: number, semiAngle: number) {
    super(frame);
    this.radius = radius;
    this.semiAngle = semiAngle;
    this.#sine = Math.sin(semiAngle);
    this.#cosine = Math.cos(semiAngle);
  }

  d1(u: number, v: number, out: Float64Array): void {
    const s = this.#sine, c = this.#cosine;
    this.turn1(u, this.radius + v * s, v * c, s, c, out);
  }

  d2(u: number, v: number, out: Float64Array): void {
    const s = this.#sine;
    this.d1(u, v, out);
    this.turn2(u, this.radius + v * s, s, 0, 0, out);
  }
}
