/**
 * Extremes inside free-form faces.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { faceMask } from "../faces/face_mask.ts";
import { FaceRows } from "../faces/face_rows.ts";
import type { Extents } from "./extents.ts";
import { placeSurface } from "../faces/normal.ts";

/** Points of the grid in each direction, at least and at most; four between neighbouring knots. */
const LEAST = 16, MOST = 64, PER_SPAN = 4;

/** Newton steps from the best point of the grid. */
const STEPS = 12;

/**
 * Widens extents by the extremes inside a face: for each direction the least and the greatest point
 * of a grid over the face, refined by Newton's method on the two slopes. A step that leaves the
 * face or comes no farther is not taken.
 */
export class ExtentSearch {
  readonly #rows = new FaceRows();
  readonly #q = new Float64Array(9);
  readonly #beside = new Float64Array(9);

  extend(face: Face, trimming: Trimming, directions: Float64Array, extents: Extents): void {
    const { surface } = face, { u0, u1, v0, v1 } = trimming.box;
    const spansU = surface.breaksU(u0, u1).length + 1, spansV = surface.breaksV(v0, v1).length + 1;
    const nu = Math.min(MOST, Math.max(LEAST, PER_SPAN * spansU + 1));
    const nv = Math.min(MOST, Math.max(LEAST, PER_SPAN * spansV + 1));
    const mask = faceMask(surface, trimming, nu, nv);
    const count = directions.length / 3, q = this.#q;
    const low = new Float64Array(count).fill(Infinity);
    const high = new Float64Array(count).fill(-Infinity);
    const atLow = new Float64Array(2 * count), atHigh = new Float64Array(2 * count);
    for (let i = 0; i < nu; i++) {
      for (let j = 0; j < nv; j++) {
        if (mask[i * nv + j] === 0) continue;
        const u = u0 + (u1 - u0) * i / (nu - 1), v = v0 + (v1 - v0) * j / (nv - 1);
        surface.d1(u, v, q);
        applyToPoint(face.location, q);
        for (let d = 0; d < count; d++) {
          const x = along(directions, d, q, 0);
          if (x < low[d]) {
            low[d] = x;
            atLow[2 * d] = u;
            atLow[2 * d + 1] = v;
          }
          if (x > high[d]) {
            high[d] = x;
            atHigh[2 * d] = u;
            atHigh[2 * d + 1] = v;
          }
        }
      }
    }
    for (let d = 0; d < count; d++) {
      if (!(low[d] <= high[d])) continue;
      const least = this.#refine(face, trimming, directions, d, -1, atLow, low[d]);
      const most = this.#refine(face, trimming, directions, d, 1, atHigh, high[d]);
      if (least < extents.low[d]) extents.low[d] = least;
      if (most > extents.high[d]) extents.high[d] = most;
    }
  }

  #refine(
    face: Face,
    trimming: Trimming,
    directions: Float64Array,
    d: number,
    sign: number,
    start: Float64Array,
    value: number,
  ): number {
    const { u0, u1, v0, v1 } = trimming.box, q = this.#q, p = this.#beside;
    const { surface } = face;
    const stepU = 1e-6 * (u1 - u0), stepV = 1e-6 * (v1 - v0);
    let u = start[2 * d], v = start[2 * d + 1], best = value;
    const slopes = (x: number, y: number, out: Float64Array) => {
      surface.d1(x, y, out);
      applyToVector(face.location, out, 3);
      applyToVector(face.location, out, 6);
    };
    for (let i = 0; i < STEPS; i++) {
      slopes(u, v, q);
      const fu = along(directions, d, q, 3), fv = along(directions, d, q, 6);
      slopes(u + stepU, v, p);
      const fuu = (along(directions, d, p, 3) - fu) / stepU;
      const fvu = (along(directions, d, p, 6) - fv) / stepU;
      slopes(u, v + stepV, p);
      const fuv = (along(directions, d, p, 3) - fu) / stepV;
      const fvv = (along(directions, d, p, 6) - fv) / stepV;
      const determinant = fuu * fvv - fuv * fvu;
      let du = -(fvv * fu - fuv * fv) / determinant, dv = -(fuu * fv - fvu * fu) / determinant;
      if (!Number.isFinite(du) || !Number.isFinite(dv)) return best;
      // No farther than to the next points of the coarsest grid.
      const longest = Math.max(Math.abs(du) / (u1 - u0), Math.abs(dv) / (v1 - v0)) * LEAST;
      if (longest > 1) {
        du /= longest;
        dv /= longest;
      }
      // Around a closed surface the face goes on at its other border.
      const next = this.#within(face, trimming, u + du, v + dv);
      if (next === null) return best;
      surface.d1(next[0], next[1], q);
      placeSurface(face, q);
      const reached = along(directions, d, q, 0);
      if (!(sign * reached > sign * best)) return best;
      [u, v] = next;
      best = reached;
    }
    return best;
  }

  /** A place of the parameters, or the same one a period off, where that is on the face. */
  #within(
    { surface: { periodU, periodV } }: Face,
    trimming: Trimming,
    u: number,
    v: number,
  ): readonly [number, number] | null {
    for (const a of periodU === 0 ? [0] : [0, periodU, -periodU]) {
      for (const b of periodV === 0 ? [0] : [0, periodV, -periodV]) {
        if (this.#rows.contains(trimming, u + a, v + b)) return [u + a, v + b];
      }
    }
    return null;
  }
}

function along(directions: Float64Array, d: number, q: Float64Array, at: number): number {
  return directions[3 * d] * q[at] + directions[3 * d + 1] * q[at + 1] +
    directions[3 * d + 2] * q[at + 2];
}
