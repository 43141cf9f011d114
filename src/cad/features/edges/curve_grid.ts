/**
 * Points and tangents along an edge.
 *
 * @module
 */
import type { Brep, Edge } from "../../brep.ts";
import { Line } from "../../geometry/line.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { EdgeUse } from "../adjacency.ts";
import type { PlacedCurve } from "./edge_curve.ts";
import { evaluateFace } from "../faces/normal.ts";

/** Numbers per point: x, y, z, unit tangent. */
export const CURVE_COMPONENTS = 6;

/**
 * Writes `n * 6` numbers from `at` on: points in equal steps of the curve's parameter, both ends
 * included, and unit tangents, both in the edge's own direction.
 *
 * Where the curve stands still the tangent is that of a point next to it, and (0, 0, 0) where there
 * is none either.
 */
export function curveGrid(
  { curve, location, first, last }: PlacedCurve,
  n: number,
  out: Float64Array | Float32Array,
  at: number,
  origin: ArrayLike<number> = [0, 0, 0],
): void {
  if (curve instanceof Line && location === null) {
    return lineGrid(curve, first, last, n, out, at, origin);
  }
  const q = new Float64Array(6), nudged = new Float64Array(6);
  const middle = (first + last) / 2;
  for (let i = 0, to = at; i < n; i++, to += CURVE_COMPONENTS) {
    const t = first + (last - first) * i / (n - 1);
    curve.d1(t, q);
    if (i > 0 && curve instanceof Line) {
      // The tangent of a straight line is that of its first point.
      applyToPoint(location, q);
      for (let k = 0; k < 3; k++) {
        out[to + k] = q[k] - origin[k];
        out[to + 3 + k] = out[at + 3 + k];
      }
      continue;
    }
    let tangent = q, speed = Math.hypot(q[3], q[4], q[5]);
    if (!(speed > 0)) {
      curve.d1(t + 1e-6 * (middle - t), nudged);
      tangent = nudged;
      speed = Math.hypot(nudged[3], nudged[4], nudged[5]);
    }
    if (tangent !== q) { for (let k = 3; k < 6; k++) q[k] = nudged[k]; }
    applyToPoint(location, q);
    applyToVector(location, q, 3);
    const length = Math.hypot(q[3], q[4], q[5]);
    const unit = length > 0 ? 1 / length : 0;
    for (let k = 0; k < 3; k++) {
      out[to + k] = q[k] - origin[k];
      out[to + 3 + k] = q[3 + k] * unit;
    }
  }
}

/** The same of a straight line: most edges are. */
function lineGrid(
  { x, y, z, dx, dy, dz }: Line,
  first: number,
  last: number,
  n: number,
  out: Float64Array | Float32Array,
  at: number,
  origin: ArrayLike<number>,
): void {
  const ox = origin[0], oy = origin[1], oz = origin[2];
  const length = Math.hypot(dx, dy, dz), unit = length > 0 ? 1 / length : 0;
  for (let i = 0, to = at; i < n; i++, to += CURVE_COMPONENTS) {
    const t = first + (last - first) * i / (n - 1);
    out[to] = (x + t * dx) - ox;
    out[to + 1] = (y + t * dy) - oy;
    out[to + 2] = (z + t * dz) - oz;
    out[to + 3] = dx * unit;
    out[to + 4] = dy * unit;
    out[to + 5] = dz * unit;
  }
}

/**
 * Writes the grid of an edge without a curve: its one point `n` times, with tangents (0, 0, 0). The
 * point is its vertex, or where it has none the place that a face gives it.
 */
export function pointGrid(
  brep: Brep,
  edge: Edge,
  uses: readonly EdgeUse[],
  n: number,
  out: Float64Array | Float32Array,
  at: number,
  origin: ArrayLike<number> = [0, 0, 0],
): void {
  const q = new Float64Array(9);
  const vertex = edge.startVertex >= 0 ? edge.startVertex : edge.endVertex;
  const use = uses.find(({ coedge }) => coedge.pcurve !== null);
  if (vertex >= 0) q.set(brep.vertices.subarray(3 * vertex, 3 * vertex + 3));
  else if (use !== undefined) {
    const uv = new Float64Array(4);
    use.coedge.pcurve!.d1((use.coedge.first + use.coedge.last) / 2, uv);
    evaluateFace(brep.faces[use.face], uv[0], uv[1], q);
  }
  for (let i = 0, to = at; i < n; i++, to += CURVE_COMPONENTS) {
    for (let k = 0; k < 3; k++) {
      out[to + k] = q[k] - origin[k];
      out[to + 3 + k] = 0;
    }
  }
}
