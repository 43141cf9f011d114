/**
 * Curves of surfaces along which only u, or only v, changes: what seams are.
 *
 * @module
 */
import { Circle } from "../../../../geometry/circle.ts";
import { Cone } from "../../../../geometry/cone.ts";
import type { Curve } from "../../../../geometry/curve.ts";
import { Cylinder } from "../../../../geometry/cylinder.ts";
import { Extrusion } from "../../../../geometry/extrusion.ts";
import { Line } from "../../../../geometry/line.ts";
import { arcSpline } from "../../../../geometry/nurbs/arc_spline.ts";
import { fittedSpline } from "../../../../geometry/fitted_spline.ts";
import { NurbsCurve } from "../../../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../../geometry/nurbs/nurbs_surface.ts";
import { splineRow } from "../../../../geometry/nurbs/spline_row.ts";
import { Revolution } from "../../../../geometry/revolution.ts";
import type { Surface } from "../../../../geometry/surface.ts";
import { Sphere } from "../../../../geometry/sphere.ts";
import { Torus } from "../../../../geometry/torus.ts";

/** How far the kernel lets a seam be off its surface, in the unit of the coordinates. */
const OFF = 1e-5;
/** Stretches at the ends of which it looks. */
const LOOKS = 23;

/**
 * The curve of a surface along which one coordinate is constant, as the B-spline that the kernel
 * makes of it; null for a surface of another kind.
 *
 * @param constant 0 for u, 1 for v
 * @param first where it begins in the other coordinate
 * @param last where it ends
 * @param middle the middle of the seam that it is a piece of
 */
export function seamCurve(
  surface: Surface,
  constant: 0 | 1,
  at: number,
  first: number,
  last: number,
  middle = (first + last) / 2,
): NurbsCurve | null {
  const isCut = crosses(surface, constant, first, last, middle);
  if (surface instanceof NurbsSurface) return isCut ? null : splineRow(surface, constant, at);
  if (isRuled(surface) && constant === 0) return chord(surface, at, first, last);
  if (surface instanceof Revolution && surface.curve instanceof NurbsCurve && constant === 0) {
    return isCut ? null : turnedSpline(surface.curve, surface, at);
  }
  const circle = circleOf(surface, constant, at);
  if (circle === null) return null;
  const arc = arcSpline(circle.frame, circle.radius, first, last);
  // Of spheres the kernel does not even try it.
  const isTried = !isCut && !(surface instanceof Sphere);
  const isNear = isTried && farthest(arc, circle, first, last) <= OFF;
  return isNear ? arc : fittedSpline(circle, first, last, OFF);
}

/** Whether a surface's curves of constant u are straight lines. */
export function isRuled(surface: Surface): boolean {
  return surface instanceof Cylinder || surface instanceof Cone || surface instanceof Extrusion ||
    (surface instanceof Revolution && surface.curve instanceof Line);
}

/**
 * Whether a stretch leaves the period that the middle is in: the kernel's curve ends there, and is
 * no use.
 */
function crosses(
  surface: Surface,
  constant: 0 | 1,
  first: number,
  last: number,
  middle: number,
): boolean {
  const period = constant === 0 ? surface.periodV : surface.periodU;
  if (period === 0) return false;
  const start = curveStart(surface, constant), slack = 1e-9 * period;
  const low = start + period * Math.floor((middle - start) / period);
  return first < low - slack || last > low + period + slack;
}

function curveStart(surface: Surface, constant: 0 | 1): number {
  if (surface instanceof NurbsSurface) {
    return (constant === 0 ? surface.basisV : surface.basisU).first;
  }
  const profile = surface instanceof Revolution && constant === 0 ? surface.curve : null;
  return profile instanceof NurbsCurve ? profile.basis.first : 0;
}

