/**
 * Images that are straight because circles and lines lie along the parameters of a surface.
 *
 * @module
 */
import { AxialSurface } from "../axial_surface.ts";
import { Circle } from "../circle.ts";
import { CURVE_STEPS } from "../followed_curve.ts";
import { Line } from "../line.ts";
import type { SmoothCurve } from "../smooth.ts";
import { Sphere } from "../sphere.ts";
import type { Surface } from "../surface.ts";
import type { SurfaceParameters } from "../surface_parameters.ts";
import { Torus } from "../torus.ts";
import { lineBetween } from "./line_between.ts";

/** Nearer than this the curve must be to the points of its image, as a share of the derivatives. */
const NEAR = 1e-12;
/** The same in millimetres. */
const NOTHING = 1e-9;
/** A circle's whole turn, and what rounding adds. */
const TURN = 2 * Math.PI + 1e-9;

/** A straight image. */
interface StraightImage {
  readonly image: Line;
  /** The curve is nowhere farther from the points that its image stands for. */
  readonly off: number;
}

/**
 * The image of a circle around the axis of a cylinder, cone, sphere or torus, of a circle in a
 * plane through that axis, or of a generating line. It is the line that a curve which is followed
 * has (`surfaceImage`), and known from three places on the curve.
 *
 * How far the curve is from it is bounded all along: between a circle and the circle that its image
 * stands for the difference is a + b cos(t) + c sin(t), which is nowhere more than 5/3 of what it
 * is at most at three equal steps around; between lines it is linear. Null where that is more than
 * rounding, and for all other curves.
 */
export function straightImage(
  curve: SmoothCurve,
  first: number,
  last: number,
  surface: Surface,
  finder: SurfaceParameters,
): StraightImage | null {
  if (!(surface instanceof AxialSurface)) return null;
  const isCircle = curve instanceof Circle;
  if (!isCircle && !(curve instanceof Line)) return null;
  const span = last - first;
  if (isCircle && span > TURN) return null;
  const p = new Float64Array(6), q = new Float64Array(9), uv = new Float64Array(4);
  const place = (t: number) => {
    curve.d1(t, p);
    finder.of(p, uv);
  };
  place(first);
  const u0 = uv[0], v0 = uv[1], { periodU, periodV } = surface;
  // From a pole curves are followed otherwise.
  if (Number.isNaN(u0)) return null;
  const inner = CURVE_STEPS - 1;
  const a = first + span * 1 / CURVE_STEPS, b = first + span * inner / CURVE_STEPS;
  place(a);
  const ua = near(uv[0], u0, periodU), va = near(uv[1], v0, periodV);
  place(b);
  const ub = near(uv[0], u0 + inner * (ua - u0), periodU);
  const vb = near(uv[1], v0 + inner * (va - v0), periodV);
  const { line: image } = lineBetween(a, ua, va, b, ub, vb, span);
  const { dx: su, dy: sv } = image;
  // One of both stands still; along a line, u does.
  if ((su === 0) === (sv === 0) || (!isCircle && su !== 0)) return null;
  const offAt = (t: number) => {
    curve.d1(t, p);
    image.d1(t, uv);
    surface.d1(uv[0], uv[1], q);
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  };
  let off: number, least: number;
  if (isCircle) {
    const third = 2 * Math.PI / 3;
    off = Math.max(offAt(a), offAt(a + third), offAt(a - third)) * 5 / 3;
    // A rate that is not quite one moves the points along, up to a turn and a third.
    off += 16 * Math.abs(Math.abs(su + sv) - 1) * Math.max(lengthU(q), lengthV(q));
    least = su !== 0 ? lengthU(q) : leastAlong(surface, va, vb);
  } else {
    off = Math.max(offAt(first), offAt(last));
    offAt(a);
    const x = q[3], y = q[4], z = q[5], atA = lengthU(q);
    offAt(b);
    // The apex of a cone lies between them where du has turned round.
    least = x * q[3] + y * q[4] + z * q[5] > 0 ? Math.min(atA, lengthU(q)) : 0;
  }
  return off <= NEAR * Math.min(least, lengthV(q)) && off <= NOTHING ? { image, off } : null;
}

/** The least length of du on a meridian of a sphere or a torus, between two places; 0 unknown. */
function leastAlong(surface: AxialSurface, from: number, to: number): number {
  if (surface instanceof Torus) return Math.max(0, surface.majorRadius - surface.minorRadius);
  if (!(surface instanceof Sphere)) return 0;
  return surface.radius * Math.cos(Math.max(Math.abs(from), Math.abs(to)));
}

const lengthU = (q: Float64Array) => Math.hypot(q[3], q[4], q[5]);
const lengthV = (q: Float64Array) => Math.hypot(q[6], q[7], q[8]);

function near(x: number, to: number, period: number): number {
  return period === 0 ? x : x + period * Math.round((to - x) / period);
}
