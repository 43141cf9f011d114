/**
 * The angle in which two faces meet at an edge.
 *
 * @module
 */
import type { Brep, Edge, Face } from "../../brep.ts";
import { imageOf, type TrimCurve } from "../../geometry/trimming/trimming_image.ts";
import { TrimmingError } from "../../geometry/trimming/trimming_error.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { EdgeUse } from "../adjacency.ts";
import { CONVEXITIES } from "../codes.ts";
import type { PlacedCurve } from "./edge_curve.ts";
import { evaluateFace, outwardNormal } from "../faces/normal.ts";
import { parameterStep } from "../faces/parameter_step.ts";

/** Below this angle, in radians (0.57 degrees), two faces meet smoothly. */
export const SMOOTH = 0.01;

/** This near to pi, in radians, faces fold back on each other, and normals do not tell how. */
const FOLDED = 1e-3;

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
  const q = new Float64Array(6);
  for (const share of SHARES) {
    const t = placed.first + share * (placed.last - placed.first);
    placed.curve.d1(t, q);
    applyToPoint(placed.location, q);
    applyToVector(placed.location, q, 3);
    const speed = Math.hypot(q[3], q[4], q[5]);
    if (!(speed > 0)) continue;
    const sideA = sideOf(brep, edge, a, share, q);
    const sideB = sideA && sideOf(brep, edge, b, share, q);
    if (!sideA || !sideB) continue;
    const unit = (backA ? -1 : 1) / speed;
    const along = [q[3] * unit, q[4] * unit, q[5] * unit];
    let angle = Math.atan2(
      dot(cross(sideA.normal, sideB.normal), along),
      dot(sideA.normal, sideB.normal),
    );
    if (Math.abs(angle) < SMOOTH) return { angle: 0, convexity: CONVEXITIES.smooth };
    if (Math.abs(angle) > Math.PI - FOLDED) {
      const length = speed * (placed.last - placed.first);
      angle = Math.abs(angle) * (openness(sideA, sideB, along, length) ?? Math.sign(angle));
    }
    return { angle, convexity: angle > 0 ? CONVEXITIES.convex : CONVEXITIES.concave };
  }
  return NONE;
}

/**
 * A face beside an edge at one of its points: where in its parameters, the surface there, the
 * outward normal.
 */
export interface Side {
  readonly face: Face;
  readonly uv: Float64Array;
  readonly q: Float64Array;
  readonly normal: Float64Array;
}

/**
 * How two faces lie that fold back on each other: 1 where there is material between them (a knife's
 * edge), -1 where there is none (a crack), null where both are as one.
 */
function openness(a: Side, b: Side, along: number[], length: number): 1 | -1 | null {
  // Both faces extend from the edge to this side, by which they are looked at a little way off.
  const inward = cross(a.normal, along);
  const step = 1e-2 * length;
  const p = beside(a, inward, step), q = beside(b, inward, step);
  const height = dot(a.normal, [q[0] - p[0], q[1] - p[1], q[2] - p[2]]);
  if (!(Math.abs(height) > 1e-9 * step)) return null;
  return height < 0 ? 1 : -1;
}

/** The point of the face about a step away from its point at the edge. */
function beside({ face, uv, q }: Side, direction: number[], step: number): Float64Array {
  const out = new Float64Array(9);
  const [du, dv] = parameterStep(q, step * direction[0], step * direction[1], step * direction[2]);
  evaluateFace(face, uv[0] + du, uv[1] + dv, out);
  return out;
}

/** A face beside its edge, at a share of the edge's range; null where it has no normal there. */
export function sideOf(
  brep: Brep,
  edge: Edge,
  use: EdgeUse,
  share: number,
  point: Float64Array,
): Side | null {
  const image = sideImage(brep, use);
  return image === null ? null : sideAt(brep.faces[use.face], edge, image, share, point);
}

/** The image of an edge in a face's parameters; null where it has none. */
export function sideImage(brep: Brep, { face, coedge }: EdgeUse): TrimCurve | null {
  try {
    return imageOf(brep.faces[face], coedge, brep.edges);
  } catch (error) {
    if (error instanceof TrimmingError) return null;
    throw error;
  }
}

/** {@linkcode sideOf}, where the image of the edge is known. */
export function sideAt(
  face: Face,
  edge: Edge,
  { curve, first, last }: TrimCurve,
  share: number,
  point: Float64Array,
): Side | null {
  const uv = new Float64Array(4), q = new Float64Array(9), normal = new Float64Array(3);
  curve.d1(first + share * (last - first), uv);
  evaluateFace(face, uv[0], uv[1], q);
  approach(face, edge, point, uv, q);
  return outwardNormal(face, q, normal) ? { face, uv, q, normal } : null;
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
  let distance = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  if (!(distance > edge.tolerance)) return;
  const next = new Float64Array(9);
  for (let i = 0; i < 8 && distance > edge.tolerance; i++) {
    const [du, dv] = parameterStep(q, p[0] - q[0], p[1] - q[1], p[2] - q[2]);
    evaluateFace(face, uv[0] + du, uv[1] + dv, next);
    const nearer = Math.hypot(p[0] - next[0], p[1] - next[1], p[2] - next[2]);
    if (!(nearer < distance)) return;
    uv[0] += du;
    uv[1] += dv;
    q.set(next);
    distance = nearer;
  }
}

type Vector = ArrayLike<number>;

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): number[] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
