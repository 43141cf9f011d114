import type { SmoothSurface } from "./smooth.ts";

/** A plane: `origin + u x + v y`. */
export class Plane implements SmoothSurface {
  readonly kind = "plane";
  readonly periodU = 0;
  readonly periodV = 0;
  /** Origin, x axis, y axis, z axis (the normal of a right-handed frame): 12 numbers. */
  readonly frame: Float64Array;

  constructor(frame: Float64Array) {
    this.frame = frame;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const f = this.frame;
    out[0] = f[0] + u * f[3] + v * f[6];
    out[1] = f[1] + u * f[4] + v * f[7];
    out[2] = f[2] + u * f[5] + v * f[8];
    out[3] = f[3];
    out[4] = f[4];
    out[5] = f[5];
    out[6] = f[6];
    out[7] = f[7];
    out[8] = f[8];
  }

  d2(u: number, v: number, out: Float64Array): void {
    this.d1(u, v, out);
    out.fill(0, 9, 18);
  }

  breaksU(): number[] {
    return [];
  }

  breaksV(): number[] {
    return [];
  }
}
