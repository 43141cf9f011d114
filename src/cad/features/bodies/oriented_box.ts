/**
 * A small box around a body, in whatever direction.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import { AxialSurface } from "../../geometry/axial_surface.ts";
import { Plane } from "../../geometry/plane.ts";
import { Revolution } from "../../geometry/revolution.ts";
import { applyToVector } from "../../geometry/transform.ts";
import type { BodyGeometry } from "./body_geometry.ts";
import { curveGrid } from "../edges/curve_grid.ts";
import { eigenvectors } from "./eigen.ts";
import { extentsOf } from "./body_extents.ts";
import { FaceSampler } from "../faces/face_sampler.ts";
import { leastRectangle } from "./least_rectangle.ts";

/** A box that may be turned. */
interface OrientedBox {
  readonly centre: Float64Array;
  /** Three unit vectors, nine numbers: the longest side first; together a right-handed frame. */
  readonly axes: Float64Array;
  /** Half of the sides. */
  readonly halves: Float64Array;
}

/** Directions of faces that are tried, those of the largest area first. */
const DIRECTIONS = 8;

/** Directions are one within this sine. */
const SAME = 1e-6;

/**
 * Points of an edge, and of a face without flat or round sides only, that boxes are compared by.
 */
const EDGE_POINTS = 9, FACE_POINTS = 25;

/**
 * A box around the body of a small volume, not proven to be the smallest.
 *
 * One of its sides is at right angles to a direction of the body: the normal of a plane or the axis
 * of a round face (the eight of the largest area are tried, equal ones added up), a principal axis
 * of the body's points, or a coordinate axis. Around each direction the turn is that of the least
 * rectangle about the shadow of the body's points (points of edges and faces). Of the best box the
 * extents are then found as those of the box along the axes are ({@linkcode extentsOf}): the body
 * does not reach out of it.
 */
export function orientedBox(geometry: BodyGeometry): OrientedBox {
  const points = pointsOf(geometry);
  const directions = [...faceDirections(geometry), ...eigenvectors(spreadOf(points)).vectors]
    .concat([[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
  let best: { volume: number; axes: Float64Array } | null = null;
  for (const z of directions) {
    const frame = frameAround(z);
    const { angle, area, height } = leastRectangle(points, frame);
    // Only what is smaller beyond rounding: of equal boxes the first is kept.
    if (best !== null && !(area * height < best.volume * (1 - 1e-6))) continue;
    best = { volume: area * height, axes: turned(frame, angle) };
  }
  return measured(geometry, best!.axes);
}

/** The box in a frame: exact extents, sides sorted. */
function measured(geometry: BodyGeometry, axes: Float64Array): OrientedBox {
  const { low, high } = extentsOf(geometry.brep, geometry.bounds, geometry.curves, axes);
  const sides = rounded([0, 1, 2].map((i) => high[i] - low[i]));
  const order = [0, 1, 2].sort((a, b) => sides[b] - sides[a] || a - b);
  const sorted = Float64Array.from(order.flatMap((i) => [...axes.subarray(3 * i, 3 * i + 3)]));
  // An odd order turns the hand; the last axis then looks the other way.
  const [a, b, c] = order;
  const odd = (b - a) * (c - a) * (c - b) < 0;
  if (odd) { for (let k = 6; k < 9; k++) sorted[k] = -sorted[k]; }
  const centre = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    for (let k = 0; k < 3; k++) centre[k] += axes[3 * i + k] * (low[i] + high[i]) / 2;
  }
  return { centre, axes: sorted, halves: Float64Array.from(order, (i) => (high[i] - low[i]) / 2) };
}

/** Points on edges, and on the faces that may bulge beyond them. */
function pointsOf({ brep, bounds, curves }: BodyGeometry): Float64Array {
  const round = brep.faces.map(({ surface }, i) => surface.kind === "plane" ? -1 : i)
    .filter((i) => i >= 0);
  const out = new Float64Array(3 * (curves.length * EDGE_POINTS + round.length * FACE_POINTS));
  const grid = new Float64Array(6 * EDGE_POINTS);
  let at = 0;
  for (const curve of curves) {
    if (curve === null) continue;
    const count = curve.curve.kind === "line" ? 2 : EDGE_POINTS;
    curveGrid(curve, count, grid, 0);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < 3; k++) out[at++] = grid[6 * i + k];
    }
  }
  const sampler = new FaceSampler();
  const uv = new Float64Array(2 * FACE_POINTS), visible = new Uint8Array(FACE_POINTS);
  const samples = new Float64Array(7 * FACE_POINTS);
  for (const index of round) {
    const face = brep.faces[index], trimming = bounds.of(index);
    sampler.parameters(face, trimming, index, FACE_POINTS, "area", 0, uv, visible);
    sampler.evaluate(face, trimming, FACE_POINTS, uv, visible, samples, 0);
    for (let i = 0; i < FACE_POINTS; i++) {
      for (let k = 0; k < 3; k++) out[at++] = samples[7 * i + k];
    }
  }
  return out.subarray(0, at);
}

