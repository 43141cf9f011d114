/**
 * The convexity of edges as occwl finds it, by points along the whole edge.
 *
 * @module
 */
import type { Brep, Edge } from "../../brep.ts";
import type { EdgeUse } from "../adjacency.ts";
import { CONVEXITIES } from "../codes.ts";
import type { PlacedCurve } from "./edge_curve.ts";
import { edgeSamples, equalSteps } from "./edge_samples.ts";

/** Points in equal steps of the parameter, both ends included. */
const SHARES = equalSteps(10);
/** Faces whose normals are within 5 degrees in the mean meet smoothly. */
const SMOOTH = Math.cos(0.0872664626);

/**
 * A value of {@linkcode CONVEXITIES}: `smooth` where the mean cosine of the angle between the two
 * normals, over ten points, is above that of 5 degrees; else `convex` where the triple products of
 * left normal, right normal and tangent sum to more than 0, and `concave` where they do not. `none`
 * is an edge without length, and one whose two faces run along it the same way.
 */
export function sampledConvexity(
  brep: Brep,
  edge: Edge,
  uses: readonly EdgeUse[],
  placed: PlacedCurve | null,
): number {
  if (placed === null || uses.length === 0 || uses.length > 2) return CONVEXITIES.none;
  const isBack = ({ face, coedge }: EdgeUse) => coedge.reversed !== brep.faces[face].reversed;
  const [a, b = a] = uses;
  if (a !== b && isBack(a) === isBack(b)) return CONVEXITIES.none;
  // At a seam both sides are one face, and its normal is taken on one side.
  const own = a.face === b.face ? [a] : isBack(a) ? [b, a] : [a, b];
  const { tangents, normals } = edgeSamples(brep, edge, own, placed, SHARES);
  const left = normals[0], right = normals.at(-1)!;
  let cosines = 0, turns = 0;
  for (let i = 0; i < tangents.length; i += 3) {
    const [ax, ay, az] = left.subarray(i, i + 3), [bx, by, bz] = right.subarray(i, i + 3);
    cosines += ax * bx + ay * by + az * bz;
    turns += tangents[i] * (ay * bz - az * by) + tangents[i + 1] * (az * bx - ax * bz) +
      tangents[i + 2] * (ax * by - ay * bx);
  }
  if (cosines / SHARES.length > SMOOTH) return CONVEXITIES.smooth;
  return turns > 0 ? CONVEXITIES.convex : CONVEXITIES.concave;
}
