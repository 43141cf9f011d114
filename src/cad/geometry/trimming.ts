/**
 * The region of a surface's parameters that a face's loops bound.
 *
 * Loops are made to close there: stretches that lie a period off are shifted, edges that a pole
 * swallows and gaps within the tolerance are bridged by straight lines, and two loops that run
 * around a closed surface without a seam are joined by one. What does not close is refused.
 *
 * @module
 */
import type { Edge, Face, Loop } from "../brep.ts";
import { imageOf, ParameterLine, type TrimCurve } from "./trimming_image.ts";
import {
  boxOf,
  type MonotonePiece,
  monotonePieces,
  type ParameterBox,
  shifted,
} from "./trimming_pieces.ts";
import { scaleOf } from "./transform.ts";
import { TrimmingError } from "./trimming_error.ts";

/** The bounds of a face in its surface's parameters; the region lies on the left of the curves. */
export interface Trimming {
  /** The loops' curves and the lines that close them, all loops in one list. */
  readonly curves: readonly TrimCurve[];
  /** The same curves, cut where u or v turns back. */
  readonly pieces: readonly MonotonePiece[];
  readonly box: ParameterBox;
  /** The largest tolerance of the face and its edges, in the surface's own unit of length. */
  readonly tolerance: number;
}

/** One loop laid out in the parameters. */
interface Chain {
  curves: TrimCurve[];
  start: readonly [number, number];
  end: readonly [number, number];
  /** Periods by which the end lies off the start. */
  windU: number;
  windV: number;
}

/**
 * Lays out the loops of a face in its surface's parameters.
 *
 * @throws TrimmingError where an edge has no image there, or the loops do not close
 */
export function trimFace(face: Face, edges: readonly Edge[]): Trimming {
  if (face.loops.length === 0) return whole(face);
  const chains = face.loops.map((loop, index) => chainOf(face, loop, edges, index));
  const closed = joinWinding(chains);
  const groups = closed.map((chain) => chain.curves.flatMap(monotonePieces));
  const placed = placeHoles(face, groups);
  const pieces = placed.flat();
  const curves = [...new Set(pieces.map((piece) => piece.trim))];
  const box = boxOf(pieces);
  if (
    !(box.u1 > box.u0) || !(box.v1 > box.v0) || !Number.isFinite(box.u1 - box.u0 + box.v1 - box.v0)
  ) {
    throw new TrimmingError(
      "its loops bound no region of the surface's parameters: " +
        `u from ${box.u0} to ${box.u1}, v from ${box.v0} to ${box.v1}`,
      { data: { ...box } },
    );
  }
  return { curves, pieces, box, tolerance: toleranceOf(face, face.loops.flat(), edges) };
}

/** The largest tolerance of a face and some of its edges, in the surface's own unit. */
function toleranceOf(face: Face, loop: Loop, edges: readonly Edge[]): number {
  let tolerance = face.tolerance;
  for (const coedge of loop) tolerance = Math.max(tolerance, edges[coedge.edge].tolerance);
  return tolerance / scaleOf(face.location);
}

/** A closed surface without loops is all of it. */
function whole(face: Face): Trimming {
  const kind = face.surface.kind;
  const turn = 2 * Math.PI;
  if (kind !== "sphere" && kind !== "torus") {
    throw new TrimmingError(
      `it has no loops, and its surface, a ${kind}, has no bounds of its own`,
    );
  }
  const v0 = kind === "sphere" ? -Math.PI / 2 : 0, v1 = kind === "sphere" ? Math.PI / 2 : turn;
  const corners = [[0, v0], [turn, v0], [turn, v1], [0, v1]] as const;
  const curves = corners.map((corner, i) => line(corner, corners[(i + 1) % 4]));
  const pieces = curves.flatMap(monotonePieces);
  return { curves, pieces, box: { u0: 0, u1: turn, v0, v1 }, tolerance: toleranceOf(face, [], []) };
}

function line(a: readonly [number, number], b: readonly [number, number]): TrimCurve {
  const curve = new ParameterLine(a[0], a[1], b[0], b[1]);
  return { curve, first: 0, last: 1, reversed: false, shiftU: 0, shiftV: 0 };
}

