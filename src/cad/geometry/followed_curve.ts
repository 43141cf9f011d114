/**
 * A curve that lies on a surface, followed in the surface's parameters.
 *
 * @module
 */
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";
import type { SmoothCurve } from "./smooth.ts";
import type { Surface } from "./surface.ts";
import type { SurfaceParameters } from "./surface_parameters.ts";

/** Stretches at the ends of which a curve is carried over: as many as kernels take. */
const STRETCHES = 22;
/** Steps within a stretch at first, and at most. */
const STEPS = 4, MOST_STEPS = 64;
/** Steps along a whole curve that is no B-spline, at first. */
export const CURVE_STEPS = STRETCHES * STEPS;
/** From one step to the next u and v may change by this share of a period. */
const LONGEST = 1 / 8;

/** Where a curve was followed: parameters and places, one behind the other. */
export interface Trace {
  readonly t: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** The curve's points there, three numbers each. */
  readonly points: Float64Array;
  /** Every so manieth is the end of a stretch. */
  readonly steps: number;
  /** What means nothing where it begins and ends, which is a pole then: 0 for u, 1 for v. */
  readonly free: readonly [0 | 1 | null, 0 | 1 | null];
}

/**
 * Follows a curve at equal steps; null where it jumps, or passes a place of which u or v is not
 * known.
 */
export function followCurve(
  curve: SmoothCurve,
  first: number,
  last: number,
  surface: Surface,
  finder: SurfaceParameters,
): Trace | null {
  const stretches = stretchesOf(curve, first, last);
  for (let steps = STEPS; steps <= MOST_STEPS; steps *= 4) {
    const trace = walk(curve, first, last, surface, finder, stretches, steps);
    if (!settleEnds(trace.u) || !settleEnds(trace.v)) return null;
    const { periodU, periodV } = surface;
    if (!jumps(trace.u, periodU) && !jumps(trace.v, periodV)) return trace;
  }
  return null;
}

/** For B-splines enough that none of their pieces goes unseen. */
function stretchesOf(curve: SmoothCurve, first: number, last: number): number {
  if (!(curve instanceof NurbsCurve)) return STRETCHES;
  const least = (curve.breaks(first, last).length + 1) * (curve.basis.degree + 1) - 1;
  return STRETCHES * Math.max(1, Math.ceil(least / STRETCHES));
}

function walk(
  curve: SmoothCurve,
  first: number,
  last: number,
  { periodU, periodV }: Surface,
  finder: SurfaceParameters,
  stretches: number,
  steps: number,
): Trace {
  const count = stretches * steps + 1;
  const t = new Float64Array(count), u = new Float64Array(count), v = new Float64Array(count);
  const points = new Float64Array(3 * count);
  const p = new Float64Array(6), uv = new Float64Array(2);
  for (let i = 0; i < count; i++) t[i] = first + (last - first) * i / (count - 1);
  t[count - 1] = last;
  const find = (i: number, from: number | null) => {
    curve.d1(t[i], p);
    for (let k = 0; k < 3; k++) points[3 * i + k] = p[k];
    uv[0] = from === null ? NaN : u[from];
    uv[1] = from === null ? NaN : v[from];
    finder.of(p, uv);
    u[i] = from === null ? uv[0] : near(uv[0], u[from], periodU);
    v[i] = from === null ? uv[1] : near(uv[1], v[from], periodV);
  };
  find(0, null);
  // From a pole every way leads on: such a curve is followed from its middle.
  const isKnown = Number.isFinite(u[0]) && Number.isFinite(v[0]);
  const start = isKnown ? 0 : count >> 1;
  if (!isKnown) find(start, null);
  for (let i = start + 1; i < count; i++) find(i, i - 1);
  for (let i = start - 1; i >= 0; i--) find(i, i + 1);
  const freeAt = (i: number) => Number.isNaN(u[i]) ? 0 : Number.isNaN(v[i]) ? 1 : null;
  return { t, u, v, points, steps, free: [freeAt(0), freeAt(count - 1)] };
}

/** Gives an end that lies at a pole what its neighbour has. False where a pole is on the way. */
function settleEnds(u: Float64Array): boolean {
  const end = u.length - 1;
  // What follows was laid out without it.
  if (Number.isNaN(u[0])) u[0] = u[1];
  if (Number.isNaN(u[end])) u[end] = u[end - 1];
  return u.every((value) => Number.isFinite(value));
}

function jumps(u: Float64Array, period: number): boolean {
  if (period === 0) return false;
  return u.some((value, i) => i > 0 && Math.abs(value - u[i - 1]) > LONGEST * period);
}

function near(x: number, to: number, period: number): number {
  if (period === 0 || Number.isNaN(to)) return x;
  return x + period * Math.round((to - x) / period);
}
