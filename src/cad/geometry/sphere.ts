import { AxialSurface } from "./axial_surface.ts";

/** A sphere: `origin + radius (cos(v) (cos(u) x + sin(u) y) + sin(v) z)`; poles at v = +-pi/2. */
export class Sphere extends AxialSurface {
  readonly kind = "sphere";
  readonly periodV = 0;
  readonly radius: number;

  /** @param frame origin, x axis, y axis, z axis: 12 numbers */
  constructor(frame: Float64Array, radius: number) {
    super(frame);
    this.radius = radius;
  }

  d1(u: number, v: number, out: Float64Array): void {
    const c = this.radius * Math.cos(v), s = this.radius * Math.sin(v);
    this.turn1(u, c, s, -s, c, out);
  }

  d2(u: number, v: number, out: Float64Array): void {
    const c = this.radius * Math.cos(v), s = this.radius * Math.sin(v);
    this.turn1(u, c, s, -s, c, out);
    this.turn2(u, c, -s, -c, -s, out);
  }
}
