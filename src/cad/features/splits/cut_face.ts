/**
 * A face cut in parts along a line of constant u or v.
 *
 * @module
 */
import type { Coedge, Face } from "../../brep.ts";
import { Line } from "../../geometry/line.ts";
import { trimFace, type Trimming } from "../../geometry/trimming/trimming.ts";
import type { Place } from "../../geometry/trimming/trimming_image.ts";
import { TrimmingError } from "../../geometry/trimming/trimming_error.ts";
import { evaluateFace } from "../faces/normal.ts";
import type { ChangingBody } from "./changing_body.ts";
import { faceStretches, type Stretch } from "./face_stretches.ts";
import { crossings } from "./line_crossings.ts";
import { type BoundLoop, partFaces } from "./part_faces.ts";
import type { SeamLine } from "./seam_line.ts";
import { splitError } from "./split_error.ts";

/** Two crossings of one edge nearer than this share of it are one: those of both its uses. */
const ONE_CROSSING = 1e-7;

/** Consecutive stretches of a loop on one side of the line. */
interface Run {
  readonly stretches: readonly Stretch[];
  readonly start: Place;
  readonly end: Place;
}

/** A new edge along the line. */
interface Cut {
  readonly edge: number;
  readonly vertices: readonly [number, number];
  readonly low: number;
  readonly high: number;
  readonly pcurve: Line;
}

/**
 * Cuts a face of a body along a line into the parts on its two sides, each a face; edges that the
 * line crosses are split there, and new ones run along it.
 *
 * @throws FeatureError where the parts cannot be told with certainty
 */
export function cutFace(body: ChangingBody, index: number, line: SeamLine): void {
  const source = body.faces[index].source;
  const refuse = (reason: string, cause?: unknown) => splitError("face", source, reason, cause);
  const region = (): Trimming => {
    try {
      return trimFace(body.faces[index].face, body.edges);
    } catch (error) {
      if (error instanceof TrimmingError) throw refuse(error.message, error);
      throw error;
    }
  };
  const before = region(), near = nearness(body.faces[index].face, before, line);
  for (const [edge, shares] of crossedEdges(before, line, near, refuse)) {
    let whole = 1;
    for (const share of shares.sort((a, b) => b - a)) {
      body.splitEdge(edge, share / whole);
      whole = share;
    }
  }
  const { face } = body.faces[index];
  const loops = faceStretches(face, body.edges, region(), line, near);
  if (typeof loops === "string") throw refuse(loops);
  const cuts: Cut[] = [];
  const parts = ([-1, 1] as const).flatMap((side) => {
    // The region is on the left of the curves that bound it.
    const grows = (line.axis === 0) === (side === -1);
    const bound: BoundLoop[] = [], runs: Run[] = [];
    for (const loop of loops) {
      if (loop.every((stretch) => stretch.side === side)) bound.push(boundLoop(loop));
      else runs.push(...runsOf(loop, side));
    }
    const links = linksOf(runs, line, grows ? 1 : -1);
    if (links === null) throw refuse(`what bounds it does not alternate along ${line.value}`);
    const left = new Set(runs);
    for (const run of runs) {
      if (!left.has(run)) continue;
      const items: BoundLoop[] = [];
      for (let at = run; left.delete(at); at = links.get(at)!) {
        items.push(boundLoop(at.stretches));
        const cut = cutOf(body, face, line, at, links.get(at)!, cuts, side, near);
        if (typeof cut === "string") throw refuse(cut);
        items.push(cut);
      }
      bound.push({
        coedges: items.flatMap(({ coedges }) => coedges),
        places: items.flatMap(({ places }) => places),
      });
    }
    const made = partFaces(face, bound);
    if (made === null) throw refuse(`no region is left ${side < 0 ? "below" : "above"} the line`);
    return made;
  });
  if (loops.some((loop) => loop.some(({ places: [place] }) => isPassed(place, line, near, cuts)))) {
    throw refuse(`a corner of it touches the line at ${line.value} along which it is cut`);
  }
  body.faces.splice(index, 1, ...parts.map((part) => ({ face: part, source })));
}

/** How far off a line a place may be to count as on it: what tolerances allow, in parameters. */
function nearness({ surface }: Face, { box, tolerance }: Trimming, { axis }: SeamLine): number {
  const q = new Float64Array(9), far = new Float64Array(9);
  let speed = 0, size = 0;
  surface.d1(box.u0, box.v0, far);
  for (const i of [0, 0.5, 1]) {
    for (const j of [0, 0.5, 1]) {
      surface.d1(box.u0 + i * (box.u1 - box.u0), box.v0 + j * (box.v1 - box.v0), q);
      speed = Math.max(speed, Math.hypot(...q.subarray(3 + 3 * axis, 6 + 3 * axis)));
      size = Math.max(size, Math.hypot(q[0] - far[0], q[1] - far[1], q[2] - far[2]));
    }
  }
  return Math.max(10 * tolerance, 1e-6 * size) / speed;
}

