/**
 * Curvatures of faces.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import type { SmoothSurface } from "../../geometry/smooth.ts";
import { OffsetSurface } from "../../geometry/offset_surface.ts";
import { applyToVector, determinant, scaleOf } from "../../geometry/transform.ts";
import { parameterStep } from "./parameter_step.ts";

/** Numbers per point of a face: Gaussian, mean, least and greatest principal curvature. */
export const CURVATURES = 4;

/** The second fundamental form beside the first, at one point of a surface. */
export class SurfaceCurvature {
  readonly #s = new Float64Array(18);
  /** The first fundamental form, E, F, G, and the second, L, M, N, against `du x dv`. */
  readonly #forms = new Float64Array(6);

  /**
   * Writes the four curvatures of a face at a point, to `out[at..at + 4)`: Gaussian (one over the
   * square of the model's unit), mean, least and greatest principal curvature (one over the unit).
   * They are positive where the face bends away from its outer side: a ball of radius r has 1/r, a
   * round hole -1/r and 0.
   *
   * @returns false, with zeros written, where there is none: at a pole, an apex, or a surface whose
   * second derivatives are not known
   */
  at(face: Face, u: number, v: number, out: Float64Array | Float32Array, at = 0): boolean {
    const { surface, location } = face;
    const offset = surface instanceof OffsetSurface ? surface : null;
    const basis = offset?.basis ?? surface;
    out.fill(0, at, at + CURVATURES);
    if (!isSmooth(basis) || !this.#measure(basis, u, v)) return false;
    const [e, f, g, l, m, n] = this.#forms;
    // The second form against two unit vectors at right angles, one of them along du: there the
    // difference of the curvatures does not come out of the difference of larger numbers.
    const skew = f / e, across = g - f * skew;
    const p = l / e, r = (n - 2 * skew * m + skew * skew * l) / across;
    const q = (m - skew * l) / Math.sqrt(e * across);
    const mean = (p + r) / 2, spread = Math.hypot((p - r) / 2, q);
    let a = mean - spread, b = mean + spread, turn = 1;
    if (offset !== null) {
      // Along a line of curvature k the offset by d stretches by 1 - d k; it may turn inside out.
      const stretchA = 1 - offset.distance * a, stretchB = 1 - offset.distance * b;
      if (stretchA === 0 || stretchB === 0) return false;
      a /= stretchA;
      b /= stretchB;
      if (stretchA * stretchB < 0) turn = -1;
    }
    const sign = turn * (face.reversed ? 1 : -1) * (determinant(location) < 0 ? -1 : 1);
    const unit = sign / scaleOf(location);
    a *= unit;
    b *= unit;
    // Adding 0 makes -0 of flat directions 0.
    out[at] = a * b + 0;
    out[at + 1] = (a + b) / 2 + 0;
    out[at + 2] = Math.min(a, b) + 0;
    out[at + 3] = Math.max(a, b) + 0;
    return true;
  }

  #measure(surface: SmoothSurface, u: number, v: number): boolean {
    const s = this.#s, forms = this.#forms;
    surface.d2(u, v, s);
    const x = s[4] * s[8] - s[5] * s[7];
    const y = s[5] * s[6] - s[3] * s[8];
    const z = s[3] * s[7] - s[4] * s[6];
    const square = x * x + y * y + z * z;
    forms[0] = s[3] * s[3] + s[4] * s[4] + s[5] * s[5];
    forms[1] = s[3] * s[6] + s[4] * s[7] + s[5] * s[8];
    forms[2] = s[6] * s[6] + s[7] * s[7] + s[8] * s[8];
    // As for normals: parallel derivatives, or one that is nothing beside the other.
    if (!(square > 1e-18 * forms[0] * forms[2])) return false;
    if (!(forms[0] > 1e-22 * forms[2]) || !(forms[2] > 1e-22 * forms[0])) return false;
    const unit = 1 / Math.sqrt(square);
    for (let k = 0; k < 3; k++) {
      forms[3 + k] = unit * (x * s[9 + 3 * k] + y * s[10 + 3 * k] + z * s[11 + 3 * k]);
    }
    return true;
  }
}

/**
 * The curvature of a face in a direction, signed as {@linkcode SurfaceCurvature} signs it: that of
 * its section by the plane of the normal and the direction. Null where it has none, and on offset
 * surfaces, whose second derivatives would take the third of their basis.
 */
export function normalCurvature(
  face: Face,
  u: number,
  v: number,
  direction: Float64Array,
): number | null {
  const { surface, location } = face;
  if (!isSmooth(surface)) return null;
  const s = new Float64Array(18);
  surface.d2(u, v, s);
  for (let k = 3; k < 18; k += 3) applyToVector(location, s, k);
  const [du, dv] = parameterStep(s, direction[0], direction[1], direction[2]);
  const x = s[4] * s[8] - s[5] * s[7];
  const y = s[5] * s[6] - s[3] * s[8];
  const z = s[3] * s[7] - s[4] * s[6];
  const area = Math.hypot(x, y, z);
  let square = 0, bend = 0;
  for (let i = 0; i < 3; i++) {
    square += (s[3 + i] * du + s[6 + i] * dv) ** 2;
    const second = s[9 + i] * du * du + 2 * s[12 + i] * du * dv + s[15 + i] * dv * dv;
    bend += (i === 0 ? x : i === 1 ? y : z) * second;
  }
  if (!(square > 0) || !(area > 0)) return null;
  return (face.reversed ? 1 : -1) * bend / area / square;
}

function isSmooth(surface: object): surface is SmoothSurface {
  return "d2" in surface;
}