/** The circle of constant u or v; null where it is none, or not known to be one. */
export function circleOf(surface: Surface, constant: 0 | 1, at: number): Circle | null {
  if (surface instanceof Revolution) {
    const { curve } = surface;
    if (constant === 1) return parallelOf(surface, at);
    if (!(curve instanceof Circle)) return null;
    return new Circle(turnedFrame(curve.frame, surface, at), curve.radius);
  }
  if (surface instanceof Cylinder || surface instanceof Cone) {
    return constant === 1 ? parallelOf(surface, at) : null;
  }
  if (!(surface instanceof Sphere) && !(surface instanceof Torus)) return null;
  if (constant === 1) return parallelOf(surface, at);
  const f = surface.frame, c = Math.cos(at), s = Math.sin(at);
  const out = [0, 1, 2].map((i) => c * f[3 + i] + s * f[6 + i]);
  const major = surface instanceof Torus ? surface.majorRadius : 0;
  const radius = surface instanceof Torus ? surface.minorRadius : surface.radius;
  const centre = [0, 1, 2].map((i) => f[i] + major * out[i]);
  return new Circle(Float64Array.of(...centre, ...out, f[9], f[10], f[11]), radius);
}

/** The circle at `v` of a surface about an axis: from three points of it. */
function parallelOf(surface: Surface, v: number): Circle | null {
  const [a, b, c] = [0, Math.PI, Math.PI / 2].map((u) => {
    const q = new Float64Array(9);
    surface.d1(u, v, q);
    return q;
  });
  const centre = [0, 1, 2].map((i) => (a[i] + b[i]) / 2);
  const [x, y] = [a, c].map((q) => [0, 1, 2].map((i) => q[i] - centre[i]));
  const radius = Math.hypot(...x);
  if (!(radius > 0)) return null;
  return new Circle(Float64Array.of(...centre, ...[...x, ...y].map((w) => w / radius)), radius);
}

/** A profile of a surface of revolution, turned about its axis. */
function turnedSpline(
  { dimension, basis: { degree, knots, period }, poles, weights }: NurbsCurve,
  surface: Revolution,
  angle: number,
): NurbsCurve {
  const turnedPoles = Float64Array.from(poles);
  for (let i = 0; i < poles.length; i += 3) turn(turnedPoles, i, surface, surface.origin, angle);
  const own = { dimension, degree, knots, weights, periodic: period > 0 };
  return new NurbsCurve({ ...own, poles: turnedPoles });
}

/** A frame of nine numbers, turned likewise. */
function turnedFrame(frame: Float64Array, surface: Revolution, angle: number): Float64Array {
  const out = Float64Array.from(frame), none = [0, 0, 0];
  [surface.origin, none, none].forEach((from, k) => turn(out, 3 * k, surface, from, angle));
  return out;
}

/** Turns the vector `out[at..at+3)` from `from` on about an axis. */
function turn(
  out: Float64Array,
  at: number,
  { axis: [a, b, c] }: Revolution,
  from: ArrayLike<number>,
  angle: number,
): void {
  const cosine = Math.cos(angle), sine = Math.sin(angle);
  const x = out[at] - from[0], y = out[at + 1] - from[1], z = out[at + 2] - from[2];
  const along = (x * a + y * b + z * c) * (1 - cosine);
  out[at] = from[0] + cosine * x + sine * (b * z - c * y) + along * a;
  out[at + 1] = from[1] + cosine * y + sine * (c * x - a * z) + along * b;
  out[at + 2] = from[2] + cosine * z + sine * (a * y - b * x) + along * c;
}

/** How far two curves are apart at most, at equal steps. */
function farthest(one: Curve, other: Curve, first: number, last: number): number {
  const a = new Float64Array(6), b = new Float64Array(6);
  let most = 0;
  for (let i = 0; i <= LOOKS; i++) {
    const t = first + (last - first) * i / LOOKS;
    one.d1(t, a);
    other.d1(t, b);
    most = Math.max(most, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
  }
  return most;
}

/** The straight line between two points of a surface. */
function chord(surface: Surface, u: number, first: number, last: number): NurbsCurve {
  const ends = new Float64Array(18);
  surface.d1(u, first, ends);
  surface.d1(u, last, ends.subarray(9));
  const poles = Float64Array.from([...ends.subarray(0, 3), ...ends.subarray(9, 12)]);
  const knots = Float64Array.of(first, first, last, last);
  return new NurbsCurve({ dimension: 3, degree: 1, knots, poles, weights: null });
}