/** The covariance of points: six numbers, xx, yy, zz, xy, yz, zx. */
function spreadOf(points: Float64Array): Float64Array {
  const mean = new Float64Array(3), out = new Float64Array(6), count = points.length / 3 || 1;
  for (let i = 0; i < points.length; i++) mean[i % 3] += points[i] / count;
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] - mean[0], y = points[i + 1] - mean[1], z = points[i + 2] - mean[2];
    out[0] += x * x;
    out[1] += y * y;
    out[2] += z * z;
    out[3] += x * y;
    out[4] += y * z;
    out[5] += z * x;
  }
  return out;
}

/** The directions of faces, by the area that has them. */
function faceDirections(geometry: BodyGeometry): number[][] {
  const found: { direction: Float64Array; area: number }[] = [];
  geometry.brep.faces.forEach((face, index) => {
    const direction = directionOf(face);
    if (direction === null) return;
    const { area } = geometry.area(index);
    const known = found.find(({ direction: d }) => sine(d, direction) < SAME);
    if (known === undefined) found.push({ direction, area });
    else known.area += area;
  });
  const areas = rounded(found.map(({ area }) => area));
  return found.map((_, i) => i).sort((a, b) => areas[b] - areas[a] || a - b).slice(0, DIRECTIONS)
    .map((i) => [...found[i].direction]);
}

/** Values beside their greatest, in steps of a millionth: what rounding tells apart is equal. */
function rounded(values: readonly number[]): number[] {
  const greatest = Math.max(...values);
  return values.map((value) => Math.round(1e6 * value / greatest));
}

function directionOf({ surface, location }: Face): Float64Array | null {
  const axis = surface instanceof Plane || surface instanceof AxialSurface
    ? surface.frame.slice(9, 12)
    : surface instanceof Revolution
    ? surface.axis.slice()
    : null;
  if (axis === null) return null;
  applyToVector(location, axis);
  const length = Math.hypot(axis[0], axis[1], axis[2]);
  return axis.map((x) => x / length);
}

function sine(a: Float64Array, b: Float64Array): number {
  return Math.hypot(
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  );
}

/** A right-handed frame around a third axis. */
function frameAround([x, y, z]: number[]): Float64Array {
  // The coordinate axis that is the farthest from it gives the first one.
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  let u = ax <= ay && ax <= az ? [0, -z, y] : ay <= az ? [z, 0, -x] : [-y, x, 0];
  const length = Math.hypot(...u);
  u = u.map((value) => value / length);
  const v = [y * u[2] - z * u[1], z * u[0] - x * u[2], x * u[1] - y * u[0]];
  return Float64Array.of(...u, ...v, x, y, z);
}

/** A frame turned about its third axis. */
function turned(f: Float64Array, angle: number): Float64Array {
  const c = Math.cos(angle), s = Math.sin(angle), out = f.slice();
  for (let k = 0; k < 3; k++) {
    out[k] = c * f[k] + s * f[3 + k];
    out[3 + k] = c * f[3 + k] - s * f[k];
  }
  return out;
}
