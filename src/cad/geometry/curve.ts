/**
 * What the rest of `cad/` needs to know of a curve. One class a file implements it.
 *
 * @module
 */

/** The kinds of curves, as the codes of `edges/edge_types` name them. */
export type CurveKind =
  | "line"
  | "circle"
  | "ellipse"
  | "parabola"
  | "hyperbola"
  | "nurbs"
  | "other";

/**
 * A parametric curve in two dimensions (on a surface's parameters) or three.
 *
 * Parametrisations are those of the kernel's B-Rep text, so that the ranges of edges and
 * coedges can be used as they are.
 */
export interface Curve {
  /** What kind of curve it is. */
  readonly kind: CurveKind;
  /** In how many dimensions it lies. */
  readonly dimension: 2 | 3;
  /**
   * Evaluates the curve at `t`: the point goes to `out[0..dimension)`, the first derivative to
   * `out[dimension..2*dimension)`. Nothing is allocated.
   */
  d1(t: number, out: Float64Array): void;
  /**
   * The parameters strictly inside `(first, last)` between which the curve is smooth (knots) or
   * turns by at most about a quarter (arcs), ascending: the pieces for quadrature and polygons.
   */
  breaks(first: number, last: number): number[];
}
