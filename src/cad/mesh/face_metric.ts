/**
 * How far apart the points of a face may lie, in u and in v.
 *
 * @module
 */
import type { Face } from "../brep.ts";
import type { ParameterBox } from "../geometry/trimming/trimming_pieces.ts";
import { evaluateFace } from "../features/faces/normal.ts";
import { arcPieces } from "./edge_points.ts";
import type { MeshTolerance } from "./mesh_options.ts";
import { StretchTest } from "./stretch_test.ts";
import { subdivide } from "./subdivide.ts";

/** How a face's parameters are cut, and how they are stretched before they are triangulated. */
export interface FaceMetric {
  /** Values of v, strictly inside the box, along which points are to lie. */
  readonly rows: readonly number[];
  /** Values of u, strictly inside the box, at which points of a row are to lie. */
  along(v: number): readonly number[];
  /** By what u and v are multiplied, so that a triangle of size one is within the tolerance. */
  readonly scaleU: number;
  readonly scaleV: number;
}

/** Lines of constant u that decide where rows are needed, as shares of the box. */
const COLUMNS = [0.02, 0.25, 0.5, 0.75, 0.98];

/** No direction is stretched by more than this beside the other. */
const MOST_STRETCHED = 16;

/** Kinds on which every line of constant v is an arc about one axis. */
const TURNED: ReadonlySet<string> = new Set(["cylinder", "cone", "sphere", "torus", "revolution"]);

/** Kinds on which lines of constant u are straight. */
const RULED: ReadonlySet<string> = new Set(["plane", "cylinder", "cone", "extrusion"]);

/** Finds the metric of faces. One instance keeps its buffers for all of them. */
export class FaceMetrics {
  readonly #test = new StretchTest();
  readonly #q = new Float64Array(9);

  /** The metric of a face over the box of its parameters. */
  of(face: Face, box: ParameterBox, tolerance: MeshTolerance): FaceMetric {
    const { kind } = face.surface, { u0, u1, v0, v1 } = box;
    const [lengthU, lengthV] = this.#lengths(face, box);
    if (kind === "plane") {
      const scaleU = lengthU / (u1 - u0), scaleV = lengthV / (v1 - v0);
      return { rows: [], along: () => [], scaleU, scaleV };
    }
    // A surface that bends both ways is off by the sum of both.
    const within = RULED.has(kind) ? tolerance : { ...tolerance, chordal: tolerance.chordal / 2 };
    const rows = RULED.has(kind) ? [] : this.#rows(face, box, within);
    const cache = new Map<number, number[]>();
    const along = (v: number) => {
      const known = cache.get(v);
      if (known !== undefined) return known;
      const found = this.#along(face, box, v, within);
      cache.set(v, found);
      return found;
    };
    const looked = [v0 + 0.02 * (v1 - v0), (v0 + v1) / 2, v1 - 0.02 * (v1 - v0)];
    const countU = 1 + Math.max(...looked.map((v) => along(v).length));
    const countV = 1 + rows.length;
    const longer = Math.max(lengthU, lengthV);
    let stepU = countU > 1 ? lengthU / countU : longer;
    let stepV = countV > 1 ? lengthV / countV : longer;
    stepU = Math.min(stepU, MOST_STRETCHED * stepV);
    stepV = Math.min(stepV, MOST_STRETCHED * stepU);
    return {
      rows,
      along,
      scaleU: lengthU / (u1 - u0) / stepU,
      scaleV: lengthV / (v1 - v0) / stepV,
    };
  }

  /** The lengths of the box in space, in u and in v: means over nine places. */
  #lengths(face: Face, { u0, u1, v0, v1 }: ParameterBox): [number, number] {
    const q = this.#q;
    let squareU = 0, squareV = 0;
    for (const i of [0.05, 0.5, 0.95]) {
      for (const j of [0.05, 0.5, 0.95]) {
        evaluateFace(face, u0 + i * (u1 - u0), v0 + j * (v1 - v0), q);
        squareU += q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
        squareV += q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
      }
    }
    const least = 1e-12 * Math.sqrt(squareU * (u1 - u0) ** 2 + squareV * (v1 - v0) ** 2);
    return [
      Math.max(least, Math.sqrt(squareU / 9) * (u1 - u0)) || 1,
      Math.max(least, Math.sqrt(squareV / 9) * (v1 - v0)) || 1,
    ];
  }

  #rows(face: Face, { u0, u1, v0, v1 }: ParameterBox, tolerance: MeshTolerance): number[] {
    const { surface } = face;
    if (surface.kind === "sphere" || surface.kind === "torus") {
      const q = this.#q;
      evaluateFace(face, u0, v0, q);
      return inside(v0, v1, arcPieces(Math.hypot(q[6], q[7], q[8]), v1 - v0, tolerance));
    }
    const columns = surface.kind === "revolution" ? [0.5] : COLUMNS;
    const traces = columns.map((share) => {
      const u = u0 + share * (u1 - u0);
      return (v: number, out: Float64Array) => {
        evaluateFace(face, u, v, this.#q);
        for (let k = 0; k < 3; k++) {
          out[k] = this.#q[k];
          out[3 + k] = this.#q[6 + k];
        }
      };
    });
    return subdivide(v0, v1, surface.breaksV(v0, v1), (from, to, breaks) => {
      let wanted = 1;
      for (const trace of traces) {
        wanted = Math.max(wanted, this.#test.wantedPieces(trace, from, to, breaks, tolerance));
      }
      return wanted;
    }).slice(1, -1);
  }

  #along(face: Face, { u0, u1 }: ParameterBox, v: number, tolerance: MeshTolerance): number[] {
    const { surface } = face, q = this.#q;
    if (TURNED.has(surface.kind)) {
      evaluateFace(face, u0, v, q);
      return inside(u0, u1, arcPieces(Math.hypot(q[3], q[4], q[5]), u1 - u0, tolerance));
    }
    const trace = (u: number, out: Float64Array) => {
      evaluateFace(face, u, v, q);
      out.set(q.subarray(0, 6));
    };
    return subdivide(
      u0,
      u1,
      surface.breaksU(u0, u1),
      (from, to, breaks) => this.#test.wantedPieces(trace, from, to, breaks, tolerance),
    ).slice(1, -1);
  }
}

/** What cuts a range into equal pieces. */
function inside(from: number, to: number, pieces: number): number[] {
  return Array.from(
    { length: Math.max(0, pieces - 1) },
    (_, i) => from + (to - from) * (i + 1) / pieces,
  );
}
