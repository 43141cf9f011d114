/** Features of faces and edges in the order that BRepNet and AAGNet take them. @module */
import { CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../../cad/features/codes.ts";
import type { Rows } from "./profile_samples.ts";

/** What the features are made of. */
export const FEATURE_KEYS = [
  "faces/face_types",
  "faces/face_rational",
  "faces/face_unit_areas",
  "edges/edge_types",
  "edges/edge_rational",
  "edges/edge_vertices",
  "edges/edge_unit_lengths",
  "edges/edge_sampled_convexities",
  "coedges/coedge_face",
  "coedges/coedge_edge",
] as const;

/** The arrays of one body. */
type FeatureArrays = Readonly<Record<(typeof FEATURE_KEYS)[number], Rows>>;

/** The features of a face. */
export const FACE_FEATURES = [
  "plane",
  "cylinder",
  "cone",
  "sphere",
  "torus",
  "area",
  "rational B-spline",
] as const;

/** The features of an edge. */
export const EDGE_FEATURES = [
  "concave",
  "convex",
  "smooth",
  "length",
  "circular",
  "closed",
  "elliptical",
  "non-rational B-spline",
  "rational B-spline",
  "straight",
] as const;

/** Seven numbers for each face ({@linkcode FACE_FEATURES}). */
export function faceFeatures(arrays: FeatureArrays): number[][] {
  const types = arrays["faces/face_types"].data, areas = arrays["faces/face_unit_areas"].data;
  const rational = arrays["faces/face_rational"].data;
  const { plane, cylinder, cone, sphere, torus } = FACE_TYPES;
  return Array.from(types, (type, i) => [
    ...[plane, cylinder, cone, sphere, torus].map((code) => flag(Number(type) === code)),
    Number(areas[i]),
    Number(rational[i]),
  ]);
}

/**
 * Ten numbers for each edge ({@linkcode EDGE_FEATURES}). An edge is closed that ends at the vertex
 * where it begins, a pole too. A cone's apex is circular, as OpenCascade has it.
 */
export function edgeFeatures(arrays: FeatureArrays): number[][] {
  const types = arrays["edges/edge_types"].data, rational = arrays["edges/edge_rational"].data;
  const ends = arrays["edges/edge_vertices"].data;
  const lengths = arrays["edges/edge_unit_lengths"].data;
  const convexities = arrays["edges/edge_sampled_convexities"].data;
  const apexes = apexesOf(arrays);
  return Array.from(types, (type, i) => {
    const convexity = Number(convexities[i]), kind = Number(type);
    const isSpline = kind === EDGE_TYPES.nurbs, isRational = Number(rational[i]) === 1;
    return [
      flag(convexity === CONVEXITIES.concave),
      flag(convexity === CONVEXITIES.convex),
      flag(convexity === CONVEXITIES.smooth),
      Number(lengths[i]),
      flag(kind === EDGE_TYPES.circle || apexes.has(i)),
      flag(Number(ends[2 * i]) >= 0 && ends[2 * i] === ends[2 * i + 1]),
      flag(kind === EDGE_TYPES.ellipse),
      flag(isSpline && !isRational),
      flag(isSpline && isRational),
      flag(kind === EDGE_TYPES.line),
    ];
  });
}

/** Edges without length on cones. */
function apexesOf(arrays: FeatureArrays): ReadonlySet<number> {
  const types = arrays["faces/face_types"].data, lengths = arrays["edges/edge_unit_lengths"].data;
  const faces = arrays["coedges/coedge_face"].data, found = new Set<number>();
  Array.from(arrays["coedges/coedge_edge"].data).forEach((edge, c) => {
    if (types[faces[c]] === FACE_TYPES.cone && lengths[edge] === 0) found.add(edge);
  });
  return found;
}

function flag(is: boolean): number {
  return is ? 1 : 0;
}
