/** Flags of faces and edges in the order in which BRepFormer takes them. @module */
import { CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../../cad/features/codes.ts";
import type { NdArray } from "../../../storage/array.ts";

/** Kinds of surfaces that have a flag. B-splines have none. */
const SURFACES = [
  "plane",
  "cylinder",
  "cone",
  "sphere",
  "torus",
  "revolution",
  "extrusion",
  "offset",
  "other",
] as const;

const CONVEXITY = [CONVEXITIES.concave, CONVEXITIES.convex, CONVEXITIES.smooth];

/** Nine for each face: 1 for its kind. */
export function faceFlags({ data, shape: [faces] }: NdArray): NdArray {
  const flags = new Float32Array(faces * SURFACES.length);
  for (let face = 0; face < faces; face++) {
    SURFACES.forEach((kind, k) => {
      if (Number(data[face]) === FACE_TYPES[kind]) flags[face * SURFACES.length + k] = 1;
    });
  }
  return { data: flags, shape: [faces, SURFACES.length] };
}

/** Three for an edge: concave, convex, smooth. */
export function convexityFlags(convexity: number): number[] {
  return CONVEXITY.map((code) => convexity === code ? 1 : 0);
}

/**
 * Eleven for an edge: circular, closed, elliptical, straight, hyperbolic, parabolic, Bezier,
 * B-spline without weights, B-spline with weights, offset, other. Bezier curves are B-splines here,
 * and offsets of curves are others.
 */
export function edgeFlags(
  kind: number,
  { closed, rational }: { closed: boolean; rational: boolean },
): number[] {
  const isSpline = kind === EDGE_TYPES.nurbs;
  return [
    kind === EDGE_TYPES.circle,
    closed,
    kind === EDGE_TYPES.ellipse,
    kind === EDGE_TYPES.line,
    kind === EDGE_TYPES.hyperbola,
    kind === EDGE_TYPES.parabola,
    false,
    isSpline && !rational,
    isSpline && rational,
    false,
    kind === EDGE_TYPES.other,
  ].map(Number);
}
