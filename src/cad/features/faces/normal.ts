/**
 * Unit normals of surfaces, and where there is none.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";

/** Steps towards the middle of the box, as shares of it, by which a normal at a pole is sought. */
const STEPS = [1e-6, 1e-4, 1e-2];

/** Evaluates a face's surface into `q` (9 numbers: point, du, dv), in the body's coordinates. */
export function evaluateFace(face: Face, u: number, v: number, q: Float64Array): void {
  face.surface.d1(u, v, q);
  placeSurface(face, q);
}

/** Moves a point with its du and dv, as the face's surface gave them, to the body's coordinates. */
export function placeSurface(face: Face, q: Float64Array): void {
  if (face.location === null) return;
  applyToPoint(face.location, q);
  applyToVector(face.location, q, 3);
  applyToVector(face.location, q, 6);
}

/**
 * Writes the outward unit normal, the surface's `du x dv` turned about for a reversed face, to
 * `out[at..at + 3)`.
 *
 * @param q what {@linkcode evaluateFace} gave
 * @returns false, with nothing written, at a pole or wherever else du and dv do not span a plane
 */
export function outwardNormal(face: Face, q: Float64Array, out: Float64Array, at = 0): boolean {
  const x = q[4] * q[8] - q[5] * q[7];
  const y = q[5] * q[6] - q[3] * q[8];
  const z = q[3] * q[7] - q[4] * q[6];
  const uu = q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
  const vv = q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
  const square = x * x + y * y + z * z;
  // Parallel derivatives, or one that is nothing beside the other: its direction is rounding.
  if (!(square > 1e-18 * uu * vv) || !(uu > 1e-16 * vv) || !(vv > 1e-16 * uu)) return false;
  const unit = (face.reversed ? -1 : 1) / Math.sqrt(square);
  out[at] = x * unit;
  out[at + 1] = y * unit;
  out[at + 2] = z * unit;
  return true;
}

/**
 * Writes the outward unit normal next to a point that has none of its own, towards the middle of
 * the box; (0, 0, 0) where there is none either. `q` is overwritten.
 */
export function normalNear(
  face: Face,
  box: ParameterBox,
  u: number,
  v: number,
  q: Float64Array,
  out: Float64Array,
): void {
  const towardsU = (box.u0 + box.u1) / 2 - u, towardsV = (box.v0 + box.v1) / 2 - v;
  for (const step of STEPS) {
    evaluateFace(face, u + step * towardsU, v + step * towardsV, q);
    if (outwardNormal(face, q, out)) return;
  }
  out.fill(0);
}