function endsOf(trim: TrimCurve): { start: [number, number]; end: [number, number] } {
  const out = new Float64Array(4);
  trim.curve.d1(trim.first, out);
  const a: [number, number] = [out[0] + trim.shiftU, out[1] + trim.shiftV];
  trim.curve.d1(trim.last, out);
  const b: [number, number] = [out[0] + trim.shiftU, out[1] + trim.shiftV];
  return trim.reversed ? { start: b, end: a } : { start: a, end: b };
}

function chainOf(face: Face, loop: Loop, edges: readonly Edge[], index: number): Chain {
  if (loop.length === 0) throw new TrimmingError(`its loop ${index} has no edges`);
  const images = loop.map((coedge) => imageOf(face, coedge, edges));
  const near = nearness(face, loop, edges, images);
  const raw = inOrder(images, near) ? images : reordered(images, near);
  if (raw !== null) return close(raw, 0, 0);
  const { periodU, periodV } = face.surface;
  if (periodU === 0 && periodV === 0) throw open(index, loop);
  // No order closes as it stands: follow the file's order, each stretch at the period nearest to
  // the end of the one before.
  let end: readonly [number, number] | null = null;
  const laid: TrimCurve[] = [];
  for (const image of images) {
    const ends = endsOf(image);
    const shiftU: number = end === null ? 0 : wholePeriods(end[0] - ends.start[0], periodU);
    const shiftV: number = end === null ? 0 : wholePeriods(end[1] - ends.start[1], periodV);
    const start = [ends.start[0] + shiftU, ends.start[1] + shiftV] as const;
    if (end !== null && !near(end, start)) throw open(index, loop);
    laid.push({ ...image, shiftU, shiftV });
    end = [ends.end[0] + shiftU, ends.end[1] + shiftV];
  }
  const start = endsOf(laid[0]).start;
  const windU = wholePeriods(end![0] - start[0], periodU);
  const windV = wholePeriods(end![1] - start[1], periodV);
  if (!near(end!, [start[0] + windU, start[1] + windV])) throw open(index, loop);
  return close(laid, windU, windV);
}

/** The whole number of periods nearest to a distance, as a length. */
function wholePeriods(distance: number, period: number): number {
  return period === 0 ? 0 : period * Math.round(distance / period);
}

function open(loop: number, coedges: Loop): TrimmingError {
  return new TrimmingError(
    `its loop ${loop} of ${coedges.length} edges does not close in the surface's parameters`,
    { data: { loop, edges: coedges.map((coedge) => coedge.edge) } },
  );
}

type Near = (a: readonly [number, number], b: readonly [number, number]) => boolean;

/**
 * Whether two places in the parameters are one place in space, all along the straight line between
 * them: within ten tolerances, or a ten-thousandth of the loop's size for files that state none.
 */
