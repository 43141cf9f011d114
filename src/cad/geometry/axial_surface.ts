import type { SurfaceKind } from "./surface.ts";
import type { SmoothSurface } from "./smooth.ts";

/**
 * What cylinders, cones, spheres and tori share: a profile `(radius(v), height(v))` turned about
 * the z axis of a frame: `origin + radius(v) (cos(u) x + sin(u) y) + height(v) z`.
 */
export abstract class AxialSurface implements SmoothSurface {
  abstract readonly kind: SurfaceKind;
  abstract readonly periodV: number;
  readonly periodU = 2 * Math.PI;
  /** Origin, x axis, y axis, z axis: 12 numbers. The frame may be left-handed. */
  readonly frame: Float64Array;

  constructor(frame: Float64Array) {
    this.frame = frame;
  }

  abstract d1(u: number, v: number, out: Float64Array): void;
  abstract d2(u: number, v: number, out: Float64Array): void;

  breaksU(_first: number, _last: number): number[] {
    return [];
  }

  breaksV(_first: number, _last: number): number[] {
    return [];
  }

  /** Point and first derivatives from the profile `r`, `h` and its derivatives. */
  protected turn1(
    u: number,
    r: number,
    h: number,
    dr: number,
    dh: number,
    out: Float64Array,
  ): void {
    const f = this.frame;
    const c = Math.cos(u), s = Math.sin(u);
    const ex = c * f[3] + s * f[6], ey = c * f[4] + s * f[7], ez = c * f[5] + s * f[8];
    out[0] = f[0] + r * ex + h * f[9];
    out[1] = f[1] + r * ey + h * f[10];
    out[2] = f[2] + r * ez + h * f[11];
    out[3] = r * (c * f[6] - s * f[3]);
    out[4] = r * (c * f[7] - s * f[4]);
    out[5] = r * (c * f[8] - s * f[5]);
    out[6] = dr * ex + dh * f[9];
    out[7] = dr * ey + dh * f[10];
    out[8] = dr * ez + dh * f[11];
  }

  /** The second derivatives, behind the first ones. */
  protected turn2(
    u: number,
    r: number,
    dr: number,
    ddr: number,
    ddh: number,
    out: Float64Array,
  ): void {
    const f = this.frame;
    const c = Math.cos(u), s = Math.sin(u);
    for (let i = 0; i < 3; i++) {
      const radial = c * f[3 + i] + s * f[6 + i];
      out[9 + i] = -r * radial;
      out[12 + i] = dr * (c * f[6 + i] - s * f[3 + i]);
      out[15 + i] = ddr * radial + ddh * f[9 + i];
    }
  }
}
