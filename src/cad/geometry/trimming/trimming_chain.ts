/**
 * Loops as closed chains in the parameters of a surface.
 *
 * @module
 */
import type { Edge, Face, Loop } from "../../brep.ts";
import {
  endsOf,
  imageOf,
  parameterLine,
  type Place,
  toleranceOf,
  type TrimCurve,
  type TrimEnds,
} from "./trimming_image.ts";
import { TrimmingError } from "./trimming_error.ts";

/** One loop laid out in the parameters. */
export interface Chain {
  readonly curves: readonly TrimCurve[];
  readonly start: Place;
  readonly end: Place;
  /** Periods by which the end lies off the start. */
  readonly windU: number;
  readonly windV: number;
}

/**
 * Lays out one loop: as it stands, else in another order, else with stretches shifted by periods.
 *
 * @throws TrimmingError where it does not close
 */
export function chainOf(face: Face, loop: Loop, edges: readonly Edge[], index: number): Chain {
  if (loop.length === 0) throw new TrimmingError(`its loop ${index} has no edges`);
  const images = loop.map((coedge) => imageOf(face, coedge, edges));
  const near = nearness(face, loop, edges, images);
  const ends = images.map(endsOf);
  if (inOrder(images, ends, near)) return close(images, ends, 0, 0);
  const raw = reordered(images, near);
  if (raw !== null) return close(raw, raw.map(endsOf), 0, 0);
  const { periodU, periodV } = face.surface;
  if (periodU === 0 && periodV === 0) throw open(face, loop, index, images);
  // No order closes as it stands: follow the file's order, each stretch at the period nearest to
  // the end of the one before.
  let end: Place | null = null;
  const laid: TrimCurve[] = [];
  for (const image of images) {
    const ends = endsOf(image);
    const shiftU: number = end === null ? 0 : wholePeriods(end[0] - ends.start[0], periodU);
    const shiftV: number = end === null ? 0 : wholePeriods(end[1] - ends.start[1], periodV);
    const start = [ends.start[0] + shiftU, ends.start[1] + shiftV] as const;
    if (end !== null && !near(end, start, slack(laid[laid.length - 1], image))) {
      throw open(face, loop, index, images);
    }
    laid.push({ ...image, shiftU, shiftV });
    end = [ends.end[0] + shiftU, ends.end[1] + shiftV];
  }
  const start = endsOf(laid[0]).start;
  const windU = wholePeriods(end![0] - start[0], periodU);
  const windV = wholePeriods(end![1] - start[1], periodV);
  const first = [start[0] + windU, start[1] + windV] as const;
  if (!near(end!, first, slack(laid[laid.length - 1], laid[0]))) {
    throw open(face, loop, index, images);
  }
  return close(laid, laid.map(endsOf), windU, windV);
}

/** The whole number of periods nearest to a distance, as a length. */
function wholePeriods(distance: number, period: number): number {
  return period === 0 ? 0 : period * Math.round(distance / period);
}

/** The error of a loop that does not close, with its widest gap in space. */
function open(face: Face, loop: Loop, index: number, images: readonly TrimCurve[]): TrimmingError {
  const p = new Float64Array(9), q = new Float64Array(9);
  let gap = 0, at = 0;
  images.forEach((image, i) => {
    const end = endsOf(image).end, start = endsOf(images[(i + 1) % images.length]).start;
    face.surface.d1(end[0], end[1], p);
    face.surface.d1(start[0], start[1], q);
    if (distance(p, q) > gap) [gap, at] = [distance(p, q), i];
  });
  const [before, after] = [loop[at].edge, loop[(at + 1) % loop.length].edge];
  return new TrimmingError(
    `its loop ${index} of ${loop.length} edges does not close in the surface's parameters: ` +
      `edge ${before} ends ${gap.toPrecision(3)} away from where edge ${after} begins`,
    { data: { loop: index, edges: loop.map(({ edge }) => edge), gap, before, after } },
  );
}

type Near = (a: Place, b: Place, vertices: number) => boolean;

/**
 * What the vertex, or the two vertices, allow between the end of a stretch and the start of the
 * next.
 */
function slack(before: TrimCurve, after: TrimCurve): number {
  return before.endTolerance + after.startTolerance;
}

/**
 * Whether two places in the parameters are one place in space, all along the straight line between
 * them: within ten tolerances, or a ten-thousandth of the loop's size for files that state none, or
 * what the vertex between them allows.
 */
function nearness(
  face: Face,
  loop: Loop,
  edges: readonly Edge[],
  images: readonly TrimCurve[],
): Near {
  // Most loops close exactly, and need none of this.
  let room: Float64Array[] | null = null;
  let allowed = -1;
  const allowance = ([, middle, to]: readonly Float64Array[]) => {
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
  return (a, b, vertices) => {
    const du = Math.abs(a[0] - b[0]), dv = Math.abs(a[1] - b[1]);
    if (du <= 1e-12 * (1 + Math.abs(a[0])) && dv <= 1e-12 * (1 + Math.abs(a[1]))) return true;
    room ??= [new Float64Array(9), new Float64Array(9), new Float64Array(9)];
    const [at, middle, to] = room;
    if (allowed < 0) allowed = allowance(room);
    const most = Math.max(allowed, vertices);
    face.surface.d1(a[0], a[1], at);
    face.surface.d1((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, middle);
    face.surface.d1(b[0], b[1], to);
    return distance(at, middle) <= most && distance(at, to) <= most;
  };
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function inOrder(
  images: readonly TrimCurve[],
  ends: readonly TrimEnds[],
  near: Near,
): boolean {
  return ends.every(({ end }, i) => {
    const next = (i + 1) % ends.length;
    return near(end, ends[next].start, slack(images[i], images[next]));
  });
}

/**
 * The stretches in an order in which each begins where the one before ends; null if none is found.
 */
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
  return inOrder(ordered, ordered.map(endsOf), near) ? ordered : null;
}

/** Bridges the gaps of a chain; a chain that does not wind is closed too. */
function close(
  images: readonly TrimCurve[],
  ends: readonly TrimEnds[],
  windU: number,
  windV: number,
): Chain {
  const curves: TrimCurve[] = [];
  const bridge = (a: Place, b: Place) => {
    if (a[0] !== b[0] || a[1] !== b[1]) curves.push(parameterLine(a, b));
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
export function joinWinding(chains: readonly Chain[]): Chain[] {
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
  const curves = [...a.curves, parameterLine(a.end, start), ...moved, parameterLine(end, a.start)];
  const joined: Chain = { curves, start: a.start, end: a.start, windU: 0, windV: 0 };
  return [joined, ...chains.filter((chain) => chain !== a && chain !== b)];
}
