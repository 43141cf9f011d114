/**
 * The parameters of points on B-spline surfaces.
 *
 * @module
 */
import type { KnotVector } from "./nurbs/nurbs_basis.ts";
import { NurbsSurface } from "./nurbs/nurbs_surface.ts";
import type { Surface } from "./surface.ts";
import type { SurfaceParameters } from "./surface_parameters.ts";

/** Steps of Newton's method, and the places that it is begun at where none is known. */
const STEPS = 30, STARTS = 4;
/** The least number of points of the net in each direction. */
const NET = 12;
/** What is nearer to a pole than this, in millimetres, is at it. */
const AT_POLE = 1e-7;

/**
 * The finder for a B-spline surface; null for any other. It begins at the place it is given.
 *
 * @param precision how far beyond its ends the surface may be left, in millimetres
 */
export function newtonParameters(
  surface: Surface,
  precision: number,
): SurfaceParameters | null {
  return surface instanceof NurbsSurface ? new OnSpline(surface, precision) : null;
}

/** A side of a surface that is one point in space. */
interface CollapsedSide {
  /** The coordinate that is the same all along it: 0 for u, 1 for v. */
  readonly axis: 0 | 1;
  readonly at: number;
  readonly point: readonly [number, number, number];
}

/** The sides of a B-spline surface that are points: all their poles are one. */
export function collapsedSides({ basisU, basisV, poles }: NurbsSurface): CollapsedSide[] {
  const sides: CollapsedSide[] = [];
  const look = (axis: 0 | 1, at: number, start: number, step: number, count: number) => {
    const point = (i: number) =>
      [0, 1, 2].map((k) => poles[3 * (start + i * step) + k]) as [number, number, number];
    const first = point(0);
    for (let i = 1; i < count; i++) {
      if (!(distance(point(i), first) <= AT_POLE)) return;
    }
    sides.push({ axis, at, point: first });
  };
  const u = basisU.count, v = basisV.count;
  if (basisU.period === 0) {
    look(0, basisU.first, 0, 1, v);
    look(0, basisU.last, (u - 1) * v, 1, v);
  }
  if (basisV.period === 0) {
    look(1, basisV.first, 0, v, u);
    look(1, basisV.last, v - 1, v, u);
  }
  return sides;
}

type Range = readonly [number, number];

/** The places of a net on a surface, with the points there. */
interface Net {
  readonly u: readonly number[];
  readonly v: readonly number[];
  readonly points: Float64Array;
}

class OnSpline implements SurfaceParameters {
  readonly #surface: NurbsSurface;
  readonly #sides: readonly CollapsedSide[];
  readonly #q = new Float64Array(9);
  readonly #u: Range;
  readonly #v: Range;
  #net: Net | null = null;

  constructor(surface: NurbsSurface, precision: number) {
    this.#surface = surface;
    this.#sides = collapsedSides(surface);
    const { basisU, basisV } = surface;
    this.#u = rangeOf(surface, basisU, basisV.count, basisV.count, 1, precision);
    this.#v = rangeOf(surface, basisV, 1, basisU.count, basisV.count, precision);
  }

  of(p: ArrayLike<number>, out: Float64Array): void {
    for (const { axis, at, point } of this.#sides) {
      if (distance(p, point) > AT_POLE) continue;
      out[axis] = at;
      out[1 - axis] = NaN;
      return;
    }
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
    const q = this.#q, surface = this.#surface, { basisU, basisV } = surface;
    const [u0, u1] = this.#u, [v0, v1] = this.#v;
    let u = out[0], v = out[1];
    for (let step = 0; step < STEPS; step++) {
      surface.d1(u, v, q);
      const x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
      const uu = q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
      const uv = q[3] * q[6] + q[4] * q[7] + q[5] * q[8];
      const vv = q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
      const pu = x * q[3] + y * q[4] + z * q[5], pv = x * q[6] + y * q[7] + z * q[8];
      const size = uu * vv - uv * uv;
      if (!(size > 1e-24 * uu * vv)) break;
      // Where the surface goes around, no step goes farther than a quarter of that.
      const du = basisU.period === 0
        ? (pu * vv - pv * uv) / size
        : within((pu * vv - pv * uv) / size, -basisU.period / 4, basisU.period / 4);
      const dv = basisV.period === 0
        ? (pv * uu - pu * uv) / size
        : within((pv * uu - pu * uv) / size, -basisV.period / 4, basisV.period / 4);
      let nextU = within(basisU.wrap(u + du), u0, u1), nextV = within(basisV.wrap(v + dv), v0, v1);
      // At an end of the one parameter the other is that of the nearest point there.
      if (nextU === u0 || nextU === u1) {
        nextV = within(basisV.wrap(v + (pv - uv * (nextU - u)) / vv), v0, v1);
      } else if (nextV === v0 || nextV === v1) {
        nextU = within(basisU.wrap(u + (pu - uv * (nextV - v)) / uu), u0, u1);
      }
      const moved = Math.abs(nextU - u) + Math.abs(nextV - v);
      u = nextU;
      v = nextV;
      if (moved <= 1e-14 * (basisU.last - basisU.first + basisV.last - basisV.first)) break;
    }
    out[0] = u;
    out[1] = v;
    surface.d1(u, v, q);
    return distance(p, q);
  }

