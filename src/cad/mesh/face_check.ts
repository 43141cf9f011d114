/**
 * Where the triangles of a face are not good enough yet.
 *
 * @module
 */
import type { Face } from "../brep.ts";
import { evaluateFace, outwardNormal } from "../features/faces/normal.ts";
import { flipSides } from "./flip_sides.ts";
import type { FaceMetric } from "./face_metric.ts";
import type { FacePoints } from "./face_points.ts";
import type { PointPool } from "./point_pool.ts";

/** What was found wrong with the triangles of a face. */
interface Faults {
  /** The farthest that a triangle lies from the surface. */
  readonly deviation: number;
  /** Triangles that look the wrong way. */
  readonly inverted: number;
  /** Where points would help: u and v of each. */
  readonly wanted: readonly number[];
}

/** A face has no more points. */
export const MOST_POINTS = 200_000;

/** The quality of a triangle that is a line in the parameters: less than any cosine. */
const WORST = -2;

/** Twice the area over the square of the longest side, below which a triangle is a line. */
const IN_LINE = 1e-9;

/** A triangle of less height, as a share of the tolerance, may look anywhere. */
const SLIVER = 0.25;

/** Looks at the triangles of one face, each once. */
export class FaceCheck {
  readonly #face: Face;
  readonly #points: FacePoints;
  readonly #pool: PointPool;
  readonly #metric: FaceMetric;
  readonly #allowed: number;
  readonly #cosine: number;
  readonly #sides = new Set<number>();
  readonly #good = new Set<number>();
  readonly #q = new Float64Array(9);
  readonly #normal = new Float64Array(3);

  constructor(
    face: Face,
    points: FacePoints,
    sides: readonly number[],
    pool: PointPool,
    metric: FaceMetric,
    allowed: number,
    angular: number,
  ) {
    this.#face = face;
    this.#points = points;
    this.#pool = pool;
    this.#metric = metric;
    this.#allowed = allowed;
    this.#cosine = Math.cos(angular);
    for (let i = 0; i < sides.length; i += 2) this.#sides.add(sideKey(sides[i], sides[i + 1]));
  }

  /** Looks at all triangles, after sides were turned in place where that makes them better. */
  look(triangles: Uint32Array): Faults {
    flipSides(
      triangles,
      (a, b) => this.#sides.has(sideKey(a, b)),
      (a, b, c) => this.#isLine(a, b, c) ? WORST : this.#cosineOf(a, b, c),
      (a, b, c) => this.#turns(a, b, c),
      this.#cosine,
    );
    const wanted: number[] = [], good: number[] = [];
    const taken = new Set<number>();
    let deviation = 0, inverted = 0;
    for (let i = 0; i < triangles.length; i += 3) {
      const corners = triangles.subarray(i, i + 3);
      const key = this.#good.size > 0 ? this.#keyOf(corners) : -1;
      if (this.#good.has(key)) continue;
      const found = this.#lookAt(corners);
      if (found === null) {
        good.push(i);
        continue;
      }
      deviation = Math.max(deviation, found.deviation);
      if (found.inverted) inverted++;
      this.#want(corners, taken, wanted);
    }
    // Only where points are set, somebody comes back to what is good.
    if (wanted.length > 0) {
      for (const i of good) this.#good.add(this.#keyOf(triangles.subarray(i, i + 3)));
    }
    return { deviation, inverted, wanted };
  }

  /** One number a triangle, from whichever corner it begins: exact up to 200,000 points. */
  #keyOf([a, b, c]: Uint32Array): number {
    const [x, y, z] = a < b && a < c ? [a, b, c] : b < c ? [b, c, a] : [c, a, b];
    return (x * MOST_POINTS + y) * MOST_POINTS + z;
  }

