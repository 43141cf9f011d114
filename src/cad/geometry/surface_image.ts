/**
 * The image of a curve that lies on a surface, in the surface's parameters.
 *
 * @module
 */
import type { Curve } from "./curve.ts";
import { followCurve, type Trace } from "./followed_curve.ts";
import { lineBetween } from "./images/line_between.ts";
import { straightImage } from "./images/straight_image.ts";
import { Line } from "./line.ts";
import { newtonParameters } from "./newton_parameters.ts";
import type { KnotVector } from "./nurbs/nurbs_basis.ts";
import { NurbsSurface } from "./nurbs/nurbs_surface.ts";
import { mayBeLine } from "./images/pole_lines.ts";
import { OffsetSurface } from "./offset_surface.ts";
import { splineThrough } from "./nurbs/spline_through.ts";
import type { SmoothCurve } from "./smooth.ts";
import type { Surface } from "./surface.ts";
import { surfaceParameters } from "./surface_parameters.ts";
import { sweptParameters } from "./swept_parameters.ts";

/** A distance is the precision, or not, only by more than this share of it. */
const SURE = 1e-3;
/** A point whose foot is nearer than this is on the normal there, in millimetres. */
const ON_NORMAL = 1e-7;

/** An image, and how far the curve is from the surface. */
export interface FoundImage {
  readonly image: Curve;
  /** The greatest distance between the curve and the surface, where it was followed. */
  readonly gap: number;
  /** The same between the curve and the points that its image stands for. */
  readonly off: number;
  /** The same at the ends of the stretches only, where kernels look. */
  readonly offAtNodes: number;
  /** How far the image of another reader may be from this one, in millimetres. */
  readonly doubt: number;
}

/** How far what should be one place may be apart: the least and the most that a file states. */
export interface Precision {
  readonly least: number;
  readonly most: number;
}

/**
 * The image of a curve from `first` to `last`, as kernels make that of an edge which has none: a
 * straight line where it is one to the precision, as those of generating lines and coaxial circles
 * are exactly; else the cubic spline through points at equal steps. Null where the curve cannot be
 * followed: where it crosses a pole, or is not on the surface.
 */
export function surfaceImage(
  curve: SmoothCurve,
  first: number,
  last: number,
  surface: Surface,
  precision: Precision,
): FoundImage | null {
  const own = basisOf(surface), closed = surfaceParameters(own);
  if (closed !== null && own === surface) {
    const known = straightImage(curve, first, last, surface, closed);
    if (known !== null) {
      const { image, off } = known;
      return { image, gap: off, off, offAtNodes: off, doubt: 0 };
    }
  }
  const finder = closed ?? sweptParameters(own) ?? newtonParameters(own, precision.most);
  if (finder === null) return null;
  const trace = followCurve(curve, first, last, surface, finder);
  if (trace === null) return null;
  const exact = straight(trace);
  if (exact !== null) {
    return { image: exact, ...distances(surface, trace, exact), doubt: 0 };
  }
  // Kernels take any line to a B-spline's pole that keeps to the precision, if there is one.
  const atPole = own instanceof NurbsSurface && mayBeLine(surface, trace, own, precision.most)
    ? precision.most
    : 0;
  const chord = chordOf(trace), bend = bendOf(surface, trace, chord);
  const image = bend <= precision.most ? chord : bent(trace);
  const isSure = bend < (1 - SURE) * precision.least || bend > (1 + SURE) * precision.most;
  const isKnown = isSure && (precision.least === precision.most || isWithin(surface, trace));
  const found = distances(surface, trace, image);
  const doubt = isKnown ? aside(surface, trace) : found.off;
  return { image, ...found, doubt: Math.max(doubt, atPole) };
}

/** The surface that has the feet of points: the normals of an offset are those of its basis. */
function basisOf(surface: Surface): Surface {
  return surface instanceof OffsetSurface ? surface.basis : surface;
}

