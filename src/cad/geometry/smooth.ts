/**
 * Curves and surfaces with derivatives beyond the first: what extrusions, revolutions and offsets
 * are built on.
 *
 * @module
 */
import type { Curve } from "./curve.ts";
import type { Surface } from "./surface.ts";

/** A curve that gives derivatives of any order. All curve classes of this folder are of it. */
export interface SmoothCurve extends Curve {
  /** The period of the parameter, or 0 where the curve is not periodic. */
  readonly period: number;
  /**
   * Evaluates the point and the derivatives up to `order` at `t`: derivative `k` goes to
   * `out[k*dimension..(k+1)*dimension)`.
   */
  derive(t: number, order: number, out: Float64Array): void;
}

/** A surface that gives second derivatives: what an offset surface needs for its first ones. */
export interface SmoothSurface extends Surface {
  /**
   * Evaluates the point and the first and second derivatives, three numbers each, in the order
   * S, Su, Sv, Suu, Suv, Svv: `out` has 18 numbers.
   */
  d2(u: number, v: number, out: Float64Array): void;
}
