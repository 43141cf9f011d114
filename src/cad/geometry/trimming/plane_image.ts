/**
 * The exact image of a curve in a plane's parameters. Kernels leave it out of their files, since
 * it can be computed.
 *
 * @module
 */
import type { Transform } from "../../brep.ts";
import { Circle } from "../circle.ts";
import type { Curve } from "../curve.ts";
import { Ellipse } from "../ellipse.ts";
import { Hyperbola } from "../hyperbola.ts";
import { Line } from "../line.ts";
import { NurbsCurve } from "../nurbs/nurbs_curve.ts";
import { Parabola } from "../parabola.ts";
import type { Plane } from "../plane.ts";
import { ProjectedCurve } from "../projected_curve.ts";

/** Gives curves in space their images on one plane. */
export class PlaneImages {
  /** The affine map to the plane's parameters: two rows of four. */
  readonly #map: readonly number[];

  /** @param relative from the curves' coordinates to the plane's */
  constructor(plane: Plane, relative: Transform | null) {
    this.#map = planeMap(plane, relative);
  }

  /**
   * Projects a curve onto the plane: the result has the same parameter and, for the kinds whose
   * affine images are of the same kind, the same class.
   */
  of(curve: Curve): Curve {
    const map = this.#map;
    if (curve instanceof Line) return line(map, curve);
    if (curve instanceof Circle) return new Circle(frame(map, curve.frame), curve.radius);
    if (curve instanceof Ellipse) {
      return new Ellipse(frame(map, curve.frame), curve.majorRadius, curve.minorRadius);
    }
    if (curve instanceof Parabola) return new Parabola(frame(map, curve.frame), curve.focal);
    if (curve instanceof Hyperbola) {
      return new Hyperbola(frame(map, curve.frame), curve.majorRadius, curve.minorRadius);
    }
    if (curve instanceof NurbsCurve) return nurbs(map, curve);
    return new ProjectedCurve(curve, map);
  }
}

/**
 * The image of one curve on a plane.
 *
 * @param relative from the curve's coordinates to the plane's
 */
export function planeImage(plane: Plane, curve: Curve, relative: Transform | null): Curve {
  return new PlaneImages(plane, relative).of(curve);
}

function planeMap(plane: Plane, relative: Transform | null): number[] {
  const f = plane.frame;
  const map = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < 2; row++) {
    const x = f[3 + 3 * row], y = f[4 + 3 * row], z = f[5 + 3 * row];
    const shift = -(x * f[0] + y * f[1] + z * f[2]);
    for (let column = 0; column < 4; column++) {
      const last = column === 3 ? shift : 0;
      if (relative === null) map[4 * row + column] = column === 3 ? shift : f[3 + 3 * row + column];
      else {
        map[4 * row + column] = x * relative[column] + y * relative[4 + column] +
          z * relative[8 + column] + last;
      }
    }
  }
  return map;
}

function line(m: readonly number[], { x, y, z, dx, dy, dz }: Line): Line {
  return new Line(
    [m[0] * x + m[1] * y + m[2] * z + m[3], m[4] * x + m[5] * y + m[6] * z + m[7]],
    [m[0] * dx + m[1] * dy + m[2] * dz, m[4] * dx + m[5] * dy + m[6] * dz],
  );
}

function putPoint(
  m: readonly number[],
  p: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  putVector(m, p, from, out, to);
  out[to] += m[3];
  out[to + 1] += m[7];
}

function putVector(
  m: readonly number[],
  p: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const x = p[from], y = p[from + 1], z = p[from + 2];
  out[to] = m[0] * x + m[1] * y + m[2] * z;
  out[to + 1] = m[4] * x + m[5] * y + m[6] * z;
}

function frame(m: readonly number[], f: Float64Array): Float64Array {
  const out = new Float64Array(6);
  putPoint(m, f, 0, out, 0);
  putVector(m, f, 3, out, 2);
  putVector(m, f, 6, out, 4);
  return out;
}

function nurbs(m: readonly number[], curve: NurbsCurve): NurbsCurve {
  const count = curve.poles.length / 3;
  const poles = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) putPoint(m, curve.poles, 3 * i, poles, 2 * i);
  const { degree, knots, period } = curve.basis;
  const { weights } = curve;
  return new NurbsCurve({ dimension: 2, degree, knots, poles, weights, periodic: period > 0 });
}