  /** The places of the net's points that are nearest. */
  #nearest(p: ArrayLike<number>): (readonly [number, number])[] {
    const { u, v, points } = this.#net ??= netOn(this.#surface);
    const found: { square: number; place: readonly [number, number] }[] = [];
    for (let i = 0, at = 0; i < u.length; i++) {
      for (let j = 0; j < v.length; j++, at += 3) {
        const square = (points[at] - p[0]) ** 2 + (points[at + 1] - p[1]) ** 2 +
          (points[at + 2] - p[2]) ** 2;
        if (found.length === STARTS && square >= found[STARTS - 1].square) continue;
        // It is put in its place: to sort so few anew takes far longer.
        let place = found.length < STARTS ? found.length : STARTS - 1;
        for (; place > 0 && found[place - 1].square > square; place--) {
          found[place] = found[place - 1];
        }
        found[place] = { square, place: [u[i], v[j]] };
      }
    }
    return found.map(({ place }) => place);
  }
}

/**
 * The parameters in which feet are looked for: a surface goes on beyond its ends as far as no point
 * moves by more than the precision, by the differences of its net. So kernels do it; a rational one
 * ends where it ends.
 */
function rangeOf(
  { poles, weights }: NurbsSurface,
  { degree, knots, count, first, last, period }: KnotVector,
  step: number,
  across: number,
  next: number,
  precision: number,
): Range {
  if (period > 0) return [-Infinity, Infinity];
  if (weights !== null) return [first, last];
  let fastest = 0;
  for (let i = 1; i < count; i++) {
    const width = knots[i + degree] - knots[i];
    for (let j = 0; j < across; j++) {
      const to = 3 * (i * step + j * next), from = to - 3 * step;
      let size = 0;
      for (let k = 0; k < 3; k++) size += Math.abs(poles[to + k] - poles[from + k]);
      fastest = Math.max(fastest, degree * size / width);
    }
  }
  const beyond = fastest > 0 ? precision / fastest / Math.SQRT2 : 0;
  return [first - beyond, last + beyond];
}

function netOn(surface: NurbsSurface): Net {
  const { basisU, basisV } = surface;
  const u = cuts([basisU.first, ...surface.breaksU(basisU.first, basisU.last), basisU.last]);
  const v = cuts([basisV.first, ...surface.breaksV(basisV.first, basisV.last), basisV.last]);
  const points = new Float64Array(3 * u.length * v.length), q = new Float64Array(9);
  let at = 0;
  for (const a of u) {
    for (const b of v) {
      surface.d1(a, b, q);
      for (let k = 0; k < 3; k++) points[at++] = q[k];
    }
  }
  return { u, v, points };
}

function cuts(bounds: readonly number[]): number[] {
  const pieces = Math.max(2, Math.ceil(NET / (bounds.length - 1)));
  const all = [bounds[0]];
  for (let i = 1; i < bounds.length; i++) {
    for (let j = 1; j <= pieces; j++) {
      all.push(bounds[i - 1] + (bounds[i] - bounds[i - 1]) * j / pieces);
    }
  }
  return all;
}

function within(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}

function distance(p: ArrayLike<number>, q: ArrayLike<number>): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
