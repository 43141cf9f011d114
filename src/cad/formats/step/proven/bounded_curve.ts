/**
 * Curves of STEP files with ends of their own: segments of composite curves.
 *
 * @module
 */
import type { Curve } from "../../../geometry/curve.ts";
import { curveDomain } from "../../../geometry/curve_domain.ts";
import { Circle } from "../../../geometry/circle.ts";
import { Ellipse } from "../../../geometry/ellipse.ts";
import { Line } from "../../../geometry/line.ts";
import { nearestParameter } from "../../../geometry/nearest_parameter.ts";
import { NurbsCurve } from "../../../geometry/nurbs/nurbs_curve.ts";
import { reversedCurve } from "../../../geometry/reversed_curve.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import type { Trim } from "./step_cursor.ts";
import { Unproven } from "./unproven.ts";

/** By so much less than 1 the cosine between a plane's normal and what is along it may be. */
const STRAIGHT = 1e-12;

/** A stretch of a curve, which runs from its first parameter to its last. */
export interface BoundedCurve {
  readonly curve: Curve;
  readonly first: number;
  readonly last: number;
}

/** What a curve's parameters are counted in: those of the file times this are the curve's. */
interface CurveUnits {
  /** Radians in the file's unit of angles. */
  readonly angle: number;
  /** Of a line: the length of its vector in millimetres. */
  readonly line: number;
  /** Radians by which an ellipse is turned back, whose first axis was the shorter one. */
  readonly turned: number;
}

/** A curve that ends where it ends itself. */
export function wholeCurve(curve: SmoothCurve, id: number): BoundedCurve {
  const domain = curveDomain(curve);
  if (domain === null) throw new Unproven("a segment without ends", id);
  return { curve, first: domain[0], last: domain[1] };
}

/** The same run through the other way. */
export function reversedPiece({ curve, first, last }: BoundedCurve, id: number): BoundedCurve {
  const back = reversedCurve(curve);
  if (back === null) throw new Unproven("a segment that runs backwards", id);
  const domain = curveDomain(curve), sum = domain === null ? 0 : domain[0] + domain[1];
  return { curve: back, first: sum - last, last: sum - first };
}

/**
 * A piece moved aside: to the left of where it runs, seen against the reference direction.
 *
 * @param distance in millimetres; below zero it is to the right
 */
export function offsetPiece(
  { curve, first, last }: BoundedCurve,
  distance: number,
  [a, b, c]: readonly [number, number, number],
  id: number,
): BoundedCurve {
  if (curve instanceof Line) {
    const { x, y, z, dx, dy, dz } = curve;
    const aside = [b * dz - c * dy, c * dx - a * dz, a * dy - b * dx];
    const share = distance / Math.hypot(...aside);
    // Along the reference there is no left.
    if (Number.isFinite(share)) {
      const from = [x + share * aside[0], y + share * aside[1], z + share * aside[2]];
      return { curve: new Line(from, [dx, dy, dz]), first, last };
    }
  }
  if (curve instanceof Circle) {
    const f = curve.frame;
    const normal = [
      f[4] * f[8] - f[5] * f[7],
      f[5] * f[6] - f[3] * f[8],
      f[3] * f[7] - f[4] * f[6],
    ];
    const along = a * normal[0] + b * normal[1] + c * normal[2];
    // The middle is on the left of what runs around it.
    const radius = curve.radius - distance * Math.sign(along);
    if (Math.abs(along) >= 1 - STRAIGHT && radius > 0) {
      return { curve: new Circle(f, radius), first, last };
    }
  }
  throw new Unproven("an offset of such a segment", id);
}

/**
 * A curve from one trim to another, along it or against it.
 *
 * @param pointOf the coordinates of a point of the file
 * @param precision how far points may be off the curve, and from where parameters say that they are
 */
export function trimmedPiece(
  curve: SmoothCurve,
  trims: readonly [Trim, Trim],
  along: boolean,
  units: CurveUnits,
  pointOf: (id: number) => ArrayLike<number>,
  precision: number,
  id: number,
): BoundedCurve {
  const [from, to] = trims.map((trim) => parameterOf(curve, trim, units, pointOf, precision, id));
  let [first, last] = along ? [from, to] : [to, from];
  const { period } = curve;
  if (period > 0) last = first + ((last - first) % period + period) % period;
  if (period > 0 && last - first <= 1e-9 * period) last = first + period;
  const domain = curveDomain(curve);
  if (domain !== null && period === 0) {
    const slack = 1e-9 * (domain[1] - domain[0]);
    if (first < domain[0] - slack || last > domain[1] + slack) {
      throw new Unproven("a curve that is trimmed beyond its ends", id);
    }
    [first, last] = [Math.max(first, domain[0]), Math.min(last, domain[1])];
  }
  if (!(last > first)) throw new Unproven("a curve that is trimmed against its sense", id);
  const piece = { curve, first, last };
  return along ? piece : reversedPiece(piece, id);
}

function parameterOf(
  curve: SmoothCurve,
  { parameter, point }: Trim,
  units: CurveUnits,
  pointOf: (id: number) => ArrayLike<number>,
  precision: number,
  id: number,
): number {
  const told = parameter === null ? null : ownParameter(curve, parameter, units, id);
  if (point === null) {
    if (told === null) throw new Unproven("a trim of neither a parameter nor a point", id);
    return told;
  }
  const p = pointOf(point), found = nearestParameter(curve, p), at = new Float64Array(6);
  for (const t of told === null ? [found] : [found, told]) {
    curve.d1(t, at);
    if (!(Math.hypot(at[0] - p[0], at[1] - p[1], at[2] - p[2]) <= precision)) {
      throw new Unproven(t === told ? "trims that disagree" : "a trim that is off its curve", id);
    }
  }
  // Where a curve meets itself the parameter says which place is meant.
  return told ?? found;
}

/** A parameter of ISO 10303-42 as that of the curve. */
function ownParameter(curve: SmoothCurve, t: number, units: CurveUnits, id: number): number {
  if (curve instanceof Line) return t * units.line;
  if (curve instanceof Circle) return t * units.angle;
  if (curve instanceof Ellipse) return t * units.angle + units.turned;
  if (curve instanceof NurbsCurve) return t;
  throw new Unproven("a trim by a parameter that is not read", id);
}