  /** Null of a triangle that is good. */
  #lookAt([a, b, c]: Uint32Array): { deviation: number; inverted: boolean } | null {
    const { point, u, v } = this.#points, { places } = this.#pool, q = this.#q;
    const p = 3 * point[a], r = 3 * point[b], s = 3 * point[c];
    if (p === r || r === s || s === p) return null;
    const x0 = places[p], y0 = places[p + 1], z0 = places[p + 2];
    const ux = places[r] - x0, uy = places[r + 1] - y0, uz = places[r + 2] - z0;
    const vx = places[s] - x0, vy = places[s + 1] - y0, vz = places[s + 2] - z0;
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    const twice = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const longest = Math.sqrt(Math.max(
      ux * ux + uy * uy + uz * uz,
      vx * vx + vy * vy + vz * vz,
      (ux - vx) ** 2 + (uy - vy) ** 2 + (uz - vz) ** 2,
    ));
    const height = twice / longest;
    const off = (su: number, sv: number): number => {
      evaluateFace(this.#face, su, sv, q);
      return Math.abs((q[0] - x0) * nx + (q[1] - y0) * ny + (q[2] - z0) * nz) / twice;
    };
    let deviation = off((u[a] + u[b] + u[c]) / 3, (v[a] + v[b] + v[c]) / 3);
    const normal = this.#normal;
    const looksAway = outwardNormal(this.#face, q, normal) &&
      (this.#face.reversed ? -1 : 1) * (normal[0] * nx + normal[1] * ny + normal[2] * nz) < 0;
    if (!this.#sides.has(sideKey(a, b))) {
      deviation = Math.max(deviation, off((u[a] + u[b]) / 2, (v[a] + v[b]) / 2));
    }
    if (!this.#sides.has(sideKey(b, c))) {
      deviation = Math.max(deviation, off((u[b] + u[c]) / 2, (v[b] + v[c]) / 2));
    }
    if (!this.#sides.has(sideKey(c, a))) {
      deviation = Math.max(deviation, off((u[c] + u[a]) / 2, (v[c] + v[a]) / 2));
    }
    if (!(height > 1e-9 * longest)) return null;
    // Slivers within the tolerance may lean: where a surface ends in a line or a point, its normals
    // there are not those beside it, and turn about within less than can be seen.
    const isInverted = looksAway && height >= SLIVER * this.#allowed;
    const leans = isInverted ||
      (height >= this.#allowed && this.#cosineOf(a, b, c) < this.#cosine);
    if (deviation <= this.#allowed && !leans) return null;
    return { deviation, inverted: isInverted };
  }

  /**
   * The least cosine of the angle between a triangle and the surface's normals at its corners: 1 of
   * one that is but a line, since two of its corners are one point.
   */
  #cosineOf(a: number, b: number, c: number): number {
    const { point, normals } = this.#points, { places } = this.#pool;
    const p = 3 * point[a], r = 3 * point[b], s = 3 * point[c];
    if (p === r || r === s || s === p) return 1;
    const ux = places[r] - places[p], uy = places[r + 1] - places[p + 1];
    const uz = places[r + 2] - places[p + 2];
    const vx = places[s] - places[p], vy = places[s + 1] - places[p + 1];
    const vz = places[s + 2] - places[p + 2];
    const turn = this.#face.reversed ? -1 : 1;
    const nx = turn * (uy * vz - uz * vy), ny = turn * (uz * vx - ux * vz);
    const nz = turn * (ux * vy - uy * vx);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (!(length > 0)) return -1;
    let least = length;
    for (let k = 0; k < 3; k++) {
      const at = 3 * (k === 0 ? a : k === 1 ? b : c);
      least = Math.min(least, normals[at] * nx + normals[at + 1] * ny + normals[at + 2] * nz);
    }
    return least / length;
  }

  /** Whether three points are in line in the parameters, however they lie in space. */
  #isLine(a: number, b: number, c: number): boolean {
    const { u, v } = this.#points, { scaleU, scaleV } = this.#metric;
    const square = (p: number, r: number) =>
      ((u[r] - u[p]) * scaleU) ** 2 + ((v[r] - v[p]) * scaleV) ** 2;
    return this.#turns(a, b, c) <= IN_LINE * Math.max(square(a, b), square(b, c), square(c, a));
  }

  /** Twice the area in the stretched parameters. */
  #turns(a: number, b: number, c: number): number {
    const { u, v } = this.#points, { scaleU, scaleV } = this.#metric;
    return scaleU * scaleV *
      ((u[b] - u[a]) * (v[c] - v[a]) - (u[c] - u[a]) * (v[b] - v[a]));
  }

  /** The middle of the longest side that may be cut; the triangle's own where none may. */
  #want([a, b, c]: Uint32Array, taken: Set<number>, wanted: number[]): void {
    const { u, v } = this.#points, { scaleU, scaleV } = this.#metric;
    let best = -1, longest = 0, place: readonly [number, number] = [0, 0];
    for (const [from, to] of [[a, b], [b, c], [c, a]] as const) {
      const key = sideKey(from, to);
      if (this.#sides.has(key)) continue;
      const length = Math.hypot((u[to] - u[from]) * scaleU, (v[to] - v[from]) * scaleV);
      if (length <= longest) continue;
      [best, longest, place] = [key, length, [(u[from] + u[to]) / 2, (v[from] + v[to]) / 2]];
    }
    if (best < 0) place = [(u[a] + u[b] + u[c]) / 3, (v[a] + v[b] + v[c]) / 3];
    else if (taken.has(best)) return;
    else taken.add(best);
    wanted.push(place[0], place[1]);
  }
}

function sideKey(a: number, b: number): number {
  return a < b ? a * 0x4000000 + b : b * 0x4000000 + a;
}
