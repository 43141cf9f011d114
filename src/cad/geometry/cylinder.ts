import { AxialSurface } from "./axial_surface.ts";

/** A cylinder: `origin + radius (cos(u) x + sin(u) y) + v z`. */
export class Cylinder extends AxialSurface {
  readonly kind = "cylinder";
  readonly periodV = 0;
  readonly radius: number;

  /** @param frame origin, x axis, y axis, z axis: 12 numbers */
  constructor(frame: Float64Array, radius: number) {
    super(frame);
    this.radius = radius;
  }

  d1(u: number, v: number, out: Float64Array): void {
    this.turn1(u, this.radius, v, 0, 1, out);
  }

  d2(u: number, v: number, out: Float64Array): void {
    this.turn1(u, this.radius, v, 0, 1, out);
    this.turn2(u, this.radius, 0, 0, 0, out);
  }
}
