/**
 * What the loops of faces must satisfy in the parameters of their surfaces.
 *
 * @module
 */
import type { Face, Loop } from "../../../brep.ts";
import { Line } from "../../../geometry/line.ts";
import { Unproven } from "./unproven.ts";

/** Stretches of an image that bends: at first, and where a point seems to be outside. */
const STRETCHES = [16, 256] as const;

/** A loop as a polygon in the parameters: u and v of each corner. */
type Polygon = Float64Array;

/**
 * Of a face's loops one runs around it, the others are holes in that one: they run the other way
 * around, and lie within it.
 *
 * @throws {Unproven} where it is otherwise
 */
export function proveLoops(face: Face): void {
  const { loops, entityId } = face;
  if (loops.length < 2) return;
  const polygons = loops.map((loop) => polygonOf(loop, STRETCHES[0]));
  const outer = polygons.findIndex((polygon) => areaOf(polygon) > 0);
  if (outer < 0) throw new Unproven("a face without an outer loop", entityId);
  polygons.forEach((polygon, i) => {
    if (i === outer) return;
    if (!(areaOf(polygon) < 0)) throw new Unproven("a face with several outer loops", entityId);
    const [, fine] = STRETCHES;
    const isIn = isWithin(face, polygon, polygons[outer]) ||
      isWithin(face, polygonOf(loops[i], fine), polygonOf(loops[outer], fine));
    if (!isIn) throw new Unproven("a hole that is not within its face", entityId);
  });
}

function polygonOf(loop: Loop, stretches: number): Polygon {
  const corners: number[] = [], at = new Float64Array(4);
  for (const { pcurve, first, last, reversed } of loop) {
    const count = pcurve instanceof Line ? 1 : stretches;
    for (let i = 0; i < count; i++) {
      const share = (reversed ? count - i : i) / count;
      pcurve!.d1(first + (last - first) * share, at);
      corners.push(at[0], at[1]);
    }
  }
  return Float64Array.from(corners);
}

/** The area that a polygon runs around to the left. */
function areaOf(p: Polygon): number {
  let area = 0;
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    area += (p[j] - p[0]) * (p[i + 1] - p[1]) - (p[i] - p[0]) * (p[j + 1] - p[1]);
  }
  return area / 2;
}

/** Whether all corners of a polygon are in another one, moved by whole periods if need be. */
function isWithin(
  { surface: { periodU, periodV } }: Face,
  inner: Polygon,
  outer: Polygon,
): boolean {
  const shifts = (period: number) => period === 0 ? [0] : [0, period, -period];
  return shifts(periodU).some((u) => shifts(periodV).some((v) => areIn(inner, u, v, outer)));
}

function areIn(inner: Polygon, u: number, v: number, outer: Polygon): boolean {
  for (let i = 0; i < inner.length; i += 2) {
    if (!isIn(inner[i] + u, inner[i + 1] + v, outer)) return false;
  }
  return true;
}

/** Whether a place is in a polygon: how often the polygon crosses the line to the right of it. */
function isIn(u: number, v: number, p: Polygon): boolean {
  let inside = false;
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    if ((p[i + 1] > v) === (p[j + 1] > v)) continue;
    if (u < p[i] + (v - p[i + 1]) / (p[j + 1] - p[i + 1]) * (p[j] - p[i])) inside = !inside;
  }
  return inside;
}