function nearness(
  face: Face,
  loop: Loop,
  edges: readonly Edge[],
  images: readonly TrimCurve[],
): Near {
  const at = new Float64Array(9), middle = new Float64Array(9), to = new Float64Array(9);
  let allowed = -1;
  const allowance = () => {
    const uv = new Float64Array(4);
    let size = 0, first = true;
    for (const { curve, first: a, last: b } of images) {
      for (const t of [a, (a + b) / 2]) {
        curve.d1(t, uv);
        face.surface.d1(uv[0], uv[1], first ? middle : to);
        if (!first) size = Math.max(size, distance(middle, to));
        first = false;
      }
    }
    return Math.max(10 * toleranceOf(face, loop, edges), 1e-4 * size);
  };
  return (a, b) => {
    const du = Math.abs(a[0] - b[0]), dv = Math.abs(a[1] - b[1]);
    if (du <= 1e-12 * (1 + Math.abs(a[0])) && dv <= 1e-12 * (1 + Math.abs(a[1]))) return true;
    if (allowed < 0) allowed = allowance();
    face.surface.d1(a[0], a[1], at);
    face.surface.d1((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, middle);
    face.surface.d1(b[0], b[1], to);
    return distance(at, middle) <= allowed && distance(at, to) <= allowed;
  };
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function inOrder(images: readonly TrimCurve[], near: Near): boolean {
  const ends = images.map(endsOf);
  return ends.every(({ end }, i) => near(end, ends[(i + 1) % ends.length].start));
}

/** The stretches in an order in which each begins where the one before ends; null if none is found. */
function reordered(images: readonly TrimCurve[], near: Near): TrimCurve[] | null {
  const rest = images.slice(1), ordered = [images[0]];
  while (rest.length > 0) {
    const { end } = endsOf(ordered[ordered.length - 1]);
    let best = -1, least = Infinity;
    rest.forEach((image, i) => {
      const { start } = endsOf(image);
      const gap = Math.hypot(start[0] - end[0], start[1] - end[1]);
      if (gap < least) [best, least] = [i, gap];
    });
    if (best < 0) return null;
    ordered.push(...rest.splice(best, 1));
  }
  return inOrder(ordered, near) ? ordered : null;
}

/** Bridges the gaps of a chain; a chain that does not wind is closed too. */
function close(images: readonly TrimCurve[], windU: number, windV: number): Chain {
  const curves: TrimCurve[] = [];
  const ends = images.map(endsOf);
  const bridge = (a: readonly [number, number], b: readonly [number, number]) => {
    if (a[0] !== b[0] || a[1] !== b[1]) curves.push(line(a, b));
  };
  images.forEach((image, i) => {
    if (i > 0) bridge(ends[i - 1].end, ends[i].start);
    curves.push(image);
  });
  const start = ends[0].start, end = ends[ends.length - 1].end;
  bridge(end, [start[0] + windU, start[1] + windV]);
  return { curves, start, end: [start[0] + windU, start[1] + windV], windU, windV };
}

/**
 * Joins the two loops of a band around a closed surface by a line there and the same line back, a
 * period off: the seam that the file leaves out.
 */
function joinWinding(chains: readonly Chain[]): Chain[] {
  const winding = chains.filter((chain) => chain.windU !== 0 || chain.windV !== 0);
  if (winding.length === 0) return [...chains];
  const [a, b] = winding;
  if (winding.length !== 2 || a.windU !== -b.windU || a.windV !== -b.windV) {
    throw new TrimmingError(
      "its loops wind around the closed surface and no seam closes them: " +
        `${winding.length} such loops`,
      { data: { loops: winding.length } },
    );
  }
  const shiftU = wholePeriods(a.end[0] - b.start[0], Math.abs(a.windU));
  const shiftV = wholePeriods(a.end[1] - b.start[1], Math.abs(a.windV));
  const start = [b.start[0] + shiftU, b.start[1] + shiftV] as const;
  const end = [b.end[0] + shiftU, b.end[1] + shiftV] as const;
  const moved = b.curves.map((trim) => ({
    ...trim,
    shiftU: trim.shiftU + shiftU,
    shiftV: trim.shiftV + shiftV,
  }));
  const curves = [...a.curves, line(a.end, start), ...moved, line(end, a.start)];
  const joined: Chain = { curves, start: a.start, end: a.start, windU: 0, windV: 0 };
  return [joined, ...chains.filter((chain) => chain !== a && chain !== b)];
}

/** Moves holes that lie whole periods off into the outer loop's box: the loop of the largest box. */
function placeHoles(face: Face, groups: readonly MonotonePiece[][]): MonotonePiece[][] {
  const { periodU, periodV } = face.surface;
  if (groups.length < 2 || (periodU === 0 && periodV === 0)) return [...groups];
  const boxes = groups.map(boxOf);
  const size = (b: ParameterBox) => (b.u1 - b.u0) * (b.v1 - b.v0);
  const outer = boxes.reduce((best, box) => size(box) > size(best) ? box : best);
  return groups.map((pieces, i) => {
    const box = boxes[i];
    if (box === outer) return pieces;
    const u = inside((box.u0 + box.u1) / 2, outer.u0, outer.u1, periodU);
    const v = inside((box.v0 + box.v1) / 2, outer.v0, outer.v1, periodV);
    if (u === 0 && v === 0) return pieces;
    // Pieces of one curve share their trim, so that the list of curves stays right.
    const trims = new Map<TrimCurve, TrimCurve>();
    return pieces.map((piece) => {
      const moved = shifted(piece, u, v);
      const trim = trims.get(piece.trim) ?? moved.trim;
      trims.set(piece.trim, trim);
      return { ...moved, trim };
    });
  });
}

/** The whole periods that bring `x` into `[low, high]`, if any does. */
function inside(x: number, low: number, high: number, period: number): number {
  if (period === 0 || (x >= low && x <= high)) return 0;
  const shift = period * Math.ceil((low - x) / period);
  return x + shift <= high ? shift : 0;
}
