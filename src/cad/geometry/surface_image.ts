/**
 * The image of a curve that lies on a surface, in the surface's parameters.
 *
 * @module
 */
import type { Curve } from "./curve.ts";
import { followCurve, type Trace } from "./followed_curve.ts";
import { Line } from "./line.ts";
import { newtonParameters } from "./newton_parameters.ts";
import type { KnotVector } from "./nurbs/nurbs_basis.ts";
import { NurbsSurface } from "./nurbs/nurbs_surface.ts";
import { OffsetSurface } from "./offset_surface.ts";
import { splineThrough } from "./nurbs/spline_through.ts";
import type { SmoothCurve } from "./smooth.ts";
import type { Surface } from "./surface.ts";
import { surfaceParameters } from "./surface_parameters.ts";
import { sweptParameters } from "./swept_parameters.ts";

/** An image is straight where no point of it is farther off, in the parameters. */
const STRAIGHT = 1e-11;

/** A distance is the precision, or not, only by more than this share of it. */
const SURE = 1e-3;
/** A point whose foot is nearer than this is on the normal there, in millimetres. */
const ON_NORMAL = 1e-7;

/** An image, and how far the curve is from the surface. */
interface FoundImage {
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
  const own = basisOf(surface);
  const finder = surfaceParameters(own) ?? sweptParameters(own) ??
    newtonParameters(own, precision.most);
  if (finder === null) return null;
  const trace = followCurve(curve, first, last, surface, finder);
  if (trace === null) return null;
  // Kernels take any line to a B-spline's pole that keeps to the precision.
  const atPole = own instanceof NurbsSurface && trace.atPole ? precision.most : 0;
  const exact = straight(trace);
  if (exact !== null) {
    return { image: exact, ...distances(curve, surface, trace, exact), doubt: atPole };
  }
  const chord = chordOf(trace), bend = bendOf(curve, surface, trace, chord);
  const image = bend <= precision.most ? chord : bent(trace);
  const isSure = bend < (1 - SURE) * precision.least || bend > (1 + SURE) * precision.most;
  const isKnown = isSure && (precision.least === precision.most || isWithin(surface, trace));
  const found = distances(curve, surface, trace, image);
  const doubt = isKnown ? aside(curve, surface, trace) : found.off;
  return { image, ...found, doubt: Math.max(doubt, atPole) };
}

/** The surface that has the feet of points: the normals of an offset are those of its basis. */
function basisOf(surface: Surface): Surface {
  return surface instanceof OffsetSurface ? surface.basis : surface;
}

function distances(
  curve: SmoothCurve,
  surface: Surface,
  { t, u, v, steps }: Trace,
  image: Curve,
): Pick<FoundImage, "gap" | "off" | "offAtNodes"> {
  const p = new Float64Array(6), q = new Float64Array(9), uv = new Float64Array(4);
  let gap = 0, off = 0, offAtNodes = 0;
  const to = (u: number, v: number) => {
    surface.d1(u, v, q);
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  };
  for (let i = 0; i < t.length; i++) {
    curve.d1(t[i], p);
    gap = Math.max(gap, to(u[i], v[i]));
    image.d1(t[i], uv);
    const distance = to(uv[0], uv[1]);
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
  const du = (u[b] - u[a]) / (t[b] - t[a]), dv = (v[b] - v[a]) / (t[b] - t[a]);
  const slackU = STRAIGHT * (1 + Math.abs(du * span)),
    slackV = STRAIGHT * (1 + Math.abs(dv * span));
  for (let i = a; i <= b; i++) {
    if (Math.abs(u[i] - u[a] - du * (t[i] - t[a])) > slackU) return null;
    if (Math.abs(v[i] - v[a] - dv * (t[i] - t[a])) > slackV) return null;
  }
  // What is constant is exactly so.
  const flat = (d: number, slack: number) => Math.abs(d * span) <= slack ? 0 : d;
  const [su, sv] = [flat(du, slackU), flat(dv, slackV)];
  return new Line(
    Float64Array.of(u[a] - su * t[a], v[a] - sv * t[a]),
    Float64Array.of(su, sv),
  );
}

/** The straight line between the ends of a trace. */
function chordOf({ t, u, v }: Trace): Line {
  const end = t.length - 1, span = t[end] - t[0];
  const du = (u[end] - u[0]) / span, dv = (v[end] - v[0]) / span;
  return new Line(Float64Array.of(u[0] - du * t[0], v[0] - dv * t[0]), Float64Array.of(du, dv));
}

/** How far at most a curve runs beside a line on the surface: from the normals along it. */
function bendOf(curve: SmoothCurve, surface: Surface, trace: Trace, line: Line): number {
  const p = new Float64Array(6), uv = new Float64Array(4);
  let most = 0;
  for (let i = 0; i < trace.t.length; i += trace.steps) {
    curve.d1(trace.t[i], p);
    line.d1(trace.t[i], uv);
    most = Math.max(most, fromNormal(p, surface, uv[0], uv[1]));
  }
  return most;
}

/** The distance of a point from a surface's normal; infinite where there is none. */
function fromNormal(p: Float64Array, surface: Surface, u: number, v: number): number {
  const q = new Float64Array(9);
  surface.d1(u, v, q);
  const n = [q[4] * q[8] - q[5] * q[7], q[5] * q[6] - q[3] * q[8], q[3] * q[7] - q[4] * q[6]];
  const size = Math.hypot(n[0], n[1], n[2]);
  if (!(size > 1e-7)) return Infinity;
  const x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
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
function aside(curve: SmoothCurve, surface: Surface, { t, u, v, steps }: Trace): number {
  const own = basisOf(surface);
  if (!(own instanceof NurbsSurface) || own.weights === null) return 0;
  const p = new Float64Array(6);
  let most = 0;
  for (let i = steps; i < t.length - steps; i += steps) {
    curve.d1(t[i], p);
    const distance = fromNormal(p, surface, u[i], v[i]);
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
