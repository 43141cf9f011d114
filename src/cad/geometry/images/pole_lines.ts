/**
 * Straight lines to the pole of a B-spline surface.
 *
 * @module
 */
import type { Trace } from "../followed_curve.ts";
import type { NurbsSurface } from "../nurbs/nurbs_surface.ts";
import type { Surface } from "../surface.ts";

/** Pieces that the side which is the pole is looked at in, and halvings of each. */
const PIECES = 16, HALVINGS = 24;
/** Where lines are this share of the precision apart, the one is as good as the other. */
const ALIKE = 1 / 4;

/**
 * Whether some straight line to a pole keeps to a curve that ends there, to a precision: at a pole
 * one of the parameters is any. False where the curve ends at none.
 *
 * @param own the B-spline that the surface is, or is an offset of
 */
export function mayBeLine(
  surface: Surface,
  { t, u, v, points, steps, free: [atFirst, atLast] }: Trace,
  own: NurbsSurface,
  precision: number,
): boolean {
  const free = atFirst ?? atLast;
  if (free === null) return false;
  // Between two poles both ends may be anything.
  if (atFirst !== null && atLast !== null) return true;
  const end = t.length - 1, count = end / steps;
  const curvePoints = new Float64Array(3 * count);
  for (let i = 1; i < count; i++) {
    curvePoints.set(points.subarray(3 * i * steps, 3 * i * steps + 3), 3 * i);
  }
  const q = new Float64Array(9);
  const [pole, other] = atFirst === null ? [end, 0] : [0, end];
  /** The points of the line that has `place` for what is free. */
  const lineTo = (place: number): Float64Array => {
    const [poleU, poleV] = free === 0 ? [place, v[pole]] : [u[pole], place];
    const found = new Float64Array(3 * count);
    for (let i = 1; i < count; i++) {
      const share = (t[i * steps] - t[other]) / (t[pole] - t[other]);
      surface.d1(u[other] + share * (poleU - u[other]), v[other] + share * (poleV - v[other]), q);
      found.set(q.subarray(0, 3), 3 * i);
    }
    return found;
  };
  const isNear = (
    a: Float64Array,
    low: number,
    b: Float64Array,
    high: number,
    halvings: number,
  ): boolean => {
    const apart = farthest(a, b);
    // A line between the two is off by no less than the nearer one, but for their distance.
    if (Math.min(farthest(a, curvePoints), farthest(b, curvePoints)) - apart > precision) {
      return false;
    }
    if (apart < ALIKE * precision || halvings === 0) return true;
    const middle = (low + high) / 2, line = lineTo(middle);
    return isNear(a, low, line, middle, halvings - 1) ||
      isNear(line, middle, b, high, halvings - 1);
  };
  const { first, last } = free === 0 ? own.basisU : own.basisV;
  let low = first, line = lineTo(low);
  for (let i = 1; i <= PIECES; i++) {
    const high = first + (last - first) * i / PIECES, next = lineTo(high);
    if (isNear(line, low, next, high, HALVINGS)) return true;
    [low, line] = [high, next];
  }
  return false;
}

/** The greatest distance of points from those of another list. */
function farthest(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 3; i < a.length; i += 3) {
    most = Math.max(most, Math.hypot(a[i] - b[i], a[i + 1] - b[i + 1], a[i + 2] - b[i + 2]));
  }
  return most;
}
