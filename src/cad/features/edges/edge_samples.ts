/**
 * Points of an edge with its tangents, and with the normals of the faces beside it.
 *
 * @module
 */
import type { Brep, Edge, Face } from "../../brep.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { TrimCurve } from "../../geometry/trimming/trimming_image.ts";
import type { EdgeUse } from "../adjacency.ts";
import { evaluateFace, outwardNormal } from "../faces/normal.ts";
import { sideAt, sideImage } from "./dihedral.ts";
import type { PlacedCurve } from "./edge_curve.ts";

/** What an edge is at some of its points, in its own direction. */
export interface EdgeSamples {
  /** Points, 3 numbers each. */
  readonly points: Float64Array;
  /** Unit tangents, 3 numbers each. */
  readonly tangents: Float64Array;
  /** Outward unit normals of the face of each use, 3 numbers a point: 0 where there is none. */
  readonly normals: readonly Float64Array[];
}

/**
 * Evaluates an edge, and the faces beside it, at shares of its range.
 *
 * @param shares from 0, the first end, to 1
 */
export function edgeSamples(
  brep: Brep,
  edge: Edge,
  uses: readonly EdgeUse[],
  { curve, location, first, last }: PlacedCurve,
  shares: readonly number[],
): EdgeSamples {
  const n = shares.length, q = new Float64Array(6), flat = new Float64Array(9);
  const points = new Float64Array(3 * n), tangents = new Float64Array(3 * n);
  const normals = uses.map(() => new Float64Array(3 * n));
  const images = uses.map((use, u) => {
    const face = brep.faces[use.face];
    if (face.surface.kind !== "plane") return sideImage(brep, use);
    // A plane has one normal.
    evaluateFace(face, 0, 0, flat);
    if (outwardNormal(face, flat, normals[u])) {
      for (let i = 1; i < n; i++) normals[u].copyWithin(3 * i, 0, 3);
    }
    return null;
  });
  shares.forEach((share, i) => {
    curve.d1(first + share * (last - first), q);
    if (!(Math.hypot(q[3], q[4], q[5]) > 0)) standStill(curve, share, first, last, q);
    applyToPoint(location, q);
    applyToVector(location, q, 3);
    const speed = Math.hypot(q[3], q[4], q[5]), unit = speed > 0 ? 1 / speed : 0;
    for (let k = 0; k < 3; k++) {
      points[3 * i + k] = q[k];
      tangents[3 * i + k] = q[3 + k] * unit;
    }
    uses.forEach((use, u) => {
      const image = images[u];
      if (image !== null) {
        normalBeside(brep.faces[use.face], edge, image, share, q, normals[u], 3 * i);
      }
    });
  });
  return { points, tangents, normals };
}

/**
 * Writes the outward normal of a face beside a point of its edge. At a pole it is that of a point
 * next to it on the edge.
 */
function normalBeside(
  face: Face,
  edge: Edge,
  image: TrimCurve,
  share: number,
  point: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const side = sideAt(face, edge, image, share, point);
  if (side !== null) return out.set(side.normal, at);
  const uv = new Float64Array(4), q = new Float64Array(9);
  const { curve, first, last } = image;
  const nearer = share + 1e-6 * (0.5 - share);
  curve.d1(first + nearer * (last - first), uv);
  evaluateFace(face, uv[0], uv[1], q);
  outwardNormal(face, q, out, at);
}

/** Where the curve stands still, its direction is that of a point next to it. */
function standStill(
  curve: PlacedCurve["curve"],
  share: number,
  first: number,
  last: number,
  q: Float64Array,
): void {
  const nudged = new Float64Array(6), nearer = share + 1e-6 * (0.5 - share);
  curve.d1(first + nearer * (last - first), nudged);
  q.set(nudged.subarray(3), 3);
}

/** `n` shares in equal steps of the parameter, both ends included. */
export function equalSteps(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i / (n - 1));
}

/** Points of the polyline by which the length along a curve is measured. */
const POLYLINE = 100;

/**
 * `n` shares in equal steps of the length, both ends included. The length is that of a polyline of
 * 100 points in equal steps of the parameter, as occwl measures it.
 */
export function equalLengths({ curve, first, last }: PlacedCurve, n: number): number[] {
  // Along these, equal steps of the parameter are equal lengths.
  if (curve.kind === "line" || curve.kind === "circle") return equalSteps(n);
  const along = new Float64Array(POLYLINE), q = new Float64Array(6), before = new Float64Array(3);
  for (let i = 0; i < POLYLINE; i++) {
    curve.d1(first + (last - first) * i / (POLYLINE - 1), q);
    if (i > 0) {
      const step = Math.hypot(q[0] - before[0], q[1] - before[1], q[2] - before[2]);
      along[i] = along[i - 1] + step;
    }
    before.set(q.subarray(0, 3));
  }
  const total = along[POLYLINE - 1];
  if (!(total > 0)) return equalSteps(n);
  let span = 1;
  return Array.from({ length: n }, (_, i) => {
    const wanted = total * i / (n - 1);
    while (span < POLYLINE - 1 && along[span] < wanted) span++;
    const low = along[span - 1], step = along[span] - low;
    const share = step > 0 ? Math.min(1, Math.max(0, (wanted - low) / step)) : 0;
    return (span - 1 + share) / (POLYLINE - 1);
  });
}
