/**
 * The numbers that stand for kinds in the arrays of a dataset. They are those of the datasets that
 * HOOPS AI publishes; 15 and 16 are added for what those leave out.
 *
 * @module
 */
import type { CurveKind } from "../geometry/curve.ts";
import type { SurfaceKind } from "../geometry/surface.ts";

/** `faces/face_types`. */
export const FACE_TYPES: Readonly<Record<SurfaceKind, number>> = {
  plane: 0,
  cylinder: 1,
  cone: 2,
  sphere: 3,
  torus: 4,
  nurbs: 5,
  revolution: 13,
  extrusion: 14,
  offset: 15,
  other: 16,
};

/** `edges/edge_types`; an edge without a curve, such as a pole, is `other`. */
export const EDGE_TYPES: Readonly<Record<CurveKind, number>> = {
  line: 0,
  circle: 1,
  ellipse: 2,
  parabola: 3,
  hyperbola: 4,
  nurbs: 5,
  other: 6,
};

/**
 * `edges/edge_convexities`. `none` marks an edge at which no two faces meet in an angle: a
 * boundary, a pole, an edge of more than two faces, or two faces that disagree on the outside.
 */
export const CONVEXITIES = { none: 0, convex: 1, concave: 2, smooth: 3 } as const;

/**
 * `edges/edge_continuities`. `none` marks an edge at which no two faces meet, as for convexities;
 * `g0` a sharp edge, `g1` one along which the normals agree, `g2` one along which curvatures do
 * too.
 */
export const CONTINUITIES = { none: 0, g0: 1, g1: 2, g2: 3 } as const;
