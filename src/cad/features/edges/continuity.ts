/**
 * How smoothly faces go on beyond an edge.
 *
 * @module
 */
import type { Brep, Edge } from "../../brep.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { EdgeUse } from "../adjacency.ts";
import { CONTINUITIES } from "../codes.ts";
import { normalCurvature } from "../faces/surface_curvature.ts";
import { type Side, sideOf, SMOOTH } from "./dihedral.ts";
import type { PlacedCurve } from "./edge_curve.ts";

/** Where along an edge's range its sides are compared. */
const SHARES = [0.02, 0.2, 0.35, 0.5, 0.65, 0.8, 0.98];

/** Curvatures that differ by this share of the greater one are the same. */
const SAME = 1e-2;

/** So are those that bend by less than this over the body's size. */
const FLAT = 1e-3;

/**
 * The continuity of an edge, a value of {@linkcode CONTINUITIES}: the least found at seven points
 * along it. `g1` where the normals of both sides are within 0.01 radians everywhere; `g2` where the
 * sides also bend by the same across the edge, within a hundredth (which is not known of offset
 * surfaces); else `g0`. Edges at which no two faces meet have `none`, as for dihedral angles.
 *
 * @param size the size of the body: curvatures that are nothing beside it are 0
 */
export function continuityOf(
  brep: Brep,
  edge: Edge,
  uses: readonly EdgeUse[],
  placed: PlacedCurve | null,
  size: number,
): number {
  if (placed === null || uses.length !== 2) return CONTINUITIES.none;
  const [a, b] = uses;
  const backA = a.coedge.reversed !== brep.faces[a.face].reversed;
  if (backA === (b.coedge.reversed !== brep.faces[b.face].reversed)) return CONTINUITIES.none;
  const q = new Float64Array(6);
  let least: number = CONTINUITIES.none;
  for (const share of SHARES) {
    const t = placed.first + share * (placed.last - placed.first);
    placed.curve.d1(t, q);
    applyToPoint(placed.location, q);
    applyToVector(placed.location, q, 3);
    const sideA = sideOf(brep, edge, a, share, q), sideB = sideOf(brep, edge, b, share, q);
    if (!sideA || !sideB) continue;
    const here = compare(sideA, sideB, q, size);
    if (here === CONTINUITIES.g0) return here;
    least = least === CONTINUITIES.none ? here : Math.min(least, here);
  }
  return least;
}

function compare(a: Side, b: Side, point: Float64Array, size: number): number {
  const [ax, ay, az] = a.normal, [bx, by, bz] = b.normal;
  const cosine = ax * bx + ay * by + az * bz;
  const sine = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  if (!(Math.atan2(sine, cosine) < SMOOTH)) return CONTINUITIES.g0;
  const across = Float64Array.of(
    ay * point[5] - az * point[4],
    az * point[3] - ax * point[5],
    ax * point[4] - ay * point[3],
  );
  const one = normalCurvature(a.face, a.uv[0], a.uv[1], across);
  const other = normalCurvature(b.face, b.uv[0], b.uv[1], across);
  if (one === null || other === null) return CONTINUITIES.g1;
  const allowed = Math.max(SAME * Math.max(Math.abs(one), Math.abs(other)), FLAT / size);
  return Math.abs(one - other) <= allowed ? CONTINUITIES.g2 : CONTINUITIES.g1;
}
