/**
 * The exact image of a curve in a plane's parameters. Kernels leave it out of their files, since
 * it can be computed.
 *
 * @module
 */
import type { Transform } from "../brep.ts";
import { Circle } from "./circle.ts";
import type { Curve } from "./curve.ts";
import { Ellipse } from "./ellipse.ts";
import { Hyperbola } from "./hyperbola.ts";
import { Line } from "./line.ts";
import { NurbsCurve } from "./nurbs_curve.ts";
import { Parabola } from "./parabola.ts";
import type { Plane } from "./plane.ts";
import { ProjectedCurve } from "./projected_curve.ts";

/**
 * Projects a curve in space onto a plane: the result has the same parameter and, for the kinds
 * whose affine images are of the same kind, the same class.
 *
 * @param relative from the curve's coordinates to the plane's
 */
export function planeImage(plane: Plane, curve: Curve, relative: Transform | null): Curve {
  const map = planeMap(plane, relative);
  if (curve instanceof Line) {
    return new Line(point(map, curve.origin, 0), vector(map, curve.direction, 0));
  }
  if (curve instanceof Circle) return new Circle(frame(map, curve.frame), curve.radius);
  if (curve instanceof Ellipse) {
    return new Ellipse(frame(map, curve.frame), curve.majorRadius, curve.minorRadius);
  }
  if (curve instanceof Parabola) return new Parabola(frame(map, curve.frame), curve.focal);
  if (curve instanceof Hyperbola) {
    return new Hyperbola(frame(map, curve.frame), curve.majorRadius, curve.minorRadius);
  }
  if (curve instanceof NurbsCurve) {
    const count = curve.poles.length / 3;
    const poles = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) poles.set(point(map, curve.poles, 3 * i), 2 * i);
    const { degree, knots, period } = curve.basis;
    return new NurbsCurve({
      dimension: 2,
      degree,
      knots,
      poles,
      weights: curve.weights,
      periodic: period > 0,
    });
  }
  return new ProjectedCurve(curve, map);
}

/** The affine map to the plane's parameters: two rows of four. */
function planeMap(plane: Plane, relative: Transform | null): Float64Array {
  const f = plane.frame;
  const map = new Float64Array(8);
  for (let row = 0; row < 2; row++) {
    const x = f[3 + 3 * row], y = f[4 + 3 * row], z = f[5 + 3 * row];
    map.set([x, y, z, -(x * f[0] + y * f[1] + z * f[2])], 4 * row);
  }
  if (relative === null) return map;
  const out = new Float64Array(8);
  for (let row = 0; row < 8; row += 4) {
    for (let column = 0; column < 4; column++) {
      out[row + column] = map[row] * relative[column] + map[row + 1] * relative[4 + column] +
        map[row + 2] * relative[8 + column];
    }
    out[row + 3] += map[row + 3];
  }
  return out;
}

function point(m: Float64Array, p: Float64Array, at: number): Float64Array {
  const x = p[at], y = p[at + 1], z = p[at + 2];
  return Float64Array.of(
    m[0] * x + m[1] * y + m[2] * z + m[3],
    m[4] * x + m[5] * y + m[6] * z + m[7],
  );
}

function vector(m: Float64Array, p: Float64Array, at: number): Float64Array {
  const x = p[at], y = p[at + 1], z = p[at + 2];
  return Float64Array.of(m[0] * x + m[1] * y + m[2] * z, m[4] * x + m[5] * y + m[6] * z);
}

function frame(m: Float64Array, f: Float64Array): Float64Array {
  const out = new Float64Array(6);
  out.set(point(m, f, 0));
  out.set(vector(m, f, 3), 2);
  out.set(vector(m, f, 6), 4);
  return out;
}
