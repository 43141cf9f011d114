/**
 * What the rest of `cad/` needs to know of a surface. One class a file implements it.
 *
 * @module
 */

/** The kinds of surfaces, as the codes of `faces/face_types` name them. */
export type SurfaceKind =
  | "plane"
  | "cylinder"
  | "cone"
  | "sphere"
  | "torus"
  | "nurbs"
  | "revolution"
  | "extrusion"
  | "offset"
  | "other";

/**
 * A parametric surface. Parametrisations are those of the kernel's B-Rep text.
 */
export interface Surface {
  /** What kind of surface it is. */
  readonly kind: SurfaceKind;
  /** The period in u, or 0 where the surface does not close on itself in u. */
  readonly periodU: number;
  /** The period in v, or 0 where the surface does not close on itself in v. */
  readonly periodV: number;
  /**
   * Evaluates the surface: the point goes to `out[0..3)`, the derivative by u to `out[3..6)`,
   * by v to `out[6..9)`. Nothing is allocated.
   */
  d1(u: number, v: number, out: Float64Array): void;
  /** Parameters strictly inside `(first, last)` between which the surface is smooth in u. */
  breaksU(first: number, last: number): number[];
  /** Parameters strictly inside `(first, last)` between which the surface is smooth in v. */
  breaksV(first: number, last: number): number[];
}
