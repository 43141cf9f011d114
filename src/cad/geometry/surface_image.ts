/**
 * The image of a curve that lies on a surface, in the surface's parameters.
 *
 * @module
 */
import type { Curve } from "./curve.ts";
import { Line } from "./line.ts";
import { NurbsSurface } from "./nurbs/nurbs_surface.ts";
import type { SmoothCurve, SmoothSurface } from "./smooth.ts";
import { sweptParameters } from "./swept_parameters.ts";
import { type SurfaceParameters, surfaceParameters } from "./surface_parameters.ts";

/** Stretches that each smooth piece of a curve is followed by at first, and at most. */
const STRETCHES = 4, MOST_STRETCHES = 512;
/** Between neighbours u and v may change by this share of a period. */
const LONGEST = 1 / 8;
/** An image is straight where no point of it is farther off, in the parameters. */
const STRAIGHT = 1e-11;
/** Steps of Newton's method, and the places that it is begun at where none is known. */
const STEPS = 30, STARTS = 4;

/** Where a curve was followed: the parameter and its image, one behind the other. */
interface Trace {
  readonly t: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** An image, and how far the curve is from the surface. */
interface FoundImage {
  readonly image: Curve;
  /** The greatest distance between the curve and the point of its image, where it was followed. */
  readonly gap: number;
}

/**
 * The image of a curve from `first` to `last`: a straight line where it is one, as those of
 * generating lines and coaxial circles are; else the exact image, found anew at each parameter.
 * Null where the curve cannot be followed: where it crosses a pole, or is not on the surface.
 */
export function surfaceImage(
  curve: SmoothCurve,
  first: number,
  last: number,
  surface: SmoothSurface,
): FoundImage | null {
  const finder = surfaceParameters(surface) ?? sweptParameters(surface) ?? newtonFinder(surface);
  if (finder === null) return null;
  const trace = follow(curve, first, last, surface, finder);
  if (trace === null) return null;
  const image = straight(trace) ?? new SurfaceImage(curve, surface, finder, trace);
  return { image, gap: gapOf(curve, surface, trace) };
}

function gapOf(curve: SmoothCurve, surface: SmoothSurface, { t, u, v }: Trace): number {
  const p = new Float64Array(6), q = new Float64Array(9);
  let gap = 0;
  for (let i = 0; i < t.length; i++) {
    curve.d1(t[i], p);
    surface.d1(u[i], v[i], q);
    gap = Math.max(gap, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
  }
  return gap;
}

function follow(
  curve: SmoothCurve,
  first: number,
  last: number,
  surface: SmoothSurface,
  finder: SurfaceParameters,
): Trace | null {
  const bounds = [first, ...curve.breaks(first, last), last];
  const p = new Float64Array(6), uv = new Float64Array(2);
  for (let count = STRETCHES; count <= MOST_STRETCHES; count *= 4) {
    const t: number[] = [], u: number[] = [], v: number[] = [];
    for (let i = 1; i < bounds.length; i++) {
      for (let j = i === 1 ? 0 : 1; j <= count; j++) {
        t.push(bounds[i - 1] + (bounds[i] - bounds[i - 1]) * j / count);
      }
    }
    t[t.length - 1] = last;
    let longest = 0;
    for (let i = 0; i < t.length; i++) {
      curve.d1(t[i], p);
      uv[0] = u.at(-1) ?? NaN;
      uv[1] = v.at(-1) ?? NaN;
      finder.of(p, uv);
      u.push(near(uv[0], u[i - 1], surface.periodU));
      v.push(near(uv[1], v[i - 1], surface.periodV));
    }
    if (!settlePoles(u)) return null;
    for (let i = 1; i < t.length; i++) {
      if (surface.periodU > 0) {
        longest = Math.max(longest, Math.abs(u[i] - u[i - 1]) / surface.periodU);
      }
      if (surface.periodV > 0) {
        longest = Math.max(longest, Math.abs(v[i] - v[i - 1]) / surface.periodV);
      }
    }
    if (longest <= LONGEST) {
      return { t: Float64Array.from(t), u: Float64Array.from(u), v: Float64Array.from(v) };
    }
  }
  return null;
}

/** Gives an end that lies at a pole the u of its neighbour. False where a pole is on the way. */
function settlePoles(u: number[]): boolean {
  const end = u.length - 1;
  if (Number.isNaN(u[0])) {
    // What follows was laid out without it.
    u[0] = u[1];
  }
  if (Number.isNaN(u[end])) u[end] = u[end - 1];
  return u.every((value) => Number.isFinite(value));
}

function near(x: number, to: number | undefined, period: number): number {
  if (period === 0 || to === undefined || Number.isNaN(to)) return x;
  return x + period * Math.round((to - x) / period);
}

/** The straight line of a trace, over the curve's own parameter; null where it bends. */
function straight({ t, u, v }: Trace): Line | null {
  const end = t.length - 1, span = t[end] - t[0];
  // From inner points, since u at a pole is its neighbour's.
  const a = end > 2 ? 1 : 0, b = end > 2 ? end - 1 : end;
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

/** The exact image: every point of it is that of the curve, carried over to the parameters. */
class SurfaceImage implements Curve {
  readonly kind = "other";
  readonly dimension = 2;
  readonly #curve: SmoothCurve;
  readonly #surface: SmoothSurface;
  readonly #finder: SurfaceParameters;
  readonly #trace: Trace;
  readonly #point = new Float64Array(6);
  readonly #on = new Float64Array(9);
  readonly #uv = new Float64Array(2);

  constructor(
    curve: SmoothCurve,
    surface: SmoothSurface,
    finder: SurfaceParameters,
    trace: Trace,
  ) {
    this.#curve = curve;
    this.#surface = surface;
    this.#finder = finder;
    this.#trace = trace;
  }

  d1(t: number, out: Float64Array): void {
    const p = this.#point, q = this.#on, uv = this.#uv, surface = this.#surface;
    const { t: ts, u: us, v: vs } = this.#trace;
    let low = 0, high = ts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (ts[middle] <= t) low = middle;
      else high = middle;
    }
    const share = (t - ts[low]) / (ts[high] - ts[low]);
    const u = us[low] + share * (us[high] - us[low]), v = vs[low] + share * (vs[high] - vs[low]);
    this.#curve.d1(t, p);
    uv[0] = u;
    uv[1] = v;
    this.#finder.of(p, uv);
    out[0] = Number.isNaN(uv[0]) ? u : near(uv[0], u, surface.periodU);
    out[1] = near(uv[1], v, surface.periodV);
    surface.d1(out[0], out[1], q);
    // The tangent, as the combination of the surface's derivatives that is nearest to it.
    const uu = q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
    const uvs = q[3] * q[6] + q[4] * q[7] + q[5] * q[8];
    const vv = q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
    const pu = p[3] * q[3] + p[4] * q[4] + p[5] * q[5];
    const pv = p[3] * q[6] + p[4] * q[7] + p[5] * q[8];
    const size = uu * vv - uvs * uvs;
    if (size > 1e-20 * uu * vv) {
      out[2] = (pu * vv - pv * uvs) / size;
      out[3] = (pv * uu - pu * uvs) / size;
    } else {
      out[2] = (us[high] - us[low]) / (ts[high] - ts[low]);
      out[3] = (vs[high] - vs[low]) / (ts[high] - ts[low]);
    }
  }

  breaks(first: number, last: number): number[] {
    return this.#curve.breaks(first, last);
  }
}

/** Newton's method on any surface, from the place that it is given, else from the best of a net. */
function newtonFinder(surface: SmoothSurface): SurfaceParameters | null {
  const domain = domainOf(surface);
  return domain === null ? null : new ByNewton(surface, domain);
}

interface Domain {
  readonly u: readonly number[];
  readonly v: readonly number[];
}

function domainOf(surface: SmoothSurface): Domain | null {
  if (!(surface instanceof NurbsSurface)) return null;
  const range = ({ knots, degree }: { knots: Float64Array; degree: number }) =>
    [knots[degree], knots[knots.length - degree - 1]] as const;
  const [u0, u1] = range(surface.basisU), [v0, v1] = range(surface.basisV);
  return {
    u: [u0, ...surface.breaksU(u0, u1), u1],
    v: [v0, ...surface.breaksV(v0, v1), v1],
  };
}

class ByNewton implements SurfaceParameters {
  readonly #surface: SmoothSurface;
  readonly #domain: Domain;
  readonly #q = new Float64Array(9);
  #net: { readonly u: number[]; readonly v: number[]; readonly points: Float64Array } | null = null;

  constructor(surface: SmoothSurface, domain: Domain) {
    this.#surface = surface;
    this.#domain = domain;
  }

  of(p: ArrayLike<number>, out: Float64Array): void {
    if (!Number.isNaN(out[0]) && !Number.isNaN(out[1])) {
      this.#step(p, out);
      return;
    }
    // The nearest point of a net need not be near the nearest point: the best of several.
    let best = Infinity, u = NaN, v = NaN;
    for (const start of this.#nearest(p)) {
      out[0] = start[0];
      out[1] = start[1];
      const distance = this.#step(p, out);
      if (distance < best) [best, u, v] = [distance, out[0], out[1]];
    }
    out[0] = u;
    out[1] = v;
  }

  /** Goes from a place to the nearest point there; returns how far that is from the point. */
  #step(p: ArrayLike<number>, out: Float64Array): number {
    const q = this.#q, { u: us, v: vs } = this.#domain;
    let u = out[0], v = out[1];
    const u0 = us[0], u1 = us[us.length - 1], v0 = vs[0], v1 = vs[vs.length - 1];
    for (let step = 0; step < STEPS; step++) {
      this.#surface.d1(u, v, q);
      const x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
      const uu = q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
      const uv = q[3] * q[6] + q[4] * q[7] + q[5] * q[8];
      const vv = q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
      const pu = x * q[3] + y * q[4] + z * q[5], pv = x * q[6] + y * q[7] + z * q[8];
      const size = uu * vv - uv * uv;
      if (!(size > 1e-24 * uu * vv)) break;
      const nextU = Math.min(Math.max(u + (pu * vv - pv * uv) / size, u0), u1);
      const nextV = Math.min(Math.max(v + (pv * uu - pu * uv) / size, v0), v1);
      const moved = Math.abs(nextU - u) + Math.abs(nextV - v);
      u = nextU;
      v = nextV;
      if (moved <= 1e-14 * (u1 - u0 + v1 - v0)) break;
    }
    out[0] = u;
    out[1] = v;
    this.#surface.d1(u, v, q);
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  }

  /** The places of the net's points that are nearest. */
  #nearest(p: ArrayLike<number>): (readonly [number, number])[] {
    const { u, v, points } = this.#net ??= this.#makeNet();
    const found: { square: number; place: readonly [number, number] }[] = [];
    for (let i = 0, at = 0; i < u.length; i++) {
      for (let j = 0; j < v.length; j++, at += 3) {
        const square = (points[at] - p[0]) ** 2 + (points[at + 1] - p[1]) ** 2 +
          (points[at + 2] - p[2]) ** 2;
        if (found.length === STARTS && square >= found[STARTS - 1].square) continue;
        if (found.length === STARTS) found.pop();
        found.push({ square, place: [u[i], v[j]] });
        found.sort((a, b) => a.square - b.square);
      }
    }
    return found.map(({ place }) => place);
  }

  #makeNet() {
    const cuts = (bounds: readonly number[]) => {
      const pieces = Math.max(2, Math.ceil(12 / (bounds.length - 1)));
      const all = [bounds[0]];
      for (let i = 1; i < bounds.length; i++) {
        for (let j = 1; j <= pieces; j++) {
          all.push(bounds[i - 1] + (bounds[i] - bounds[i - 1]) * j / pieces);
        }
      }
      return all;
    };
    const u = cuts(this.#domain.u), v = cuts(this.#domain.v);
    const points = new Float64Array(3 * u.length * v.length);
    let at = 0;
    for (const a of u) {
      for (const b of v) {
        this.#surface.d1(a, b, this.#q);
        points.set(this.#q.subarray(0, 3), at);
        at += 3;
      }
    }
    return { u, v, points };
  }
}
