/**
 * The angle in which two faces meet at an edge.
 *
 * @module
 */
import type { Brep, Edge, Face } from "../brep.ts";
import { imageOf } from "../geometry/trimming_image.ts";
import { TrimmingError } from "../geometry/trimming_error.ts";
import { applyToPoint, applyToVector } from "../geometry/transform.ts";
import type { EdgeUse } from "./adjacency.ts";
import { CONVEXITIES } from "./codes.ts";
import type { PlacedCurve } from "./edge_curve.ts";
import { evaluateFace, outwardNormal } from "./normal.ts";

/** Below this angle, in radians (0.57 degrees), two faces meet smoothly. */
export const SMOOTH = 0.01;

/** Where along an edge's range the angle is taken: in the middle, else where there are normals. */
const SHARES = [0.5, 0.4, 0.6, 0.25, 0.75, 0.1, 0.9, 0.02, 0.98];

/** How two faces meet at an edge. */
export interface Dihedral {
  /**
   * Signed radians between the outward normals: the angle by which the first normal turns into the
   * second about the edge, run along as the first face's loop does, with the material on the
   * inside. Positive where the edge is convex (a cube's are pi / 2), negative where it is concave,
   * exactly 0 where it is smooth or has no angle.
   */
  readonly angle: number;
  /** A value of {@linkcode CONVEXITIES}. */
  readonly convexity: number;
}

const NONE: Dihedral = { angle: 0, convexity: CONVEXITIES.none };

/**
 * The dihedral angle at an edge that is used twice: by two faces, or by one face at its seam. All
 * others have none: boundaries, poles, edges used more than twice, faces whose loops run along the
 * edge in the same sense (they disagree on the outside), and edges without normals on both sides.
 */
export function dihedral(
  brep: Brep,
  edge: Edge,
  uses: readonly EdgeUse[],
  placed: PlacedCurve | null,
): Dihedral {
  if (placed === null || uses.length !== 2) return NONE;
  const [a, b] = uses;
  const backA = a.coedge.reversed !== brep.faces[a.face].reversed;
  const backB = b.coedge.reversed !== brep.faces[b.face].reversed;
  if (backA === backB) return NONE;
  const q = new Float64Array(6), na = new Float64Array(3), nb = new Float64Array(3);
  for (const share of SHARES) {
    const t = placed.first + share * (placed.last - placed.first);
    placed.curve.d1(t, q);
    applyToPoint(placed.location, q);
    applyToVector(placed.location, q, 3);
    const speed = Math.hypot(q[3], q[4], q[5]);
    if (!(speed > 0)) continue;
    const sideA = side(brep, edge, a, share, q, na);
    const sideB = sideA === null ? null : side(brep, edge, b, share, q, nb);
    if (sideA === null || sideB === null) continue;
    const unit = (backA ? -1 : 1) / speed;
    const tx = q[3] * unit, ty = q[4] * unit, tz = q[5] * unit;
    const sine = (na[1] * nb[2] - na[2] * nb[1]) * tx + (na[2] * nb[0] - na[0] * nb[2]) * ty +
      (na[0] * nb[1] - na[1] * nb[0]) * tz;
    const cosine = na[0] * nb[0] + na[1] * nb[1] + na[2] * nb[2];
    const angle = Math.atan2(sine, cosine);
    if (Math.abs(angle) < SMOOTH) return { angle: 0, convexity: CONVEXITIES.smooth };
    return { angle, convexity: angle > 0 ? CONVEXITIES.convex : CONVEXITIES.concave };
  }
  return NONE;
}

/** The outward normal of a face beside its edge; null where it has none there. */
function side(
  brep: Brep,
  edge: Edge,
  use: EdgeUse,
  share: number,
  point: Float64Array,
  normal: Float64Array,
): true | null {
  const face = brep.faces[use.face];
  const uv = new Float64Array(4), q = new Float64Array(9);
  try {
    const { curve, first, last } = imageOf(face, use.coedge, brep.edges);
    curve.d1(first + share * (last - first), uv);
  } catch (error) {
    if (error instanceof TrimmingError) return null;
    throw error;
  }
  evaluateFace(face, uv[0], uv[1], q);
  approach(face, edge, point, uv, q);
  return outwardNormal(face, q, normal) ? true : null;
}

/**
 * Moves `uv` to the point of the surface nearest to the edge's point, where the edge and its image
 * do not share their parameter: Gauss-Newton steps, taken only as long as they come nearer.
 */
function approach(
  face: Face,
  edge: Edge,
  p: Float64Array,
  uv: Float64Array,
  q: Float64Array,
): void {
  const next = new Float64Array(9);
  let distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  for (let i = 0; i < 8 && distance > edge.tolerance; i++) {
    const dx = p[0] - q[0], dy = p[1] - q[1], dz = p[2] - q[2];
    const uu = q[3] * q[3] + q[4] * q[4] + q[5] * q[5];
    const vv = q[6] * q[6] + q[7] * q[7] + q[8] * q[8];
    const mixed = q[3] * q[6] + q[4] * q[7] + q[5] * q[8];
    const determinant = uu * vv - mixed * mixed;
    if (!(determinant > 1e-18 * uu * vv)) return;
    const du = dx * q[3] + dy * q[4] + dz * q[5], dv = dx * q[6] + dy * q[7] + dz * q[8];
    const u = uv[0] + (vv * du - mixed * dv) / determinant;
    const v = uv[1] + (uu * dv - mixed * du) / determinant;
    evaluateFace(face, u, v, next);
    const nearer = Math.hypot(p[0] - next[0], p[1] - next[1], p[2] - next[2]);
    if (!(nearer < distance)) return;
    uv[0] = u;
    uv[1] = v;
    q.set(next);
    distance = nearer;
  }
}
