import { Circle } from "./circle.ts";
import type { Curve } from "./curve.ts";
import { Ellipse } from "./ellipse.ts";
import { Hyperbola } from "./hyperbola.ts";
import { Line } from "./line.ts";
import { JoinedSpline } from "./nurbs/joined_spline.ts";
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";
import { Parabola } from "./parabola.ts";
import type { SmoothCurve } from "./smooth.ts";

/**
 * A curve in space that is run through the other way: at `-t`, of B-splines at as much before their
 * ends as `t` is behind their beginnings, it has the point of the curve at `t`. Null for a curve of
 * another kind.
 */
export function reversedCurve(curve: Curve): SmoothCurve | null {
  if (curve instanceof Line) {
    const { x, y, z, dx, dy, dz } = curve;
    return new Line([x, y, z], [-dx, -dy, -dz]);
  }
  if (curve instanceof NurbsCurve) return reversedSpline(curve);
  if (curve instanceof Circle) return new Circle(turned(curve.frame), curve.radius);
  if (curve instanceof Ellipse) {
    return new Ellipse(turned(curve.frame), curve.majorRadius, curve.minorRadius);
  }
  if (curve instanceof Hyperbola) {
    return new Hyperbola(turned(curve.frame), curve.majorRadius, curve.minorRadius);
  }
  if (curve instanceof Parabola) return new Parabola(turned(curve.frame), curve.focal);
  return null;
}

/** The frame of a conic with its y axis the other way. */
function turned(frame: Float64Array): Float64Array {
  return frame.map((x, i) => i < 6 ? x : -x);
}

function reversedSpline(curve: NurbsCurve): NurbsCurve {
  const { dimension, basis, poles, weights } = curve;
  const count = poles.length / dimension, { degree, first, last, period } = basis;
  const knots = Float64Array.from(basis.knots, (knot) => first + last - knot).reverse();
  const back = new Float64Array(poles.length);
  for (let i = 0; i < count; i++) {
    const from = (count - 1 - i) * dimension;
    back.set(poles.subarray(from, from + dimension), i * dimension);
  }
  const own = {
    dimension,
    degree,
    knots,
    poles: back,
    weights: weights === null ? null : Float64Array.from(weights).reverse(),
    periodic: period > 0,
  };
  if (!(curve instanceof JoinedSpline)) return new NurbsCurve(own);
  return new JoinedSpline(own, curve.joints.map((t) => first + last - t).reverse());
}