/** The edges that the line crosses, with the shares of their ranges at which it does. */
function crossedEdges(
  { curves }: Trimming,
  line: SeamLine,
  near: number,
  refuse: (reason: string) => Error,
): Map<number, number[]> {
  const crossed = new Map<number, number[]>();
  for (const trim of curves) {
    if (trim.edge < 0) continue;
    const found = crossings(trim, line, near);
    if (found === null) {
      throw refuse(`edge ${trim.edge} touches the line at ${line.value} along which it is cut`);
    }
    const shares = crossed.get(trim.edge) ?? [];
    for (const t of found) {
      const share = (t - trim.first) / (trim.last - trim.first);
      if (shares.some((other) => Math.abs(other - share) <= ONE_CROSSING)) continue;
      shares.push(share);
    }
    if (shares.length > 0) crossed.set(trim.edge, shares);
  }
  return crossed;
}

function boundLoop(stretches: readonly Stretch[]): BoundLoop {
  return {
    coedges: stretches.flatMap(({ coedge }) => coedge === null ? [] : [coedge]),
    places: stretches.flatMap(({ places }) => places.slice(0, -1)),
  };
}

/** The longest rows of stretches on one side, of a loop that is on both. */
function runsOf(loop: readonly Stretch[], side: number): Run[] {
  const runs: Run[] = [], count = loop.length;
  for (let from = 0; from < count; from++) {
    if (loop[from].side !== side || loop[(from + count - 1) % count].side === side) continue;
    const stretches = [loop[from]];
    for (let i = from + 1; loop[i % count].side === side; i++) stretches.push(loop[i % count]);
    const last = stretches[stretches.length - 1].places;
    runs.push({ stretches, start: loop[from].places[0], end: last[last.length - 1] });
  }
  return runs;
}

/**
 * From each run the one that begins where the line leads to from its end; null where
 * ends and beginnings do not alternate along the line.
 */
function linksOf(
  runs: readonly Run[],
  { axis }: SeamLine,
  direction: 1 | -1,
): Map<Run, Run> | null {
  const other = axis === 0 ? 1 : 0;
  const ends = runs.toSorted((a, b) => direction * (a.end[other] - b.end[other]));
  const starts = runs.toSorted((a, b) => direction * (a.start[other] - b.start[other]));
  for (let i = 0; i < runs.length; i++) {
    const [from, to] = [direction * ends[i].end[other], direction * starts[i].start[other]];
    const next = i + 1 < runs.length ? direction * ends[i + 1].end[other] : Infinity;
    if (!(from < to && to <= next)) return null;
  }
  return new Map(ends.map((run, i) => [run, starts[i]]));
}

/** The way along the line from the end of one run to the start of the next, or why not. */
function cutOf(
  body: ChangingBody,
  face: Face,
  line: SeamLine,
  from: Run,
  to: Run,
  cuts: Cut[],
  side: -1 | 1,
  near: number,
): BoundLoop | string {
  const { axis, value } = line, other = axis === 0 ? 1 : 0;
  const ends = [from.end, to.start] as const;
  if (ends.some((place) => Math.abs(place[axis] - value) > 2 * near)) {
    return `a loop leaves it off the line at ${value}`;
  }
  const vertices = [from.stretches.at(-1)!.endVertex, to.stretches[0].startVertex] as const;
  const grows = ends[1][other] > ends[0][other];
  const [low, high] = grows ? ends.map((p) => p[other]) : ends.map((p) => p[other]).reverse();
  const [start, end] = grows ? vertices : [vertices[1], vertices[0]];
  let cut = cuts.find((one) =>
    one.vertices[0] === start && one.vertices[1] === end &&
    Math.max(Math.abs(one.low - low), Math.abs(one.high - high)) <= 1e-3 * (high - low)
  );
  if (cut === undefined) {
    // What bounds one side bounds the other: the second side finds all that the first one made.
    if (side === 1) return `its parts on both sides of ${value} do not meet`;
    const pcurve = axis === 0 ? new Line([value, 0], [0, 1]) : new Line([0, value], [1, 0]);
    const gaps = [start, end].map((vertex, i) => gapOf(body, face, line, vertex, [low, high][i]));
    const edge = body.addEdge({
      curve: null,
      location: null,
      first: low,
      last: high,
      degenerate: false,
      tolerance: face.tolerance,
      startVertex: start,
      endVertex: end,
      startTolerance: gaps[0],
      endTolerance: gaps[1],
      faces: [],
    });
    cut = { edge, vertices: [start, end], low, high, pcurve };
    cuts.push(cut);
  }
  const coedge: Coedge = {
    edge: cut.edge,
    reversed: !grows,
    pcurve: cut.pcurve,
    first: cut.low,
    last: cut.high,
  };
  return { coedges: [coedge], places: [from.end] };
}

/** Whether a new edge passes a corner without ending there. */
function isPassed(place: Place, line: SeamLine, near: number, cuts: readonly Cut[]): boolean {
  if (Math.abs(place[line.axis] - line.value) > near) return false;
  const at = place[line.axis === 0 ? 1 : 0];
  return cuts.some(({ low, high }) => {
    const slack = 1e-6 * (high - low);
    return at > low + slack && at < high - slack;
  });
}

/** How far a vertex is from a place on the line. */
function gapOf(body: ChangingBody, face: Face, line: SeamLine, vertex: number, at: number): number {
  const q = new Float64Array(9);
  if (vertex < 0) return 0;
  if (line.axis === 0) evaluateFace(face, line.value, at, q);
  else evaluateFace(face, at, line.value, q);
  const [x, y, z] = body.vertex(vertex);
  return Math.hypot(q[0] - x, q[1] - y, q[2] - z);
}
