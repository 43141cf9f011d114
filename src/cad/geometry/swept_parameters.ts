/**
 * The parameters of points on extrusions and revolutions.
 *
 * @module
 */
import { curveDomain } from "./curve_domain.ts";
import { Extrusion } from "./extrusion.ts";
import { NurbsCurve } from "./nurbs/nurbs_curve.ts";
import { Revolution } from "./revolution.ts";
import type { SmoothCurve } from "./smooth.ts";
import type { Surface } from "./surface.ts";
import type { SurfaceParameters } from "./surface_parameters.ts";

/** Points among which the nearest one is looked for first, a smooth piece of the curve. */
const SAMPLES = 16;
/** Steps of Newton's method. */
const STEPS = 40;
/** The range in which lines, parabolas and hyperbolas are sampled: from it Newton goes anywhere. */
const FAR = 1;

/** The finder for a swept surface; null for any other. It begins at the place that it is given. */
export function sweptParameters(surface: Surface): SurfaceParameters | null {
  if (surface instanceof Extrusion) return new OnExtrusion(surface);
  if (surface instanceof Revolution) return new OnRevolution(surface);
  return null;
}

/** Two coordinates of a curve's points, which the sweep does not change. */
interface Profile {
  /** Writes the coordinates at `t`, their first and their second derivatives: 6 numbers. */
  at(t: number, out: Float64Array): void;
}

/** Two coordinates of a curve's points, which the sweep does not change. */
class ProfileFoot {
  readonly #profile: Profile;
  readonly #curve: SmoothCurve;
  readonly #q = new Float64Array(6);
  readonly #bounds: readonly [number, number];
  readonly #starts: number[];
  /** Where a polyline bends, its ends too; null of a curve that is smooth. */
  readonly #bends: number[] | null;

  constructor(profile: Profile, curve: SmoothCurve) {
    this.#profile = profile;
    this.#curve = curve;
    const [low, high] = this.#bounds = boundsOf(curve);
    const [from, to] = Number.isFinite(low) ? [low, high] : [-FAR, FAR];
    const cuts = [from, ...curve.breaks(from, to), to];
    this.#bends = curve instanceof NurbsCurve && curve.basis.degree === 1 ? cuts : null;
    this.#starts = cuts.slice(1).flatMap((cut, i) =>
      Array.from({ length: SAMPLES + 1 }, (_, j) => cuts[i] + (cut - cuts[i]) * j / SAMPLES)
    );
  }

  of(x: number, y: number, start: number): number {
    const q = this.#q, periodic = this.#curve.period > 0;
    if (this.#bends !== null) return this.#ofBends(this.#bends, x, y);
    let t = start;
    if (Number.isNaN(start)) {
      let least = Infinity;
      for (const candidate of this.#starts) {
        this.#profile.at(candidate, q);
        const square = (q[0] - x) ** 2 + (q[1] - y) ** 2;
        if (square < least) [t, least] = [candidate, square];
      }
    }
    const [low, high] = this.#bounds;
    for (let step = 0; step < STEPS; step++) {
      this.#profile.at(t, q);
      const dx = q[0] - x, dy = q[1] - y;
      const slope = dx * q[2] + dy * q[3];
      const full = q[2] * q[2] + q[3] * q[3] + dx * q[4] + dy * q[5];
      const bend = full > 0 ? full : q[2] * q[2] + q[3] * q[3];
      if (!(bend > 0)) return t;
      const next = periodic ? t - slope / bend : Math.min(Math.max(t - slope / bend, low), high);
      if (Math.abs(next - t) <= 1e-15 * (1 + Math.abs(t))) return next;
      t = next;
    }
    return t;
  }

  /** Newton's method stops at a bend: the nearest of the feet on all pieces. */
  #ofBends(bends: readonly number[], x: number, y: number): number {
    const q = this.#q;
    let best = bends[0], least = Infinity;
    for (let i = 1; i < bends.length; i++) {
      const [low, high] = [bends[i - 1], bends[i]], middle = (low + high) / 2;
      this.#profile.at(middle, q);
      const slope = (q[0] - x) * q[2] + (q[1] - y) * q[3], bend = q[2] ** 2 + q[3] ** 2;
      const t = bend > 0 ? Math.min(Math.max(middle - slope / bend, low), high) : middle;
      this.#profile.at(t, q);
      const square = (q[0] - x) ** 2 + (q[1] - y) ** 2;
      if (square < least) [best, least] = [t, square];
    }
    return best;
  }
}

