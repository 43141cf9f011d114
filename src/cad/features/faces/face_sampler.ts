/**
 * Random points of faces.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import type { SurfaceKind } from "../../geometry/surface.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { createRandomStream } from "../../random_stream.ts";
import { FaceRows } from "./face_rows.ts";
import { evaluateFace, normalNear, outwardNormal } from "./normal.ts";

/**
 * How points are spread: `"area"` evenly over the face's area, all of them on the face;
 * `"parameter"` evenly over the box of its parameters, on the face or not.
 */
export type Sampling = "area" | "parameter";

/** Numbers per sample: x, y, z, outward unit normal, visibility. */
export const SAMPLE_COMPONENTS = 7;

/** The fewest rows that a face is cut into. */
const ROWS = 16;

/** Stretches of equal length that a row is weighed in, where the density varies along it. */
const STRETCHES = 4;

/** How the density |du x dv| varies: not at all, from row to row only, or along the rows too. */
const DENSITY: Readonly<Record<SurfaceKind, "even" | "by row" | "any">> = {
  plane: "even",
  cylinder: "even",
  cone: "by row",
  sphere: "by row",
  torus: "by row",
  revolution: "by row",
  nurbs: "any",
  extrusion: "any",
  offset: "any",
  other: "any",
};

/**
 * Draws points of faces. The same seed, face and number give the same points: they are a function
 * of the face's parameters, so that they move with the body.
 *
 * By area: the face is cut into rows of random v, one in each of as many equal strata; stretches of
 * the rows are weighed by their length and the density |du x dv|, and points are taken from the
 * cumulated weights, one at random in each of as many equal shares. Points therefore come in
 * the order of v, and of u within a row.
 */
export class FaceSampler {
  readonly #rows = new FaceRows();
  readonly #q = new Float64Array(9);
  readonly #normal = new Float64Array(3);
  // Per element of the cumulated weights: its row's v, its range of u, the weight up to its end.
  #v = new Float64Array(256);
  #from = new Float64Array(256);
  #to = new Float64Array(256);
  #sum = new Float64Array(256);
  #count = 0;

  /**
   * Draws parameters: `count` pairs (u, v) into `uv`, and into `visible` 1 where the point is on
   * the face, else 0.
   *
   * @param index the face's index: a stream of the seed
   */
  parameters(
    face: Face,
    trimming: Trimming,
    index: number,
    count: number,
    sampling: Sampling,
    seed: number,
    uv: Float64Array,
    visible: Uint8Array,
  ): void {
    const { next } = createRandomStream(seed, index);
    const total = sampling === "area"
      ? this.#weigh(face, trimming, Math.max(ROWS, count), next)
      : 0;
    // A face of no area has no shares.
    if (!(total > 0)) return this.#byParameter(face, trimming, count, next, uv, visible);
    for (let i = 0, element = 0; i < count; i++) {
      const share = (i + next()) / count * total;
      while (element < this.#count - 1 && this.#sum[element] < share) element++;
      uv[2 * i] = this.#from[element] + next() * (this.#to[element] - this.#from[element]);
      uv[2 * i + 1] = this.#v[element];
      visible[i] = 1;
    }
  }

  /** Evaluates drawn parameters: `count * 7` numbers from `at` on. */
  evaluate(
    face: Face,
    trimming: Trimming,
    count: number,
    uv: Float64Array,
    visible: Uint8Array,
    out: Float32Array | Float64Array,
    at: number,
  ): void {
    const q = this.#q, normal = this.#normal;
    for (let i = 0, to = at; i < count; i++, to += SAMPLE_COMPONENTS) {
      const u = uv[2 * i], v = uv[2 * i + 1];
      evaluateFace(face, u, v, q);
      out[to] = q[0];
      out[to + 1] = q[1];
      out[to + 2] = q[2];
      if (!outwardNormal(face, q, normal)) normalNear(face, trimming.box, u, v, q, normal);
      out[to + 3] = normal[0];
      out[to + 4] = normal[1];
      out[to + 5] = normal[2];
      out[to + 6] = visible[i];
    }
  }

  #byParameter(
    { surface }: Face,
    trimming: Trimming,
    count: number,
    next: () => number,
    uv: Float64Array,
    visible: Uint8Array,
  ): void {
    const { u0, u1, v0, v1 } = trimming.box;
    for (let i = 0; i < count; i++) {
      const u = uv[2 * i] = u0 + next() * (u1 - u0);
      const v = uv[2 * i + 1] = v0 + next() * (v1 - v0);
      visible[i] = this.#rows.contains(trimming, u, v, surface.periodU, surface.periodV) ? 1 : 0;
    }
  }

  /** Fills the cumulated weights; returns their total. */
  #weigh(face: Face, trimming: Trimming, rows: number, next: () => number): number {
    const { v0, v1 } = trimming.box;
    const density = DENSITY[face.surface.kind];
    let total = 0;
    this.#count = 0;
    for (let r = 0; r < rows; r++) {
      const v = v0 + (v1 - v0) * (r + next()) / rows;
      const ends = this.#rows.cut(trimming, v);
      const even = density === "even" || ends === 0
        ? 1
        : density === "by row"
        ? this.#density(face, this.#rows.ends[0], v)
        : 0;
      for (let i = 0; i < ends; i += 2) {
        const from = this.#rows.ends[i], length = this.#rows.ends[i + 1] - from;
        const parts = density === "any" ? STRETCHES : 1;
        for (let k = 0; k < parts; k++) {
          const a = from + length * k / parts, b = from + length * (k + 1) / parts;
          const weight = density === "any" ? this.#density(face, a + next() * (b - a), v) : even;
          total += weight * (b - a);
          this.#add(v, a, b, total);
        }
      }
    }
    return total;
  }

  #density(face: Face, u: number, v: number): number {
    const q = this.#q;
    face.surface.d1(u, v, q);
    const x = q[4] * q[8] - q[5] * q[7];
    const y = q[5] * q[6] - q[3] * q[8];
    const z = q[3] * q[7] - q[4] * q[6];
    return Math.sqrt(x * x + y * y + z * z);
  }

  #add(v: number, from: number, to: number, sum: number): void {
    const i = this.#count++;
    if (i === this.#v.length) {
      [this.#v, this.#from, this.#to, this.#sum] = [this.#v, this.#from, this.#to, this.#sum]
        .map((old) => {
          const larger = new Float64Array(2 * old.length);
          larger.set(old);
          return larger;
        });
    }
    this.#v[i] = v;
    this.#from[i] = from;
    this.#to[i] = to;
    this.#sum[i] = sum;
  }
}
