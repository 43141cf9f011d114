/**
 * The loops of a face as stretches, each on one side of a line of constant u or v.
 *
 * @module
 */
import type { Coedge, Edge, Face } from "../../brep.ts";
import { ShiftedCurve } from "../../geometry/shifted_curve.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { endsOf, type Place, type TrimCurve } from "../../geometry/trimming/trimming_image.ts";
import { type SeamLine } from "./seam_line.ts";
import { type Side, sideOf } from "./line_crossings.ts";

/** A stretch of a loop, as the loop runs along it. */
export interface Stretch {
  /** The coedge of an edge; null of a line that closes a loop at a pole. */
  readonly coedge: Coedge | null;
  /** Places along it, the first and the last one too. */
  readonly places: readonly Place[];
  /** The vertex where it begins. */
  readonly startVertex: number;
  /** The vertex where it ends. */
  readonly endVertex: number;
  /** The side of the line on which it bounds the region. */
  readonly side: Exclude<Side, 0>;
}

/** Places along a stretch that is not straight. */
const PLACES = 8;
/** Ends that are nearer than this share of the box are one place. */
const SAME = 1e-9;

/**
 * The loops of a face whose curves do not cross the line any more.
 *
 * @param near how far off the line what counts as on it may be, in the parameters
 * @returns or a reason why there are none
 */
export function faceStretches(
  face: Face,
  edges: readonly Edge[],
  trimming: Trimming,
  line: SeamLine,
  near: number,
): Stretch[][] | string {
  const loops: Stretch[][] = [];
  for (const loop of closedLoops(trimming)) {
    const stretches: Stretch[] = [];
    for (let i = 0; i < loop.length; i++) {
      const trim = loop[i];
      if (trim.edge < 0) {
        if (!isPole(face, trim, trimming)) return "no seam closes it";
        const before = verticesOf(neighbour(loop, i, -1), edges)[1];
        const after = verticesOf(neighbour(loop, i, 1), edges)[0];
        stretches.push(...poleStretches(trim, [before, after], line, near, stretches.at(-1)));
        continue;
      }
      const places = placesAlong(trim), side = sideAlong(places, line, near);
      if (side === null) return `edge ${trim.edge} crosses the line at ${line.value} twice`;
      const [startVertex, endVertex] = verticesOf(trim, edges);
      stretches.push({ coedge: coedgeOf(trim), places, startVertex, endVertex, side });
    }
    loops.push(stretches);
  }
  return loops;
}

/** The curves of a region, loop by loop. */
function closedLoops({ curves, box }: Trimming): TrimCurve[][] {
  const loops: TrimCurve[][] = [];
  const [sizeU, sizeV] = [SAME * (box.u1 - box.u0), SAME * (box.v1 - box.v0)];
  let loop: TrimCurve[] = [];
  for (const curve of curves) {
    loop.push(curve);
    const { start } = endsOf(loop[0]), { end } = endsOf(curve);
    if (Math.abs(end[0] - start[0]) > sizeU || Math.abs(end[1] - start[1]) > sizeV) continue;
    loops.push(loop);
    loop = [];
  }
  if (loop.length > 0) loops.push(loop);
  // A line that bridges next to nothing may come after what it closes.
  return loops.filter((curves) => curves.some(({ edge }) => edge >= 0));
}

/** The next curve of an edge, before or behind. */
function neighbour(loop: readonly TrimCurve[], from: number, step: 1 | -1): TrimCurve {
  const count = loop.length;
  let at = (from + step + count) % count;
  while (loop[at].edge < 0 && at !== from) at = (at + step + count) % count;
  return loop[at];
}

/** Whether a line that closes a loop is one point in space. */
function isPole({ surface }: Face, trim: TrimCurve, { tolerance, box }: Trimming): boolean {
  const { start, end } = endsOf(trim), p = new Float64Array(9), q = new Float64Array(9);
  const size = sizeOf(surface, box);
  surface.d1(start[0], start[1], p);
  return [0.5, 1].every((share) => {
    surface.d1(mix(start[0], end[0], share), mix(start[1], end[1], share), q);
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) <=
      Math.max(10 * tolerance, 1e-4 * size);
  });
}

/** How far the corners of a box of parameters lie apart in space. */
function sizeOf(surface: Face["surface"], { u0, u1, v0, v1 }: Trimming["box"]): number {
  const p = new Float64Array(9), q = new Float64Array(9);
  surface.d1((u0 + u1) / 2, (v0 + v1) / 2, p);
  surface.d1(u0, v0, q);
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

function poleStretches(
  trim: TrimCurve,
  [startVertex, endVertex]: readonly [number, number],
  line: SeamLine,
  near: number,
  before: Stretch | undefined,
): Stretch[] {
  const { start, end } = endsOf(trim), { axis, value } = line;
  const from = sideOf(start[axis], line, near), to = sideOf(end[axis], line, near);
  const stretch = (places: Place[], side: Exclude<Side, 0>): Stretch => ({
    coedge: null,
    places,
    startVertex,
    endVertex,
    side,
  });
  if (from === 0 && to === 0) return [stretch([start, end], before?.side ?? -1)];
  if (from * to >= 0) return [stretch([start, end], (from + to > 0) ? 1 : -1)];
  const share = (value - start[axis]) / (end[axis] - start[axis]);
  const middle: Place = [mix(start[0], end[0], share), mix(start[1], end[1], share)];
  return [stretch([start, middle], from as 1 | -1), stretch([middle, end], to as 1 | -1)];
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

function placesAlong(trim: TrimCurve): Place[] {
  const { curve, first, last, reversed, shiftU, shiftV } = trim;
  const count = curve.kind === "line" ? 2 : PLACES;
  const q = new Float64Array(4);
  const places = Array.from({ length: count + 1 }, (_, i): Place => {
    curve.d1(mix(first, last, i / count), q);
    return [q[0] + shiftU, q[1] + shiftV];
  });
  return reversed ? places.reverse() : places;
}

/**
 * The side of a stretch. One on the line is on the side of the region, which is on its left: below
 * where u is constant and v grows, and above where v is constant and u grows.
 */
function sideAlong(
  places: readonly Place[],
  line: SeamLine,
  near: number,
): Exclude<Side, 0> | null {
  const sides = places.map((place) => sideOf(place[line.axis], line, near));
  const [below, above] = [sides.includes(-1), sides.includes(1)];
  if (below && above) return null;
  if (below || above) return below ? -1 : 1;
  const other = line.axis === 0 ? 1 : 0;
  const grows = places[places.length - 1][other] > places[0][other];
  return grows === (line.axis === 0) ? -1 : 1;
}

function verticesOf({ edge, reversed }: TrimCurve, edges: readonly Edge[]): [number, number] {
  const { startVertex, endVertex } = edges[edge];
  return reversed ? [endVertex, startVertex] : [startVertex, endVertex];
}

/** The coedge again; whole periods by which its image was moved stay with it. */
function coedgeOf({ edge, reversed, curve, first, last, shiftU, shiftV }: TrimCurve): Coedge {
  const pcurve = shiftU === 0 && shiftV === 0 ? curve : new ShiftedCurve(curve, shiftU, shiftV);
  return { edge, reversed, pcurve, first, last };
}