function boundsOf(curve: SmoothCurve): readonly [number, number] {
  return curveDomain(curve) ?? (curve.period > 0 ? [0, curve.period] : [-Infinity, Infinity]);
}

class OnExtrusion implements SurfaceParameters {
  readonly #foot: ProfileFoot;
  readonly #curve: SmoothCurve;
  readonly #x: readonly number[];
  readonly #y: readonly number[];
  readonly #z: ArrayLike<number>;
  readonly #size: number;
  readonly #c = new Float64Array(9);

  constructor({ curve, direction }: Extrusion) {
    this.#curve = curve;
    this.#z = direction;
    this.#size = direction[0] ** 2 + direction[1] ** 2 + direction[2] ** 2;
    const [x, y] = across(direction);
    this.#x = x;
    this.#y = y;
    const c = this.#c;
    this.#foot = new ProfileFoot({
      at(t, out) {
        curve.derive(t, 2, c);
        for (let k = 0; k < 3; k++) {
          out[2 * k] = dot(c, x, 3 * k);
          out[2 * k + 1] = dot(c, y, 3 * k);
        }
      },
    }, curve);
  }

  of(p: ArrayLike<number>, out: Float64Array): void {
    const u = this.#foot.of(dot(p, this.#x), dot(p, this.#y), out[0]);
    const c = this.#c, z = this.#z;
    this.#curve.d1(u, c);
    out[0] = u;
    out[1] = ((p[0] - c[0]) * z[0] + (p[1] - c[1]) * z[1] + (p[2] - c[2]) * z[2]) / this.#size;
  }
}

class OnRevolution implements SurfaceParameters {
  readonly #surface: Revolution;
  readonly #foot: ProfileFoot;
  readonly #x: readonly number[];
  readonly #y: readonly number[];
  readonly #c = new Float64Array(9);

  constructor(surface: Revolution) {
    this.#surface = surface;
    const { curve, origin, axis } = surface, c = this.#c;
    [this.#x, this.#y] = across(axis);
    const [ex, ey] = [this.#x, this.#y];
    this.#foot = new ProfileFoot({
      at(t, out) {
        curve.derive(t, 2, c);
        for (let i = 0; i < 3; i++) c[i] -= origin[i];
        const x = dot(c, ex), y = dot(c, ey), r = Math.hypot(x, y);
        const dx = dot(c, ex, 3), dy = dot(c, ey, 3);
        const ddx = dot(c, ex, 6), ddy = dot(c, ey, 6);
        out[0] = r;
        out[1] = dot(c, axis);
        // On the axis the distance has no derivative: the way there is as good as any.
        out[2] = r > 0 ? (x * dx + y * dy) / r : Math.hypot(dx, dy);
        out[3] = dot(c, axis, 3);
        out[4] = r > 0 ? (dx * dx + dy * dy + x * ddx + y * ddy - out[2] * out[2]) / r : 0;
        out[5] = dot(c, axis, 6);
      },
    }, curve);
  }

  of(p: ArrayLike<number>, out: Float64Array): void {
    const { curve, origin, axis } = this.#surface, c = this.#c;
    const w = [p[0] - origin[0], p[1] - origin[1], p[2] - origin[2]];
    const x = dot(w, this.#x), y = dot(w, this.#y), r = Math.hypot(x, y);
    const v = this.#foot.of(r, dot(w, axis), out[1]);
    curve.d1(v, c);
    for (let i = 0; i < 3; i++) c[i] -= origin[i];
    const cx = dot(c, this.#x), cy = dot(c, this.#y);
    // On the axis every u is right.
    out[0] = r <= 1e-9 * (1 + Math.abs(dot(w, axis)))
      ? NaN
      : Math.atan2(cx * y - cy * x, cx * x + cy * y);
    out[1] = v;
  }
}

/** Two unit vectors across a direction, right-handed with it. */
function across(d: ArrayLike<number>): [number[], number[]] {
  const size = Math.hypot(d[0], d[1], d[2]);
  const z = [d[0] / size, d[1] / size, d[2] / size];
  const least = z.map(Math.abs).indexOf(Math.min(...z.map(Math.abs)));
  const start = [0, 1, 2].map((i) => (i === least ? 1 : 0) - z[least] * z[i]);
  const length = Math.hypot(...start);
  const x = start.map((value) => value / length);
  const y = [
    z[1] * x[2] - z[2] * x[1],
    z[2] * x[0] - z[0] * x[2],
    z[0] * x[1] - z[1] * x[0],
  ];
  return [x, y];
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>, at = 0): number {
  return a[at] * b[0] + a[at + 1] * b[1] + a[at + 2] * b[2];
}
