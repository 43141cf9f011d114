/**
 * Whether two readings have the same grids of points on faces.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import { nearestParameter } from "../geometry/nearest_parameter.ts";
import type { SmoothCurve } from "../geometry/smooth.ts";
import { farthest } from "./farthest.ts";

/** Numbers of a point: x, y, z, the normal, and whether it is inside. */
const WIDTH = 7, INSIDE = 6;
/** The share of a body's grid points that may be inside for one reader only, wherever they lie. */
const STRAY = 1e-4;
/** What is nearer to an edge than this share of the farthest coordinate lies on the border. */
const ON_BORDER = 1e-6;

/** Grids of x, y, z, the normal, and whether the point is inside. */
type Values = Float32Array | Float64Array;

/**
 * The first thing in which grids differ, in words; null where they agree. On the very border a
 * point may be inside for one reader only.
 *
 * @param allowed what coordinates may differ by, beside the largest of them
 */
export function gridDifference(
  brep: Brep,
  data: Values,
  other: Values,
  allowed: number,
): string | null {
  const differing: number[] = [];
  for (let at = 0; at < data.length; at += WIDTH) {
    if (data[at + INSIDE] !== other[at + INSIDE]) differing.push(at);
  }
  const points = data.length / WIDTH, most = Math.max(1, STRAY * points);
  if (differing.length > most) {
    const perFace = data.length / brep.faces.length;
    let size = 0;
    for (let at = 0; at < data.length; at += WIDTH) {
      for (let k = 0; k < 3; k++) size = Math.max(size, Math.abs(data[at + k]));
    }
    const off = differing.filter((at) =>
      !(borderDistance(brep, Math.floor(at / perFace), data.subarray(at, at + 3)) <=
        ON_BORDER * size)
    );
    if (off.length > most) {
      return `${off.length} of ${points} points are inside for one reader only`;
    }
  }
  const distance = farthest(data, other, WIDTH, INSIDE);
  return distance < allowed
    ? null
    : `off by ${distance.toPrecision(2)} of the largest (at most ${allowed})`;
}

/** The faces of whose grid points one reading has others inside than the other. */
export function facesOfOtherPoints(data: Values, other: Values, faces: number): Set<number> {
  const perFace = data.length / faces, found = new Set<number>();
  for (let at = INSIDE; at < data.length; at += WIDTH) {
    if (data[at] !== other[at]) found.add(Math.floor(at / perFace));
  }
  return found;
}

/** How far a point is from the edges of a face; infinite where that cannot be told. */
function borderDistance({ faces, edges }: Brep, face: number, point: Values): number {
  const at = new Float64Array(6);
  let least = Infinity;
  for (const loop of faces[face].loops) {
    for (const { edge } of loop) {
      const { curve, location, first, last } = edges[edge];
      if (curve === null || location !== null) continue;
      const { period } = curve as SmoothCurve; // of an edge it is one in space
      const found = nearestParameter(curve as SmoothCurve, point);
      const t = period > 0 ? found + period * Math.ceil((first - found) / period - 1e-9) : found;
      curve.d1(Math.min(Math.max(t, first), last), at);
      const distance = Math.hypot(at[0] - point[0], at[1] - point[1], at[2] - point[2]);
      if (distance < least) least = distance;
    }
  }
  return least;
}
