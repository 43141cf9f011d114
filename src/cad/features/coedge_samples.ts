/**
 * Coedges in space: points along them with the normals on both sides, and their own frames.
 *
 * @module
 */
import { type NewArrays, rowsOf } from "./array_pusher.ts";
import type { ArrayKey } from "./arrays.ts";
import type { BodyGeometry } from "./bodies/body_geometry.ts";
import { type EdgeSamples, edgeSamples, equalLengths } from "./edges/edge_samples.ts";
import { unitFrame } from "./unit_frame.ts";

/** Numbers per point: x, y, z, tangent, left normal, right normal. */
const COMPONENTS = 12;

/** What one coedge is at points along it, in its own direction: the face is on its left. */
interface CoedgeSamples {
  readonly points: Float64Array;
  readonly tangents: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/**
 * Visits the coedges in the order of faces, loops and the loops' own coedges.
 *
 * @param n points along a coedge in equal steps of the length, both ends included
 * @param visit is given null for a coedge without length
 */
function visitCoedges(
  geometry: BodyGeometry,
  n: number,
  visit: (samples: CoedgeSamples | null, row: number, valid: boolean) => void,
): number {
  const { brep, uses, curves } = geometry;
  const known = new Map<number, EdgeSamples>();
  let row = 0;
  brep.faces.forEach(({ loops, reversed: turned }) => {
    for (const coedge of loops.flat()) {
      const { edge } = coedge, curve = curves[edge], own = uses[edge];
      const valid = geometry.isValidEdge(edge);
      if (curve === null || !valid) {
        visit(null, row++, valid);
        continue;
      }
      let samples = known.get(edge);
      if (samples === undefined) {
        samples = edgeSamples(brep, brep.edges[edge], own, curve, equalLengths(curve, n));
        known.set(edge, samples);
      }
      const use = own.findIndex((one) => one.coedge === coedge);
      // A seam has one face on both sides, whose normal is taken on the left; so has a boundary.
      const other = own.findIndex(({ face }) => face !== own[use].face);
      const { points, tangents, normals } = samples;
      const sides = [normals[use], normals[other < 0 ? use : other]];
      const isBack = coedge.reversed !== turned;
      const [p, t, left, right] = [points, tangents, ...sides].map((values) =>
        isBack ? backwards(values) : values
      );
      visit({ points: p, tangents: isBack ? t.map((x) => -x) : t, left, right }, row++, true);
    }
  });
  return row;
}

/** The same points, last first. */
function backwards(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 3) {
    out.set(values.subarray(i, i + 3), values.length - 3 - i);
  }
  return out;
}

function coedgeCount({ brep: { faces } }: BodyGeometry): number {
  return faces.reduce((sum, { loops }) => loops.reduce((s, loop) => s + loop.length, sum), 0);
}

/** Points, tangents, and normals on the left and on the right, in the unit frame. */
export function coedgeGrids(geometry: BodyGeometry, n: number): NewArrays<ArrayKey> {
  const { centre, scale } = unitFrame(geometry), size = n * COMPONENTS;
  const grids = new Float32Array(coedgeCount(geometry) * size);
  visitCoedges(geometry, n, (samples, row, valid) => {
    if (samples === null) {
      if (!valid) grids.fill(NaN, row * size, (row + 1) * size);
      return;
    }
    const { points, tangents, left, right } = samples;
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < 3; k++) {
        const at = row * size + i * COMPONENTS + k, from = 3 * i + k;
        grids[at] = (points[from] - centre[k]) * scale;
        // Not -0: equal directions are equal bytes.
        grids[at + 3] = tangents[from] + 0;
        grids[at + 6] = left[from] + 0;
        grids[at + 9] = right[from] + 0;
      }
    }
  });
  return { "coedges/coedge_grids": rowsOf(grids, n, COMPONENTS) };
}

/** This near to the normal, a tangent says nothing of the direction across. */
const ALONG_NORMAL = 1e-7;

/**
 * For each coedge the matrix from its own frame to the unit frame: the origin in the middle of its
 * length, z the normal of its face, y the tangent at right angles to z, x = y x z. All 0 of a
 * coedge without length or without a normal.
 */
export function coedgeFrames(geometry: BodyGeometry): NewArrays<ArrayKey> {
  const { centre, scale } = unitFrame(geometry);
  const frames = new Float32Array(16 * coedgeCount(geometry));
  visitCoedges(geometry, 3, (samples, row, valid) => {
    if (samples === null) {
      if (!valid) frames.fill(NaN, 16 * row, 16 * row + 16);
      return;
    }
    const z = samples.left.subarray(3, 6), y = across(z, samples.tangents.subarray(3, 6));
    if (y === null) return;
    const x = [y[1] * z[2] - y[2] * z[1], y[2] * z[0] - y[0] * z[2], y[0] * z[1] - y[1] * z[0]];
    for (let k = 0; k < 3; k++) {
      const origin = (samples.points[3 + k] - centre[k]) * scale;
      // Not -0, as above.
      frames.set([x[k] + 0, y[k] + 0, z[k] + 0, origin], 16 * row + 4 * k);
    }
    frames[16 * row + 15] = 1;
  });
  return { "coedges/coedge_frames": rowsOf(frames, 4, 4) };
}

/** The unit vector along `along` at right angles to a unit vector, else along an axis. */
function across(z: Float64Array, along: Float64Array): number[] | null {
  if (!(Math.hypot(...z) > 0)) return null;
  for (const ref of [along, [1, 0, 0], [0, 1, 0], [0, 0, 1]]) {
    const dot = ref[0] * z[0] + ref[1] * z[1] + ref[2] * z[2];
    const rest = [ref[0] - dot * z[0], ref[1] - dot * z[1], ref[2] - dot * z[2]];
    const length = Math.hypot(...rest);
    if (length >= ALONG_NORMAL) return rest.map((x) => x / length);
  }
  return null;
}
