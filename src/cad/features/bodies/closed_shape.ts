/**
 * Which faces and edges close on themselves, and which are rational.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import { NurbsCurve } from "../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { scaleOf } from "../../geometry/transform.ts";
import type { PlacedCurve } from "../edges/edge_curve.ts";

/** Rows across the box at which its two sides are compared. */
const ROWS = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Sides this near to each other are one, as a share of the way around. */
const ONE = 1e-6;

/**
 * Whether a face's box of parameters closes on itself in u and in v: a cylinder's side that goes
 * all the way round does in u, a torus in both, a free-form tube as well. Its first and last side
 * are then the same in space, while what is half way between them is not.
 */
export class FaceClosure {
  readonly #a = new Float64Array(9);
  readonly #b = new Float64Array(9);

  /** Writes 1 where closed, else 0, for u and for v. */
  write(face: Face, { box, tolerance }: Trimming, out: Int32Array, at: number): void {
    const { u0, u1, v0, v1 } = box;
    out[at] = this.#closes(face, u0, u1, v0, v1, false, tolerance) ? 1 : 0;
    out[at + 1] = this.#closes(face, v0, v1, u0, u1, true, tolerance) ? 1 : 0;
  }

  #closes(
    { surface }: Face,
    low: number,
    high: number,
    from: number,
    to: number,
    swapped: boolean,
    tolerance: number,
  ): boolean {
    if (surface.kind === "plane") return false;
    const a = this.#a, b = this.#b;
    for (const share of ROWS) {
      const row = from + share * (to - from);
      this.#at(surface, low, row, swapped, a);
      this.#at(surface, high, row, swapped, b);
      const gap = distance(a, b);
      this.#at(surface, (low + high) / 2, row, swapped, b);
      const around = distance(a, b);
      // Of a row that is a point all ends meet.
      if (!(around > tolerance) || gap > Math.max(ONE * around, Math.min(tolerance, around / 10))) {
        return false;
      }
    }
    return true;
  }

  #at(
    surface: Face["surface"],
    x: number,
    row: number,
    swapped: boolean,
    out: Float64Array,
  ): void {
    if (swapped) surface.d1(row, x, out);
    else surface.d1(x, row, out);
  }
}

/** Whether an edge of some length ends where it begins. */
export function isClosedEdge(
  { curve, location, first, last }: PlacedCurve,
  tolerance: number,
): boolean {
  const a = new Float64Array(6), b = new Float64Array(6);
  curve.d1(first, a);
  curve.d1(last, b);
  const gap = distance(a, b);
  curve.d1((first + last) / 2, b);
  const around = distance(a, b), own = tolerance / scaleOf(location);
  return around > own && gap <= Math.max(ONE * around, Math.min(own, around / 10));
}

/** Whether a curve or a surface is a B-spline with weights that differ. */
export function isRational(shape: object | null): boolean {
  return (shape instanceof NurbsSurface || shape instanceof NurbsCurve) && shape.rational;
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