function distances(
  surface: Surface,
  { t, u, v, points: p, steps }: Trace,
  image: Curve,
): Pick<FoundImage, "gap" | "off" | "offAtNodes"> {
  const q = new Float64Array(9), uv = new Float64Array(4);
  let gap = 0, off = 0, offAtNodes = 0;
  const to = (i: number, u: number, v: number) => {
    surface.d1(u, v, q);
    return Math.hypot(p[3 * i] - q[0], p[3 * i + 1] - q[1], p[3 * i + 2] - q[2]);
  };
  for (let i = 0; i < t.length; i++) {
    gap = Math.max(gap, to(i, u[i], v[i]));
    image.d1(t[i], uv);
    const distance = to(i, uv[0], uv[1]);
    off = Math.max(off, distance);
    if (i % steps === 0) offAtNodes = Math.max(offAtNodes, distance);
  }
  return { gap, off, offAtNodes };
}

/** The straight line of a trace, over the curve's own parameter; null where it bends. */
function straight({ t, u, v }: Trace): Line | null {
  const end = t.length - 1, span = t[end] - t[0];
  // From inner points, since u at a pole is its neighbour's.
  const a = 1, b = end - 1;
  const { line, du, dv, slackU, slackV } = lineBetween(t[a], u[a], v[a], t[b], u[b], v[b], span);
  for (let i = a; i <= b; i++) {
    if (Math.abs(u[i] - u[a] - du * (t[i] - t[a])) > slackU) return null;
    if (Math.abs(v[i] - v[a] - dv * (t[i] - t[a])) > slackV) return null;
  }
  return line;
}

/** The straight line between the ends of a trace. */
function chordOf({ t, u, v }: Trace): Line {
  const end = t.length - 1, span = t[end] - t[0];
  const du = (u[end] - u[0]) / span, dv = (v[end] - v[0]) / span;
  return new Line([u[0] - du * t[0], v[0] - dv * t[0]], [du, dv]);
}

/** How far at most a curve runs beside a line on the surface: from the normals along it. */
function bendOf(surface: Surface, { t, points, steps }: Trace, line: Line): number {
  const uv = new Float64Array(4);
  let most = 0;
  for (let i = 0; i < t.length; i += steps) {
    line.d1(t[i], uv);
    most = Math.max(most, fromNormal(points, 3 * i, surface, uv[0], uv[1]));
  }
  return most;
}

/** Room for a point, du and dv, written before it is read. */
const ROOM = new Float64Array(9);

/** How far the point at `p[at..at+3)` is from a surface's normal; infinite where there is none. */
function fromNormal(
  p: Float64Array,
  at: number,
  surface: Surface,
  u: number,
  v: number,
): number {
  const q = ROOM;
  surface.d1(u, v, q);
  const n = [q[4] * q[8] - q[5] * q[7], q[5] * q[6] - q[3] * q[8], q[3] * q[7] - q[4] * q[6]];
  const size = Math.hypot(n[0], n[1], n[2]);
  if (!(size > 1e-7)) return Infinity;
  const x = p[at] - q[0], y = p[at + 1] - q[1], z = p[at + 2] - q[2];
  const along = (x * n[0] + y * n[1] + z * n[2]) / size;
  return Math.sqrt(Math.max(0, x * x + y * y + z * z - along * along));
}

/** Whether a trace stays within the bounds of a B-spline surface that has some. */
function isWithin(surface: Surface, { u, v }: Trace): boolean {
  const own = basisOf(surface);
  if (!(own instanceof NurbsSurface)) return true;
  const inside = (values: Float64Array, { first, last, period }: KnotVector) =>
    period > 0 || values.every((value) => value >= first && value <= last);
  return inside(u, own.basisU) && inside(v, own.basisV);
}

/**
 * How far a curve runs beside a rational surface: such a one is taken to end where it ends, and
 * kernels let it go on a little.
 */
function aside(surface: Surface, { t, u, v, points, steps }: Trace): number {
  const own = basisOf(surface);
  if (!(own instanceof NurbsSurface) || own.weights === null) return 0;
  let most = 0;
  for (let i = steps; i < t.length - steps; i += steps) {
    const distance = fromNormal(points, 3 * i, surface, u[i], v[i]);
    if (distance > ON_NORMAL) most = Math.max(most, distance);
  }
  return most;
}

/** The spline through the ends of a trace's stretches. */
function bent({ t, u, v, steps }: Trace): Curve {
  const nodes: number[] = [], places: number[] = [];
  for (let i = 0; i < t.length; i += steps) {
    nodes.push(t[i]);
    places.push(u[i], v[i]);
  }
  return splineThrough(nodes, places);
}
