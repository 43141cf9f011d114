/**
 * The parameter of a point on a curve.
 *
 * @module
 */
import { Circle } from "./circle.ts";
import { curveDomain } from "./curve_domain.ts";
import { Ellipse } from "./ellipse.ts";
import { Hyperbola } from "./hyperbola.ts";
import { Line } from "./line.ts";
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";
import { OffsetCurve } from "./offset_curve.ts";
import { Parabola } from "./parabola.ts";
import type { SmoothCurve } from "./smooth.ts";

/** Steps of Newton's method. */
const STEPS = 40;
/** Angles that differ by less are one. */
const ROUNDING = 1e-9;
/** Points a span of a B-spline among which the nearest one is looked for first. */
const SAMPLES = 8;

/**
 * The parameter at which a curve in space is nearest to a point: of circles and ellipses from 0 to
 * below 2 pi, of B-splines within their domain, of offsets as of their bases. NaN for other kinds.
 */
export function nearestParameter(curve: SmoothCurve, point: ArrayLike<number>): number {
  if (curve instanceof Line) return onLine(curve, point);
  if (curve instanceof Circle) return onConic(curve.frame, 1, 1, point);
  if (curve instanceof Ellipse) {
    const start = onConic(curve.frame, curve.majorRadius, curve.minorRadius, point);
    return turned(newton(curve, point, start, -Infinity, Infinity));
  }
  if (curve instanceof Hyperbola || curve instanceof Parabola) {
    const [, y] = inFrame(curve.frame, point);
    const start = curve instanceof Parabola ? y : Math.asinh(y / curve.minorRadius);
    return newton(curve, point, start, -Infinity, Infinity);
  }
  if (curve instanceof NurbsCurve) return onSpline(curve, point);
  if (curve instanceof OffsetCurve) return onOffset(curve, point);
  return NaN;
}

function onLine({ x, y, z, dx, dy, dz }: Line, p: ArrayLike<number>): number {
  const square = dx * dx + dy * dy + dz * dz;
  return ((p[0] - x) * dx + (p[1] - y) * dy + (p[2] - z) * dz) / square;
}

/** The coordinates of a point along the two axes of a conic. */
function inFrame(f: Float64Array, p: ArrayLike<number>): [number, number] {
  const x = p[0] - f[0], y = p[1] - f[1], z = p[2] - f[2];
  return [x * f[3] + y * f[4] + z * f[5], x * f[6] + y * f[7] + z * f[8]];
}

/** The angle of a point in the frame of a conic; that of a circle is the nearest one. */
function onConic(f: Float64Array, major: number, minor: number, p: ArrayLike<number>): number {
  const [x, y] = inFrame(f, p);
  const angle = Math.atan2(y / minor, x / major);
  return turned(angle);
}

/** An angle from 0 to below 2 pi; what is short of the whole turn by rounding alone is about 0. */
function turned(angle: number): number {
  const positive = angle < 0 ? angle + 2 * Math.PI : angle;
  return positive > 2 * Math.PI - ROUNDING ? positive - 2 * Math.PI : positive;
}

/** Of a curve without ends the foot on its basis is that on the curve, or near it. */
function onOffset(curve: OffsetCurve, point: ArrayLike<number>): number {
  if (curveDomain(curve) !== null) return onSpline(curve, point);
  const found = newton(curve, point, nearestParameter(curve.basis, point), -Infinity, Infinity);
  return curve.period > 0 ? turned(found) : found;
}

/** On a B-spline, or on an offset of one. */
function onSpline(curve: SmoothCurve, point: ArrayLike<number>): number {
  const [low, high] = curveDomain(curve)!;
  const bounds = [low, ...curve.breaks(low, high), high];
  const at = new Float64Array(6);
  let best = low, least = Infinity;
  const look = (t: number) => {
    curve.d1(t, at);
    const square = (at[0] - point[0]) ** 2 + (at[1] - point[1]) ** 2 + (at[2] - point[2]) ** 2;
    if (square < least) [best, least] = [t, square];
  };
  // Edges mostly end where their curves do, and there the answer is exact.
  look(low);
  look(high);
  for (let i = 1; i < bounds.length; i++) {
    for (let j = 0; j < SAMPLES; j++) {
      look(bounds[i - 1] + (bounds[i] - bounds[i - 1]) * j / SAMPLES);
    }
  }
  return newton(curve, point, best, low, high);
}

/** The root of the derivative of the distance, from a start near by, within bounds. */
function newton(
  curve: SmoothCurve,
  point: ArrayLike<number>,
  start: number,
  low: number,
  high: number,
): number {
  const d = new Float64Array(9);
  let t = start;
  for (let step = 0; step < STEPS; step++) {
    curve.derive(t, 2, d);
    let slope = 0, bend = 0;
    for (let i = 0; i < 3; i++) {
      const off = d[i] - point[i];
      slope += off * d[3 + i];
      bend += d[3 + i] * d[3 + i] + off * d[6 + i];
    }
    if (!(bend > 0)) return t;
    const next = Math.min(Math.max(t - slope / bend, low), high);
    if (Math.abs(next - t) <= 1e-15 * (1 + Math.abs(t))) return next;
    t = next;
  }
  return t;
}
