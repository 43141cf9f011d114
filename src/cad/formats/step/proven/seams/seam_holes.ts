/**
 * Holes across a seam that is put in: they part it, and their borders become those of its face.
 *
 * @module
 */
import { Line } from "../../../../geometry/line.ts";
import type { Surface } from "../../../../geometry/surface.ts";
import { crossingOf, exactCrossing } from "./crossing.ts";
import { CutNeeded } from "../cut_needed.ts";
import { moved, placeOf, whole } from "../laid_loop.ts";
import { firstVertex, type LaidUse, lastVertex, type OpenEdge } from "../open_edge.ts";
import { Unproven } from "../unproven.ts";

/** Stretches of an edge at whose ends it is looked at, and the share of a loop between them. */
const LOOKS = 16, CLOSE = 0.02;
/** What is no farther from the seam, as a share of the period, lies on it. */
const ON = 1e-6;

/** A seam that has been put in. */
export interface Seam {
  /** The coordinate that is the same all along it: 0 for u, 1 for v. */
  readonly around: 0 | 1;
  readonly period: number;
  /** The period of the other coordinate; 0 where it has none. */
  readonly periodAcross: number;
  /** Where around the surface it is. */
  readonly at: number;
  readonly edge: OpenEdge;
  readonly surface: Surface;
  /** The number of the face's entity. */
  readonly face: number;
  /** A piece of it, from a place across and a vertex to another. */
  readonly piece: (from: number, vertex: number, to: number, other: number) => OpenEdge;
  /** A use of a piece at a place around. */
  readonly use: (edge: OpenEdge, reversed: boolean, at: number) => LaidUse;
}

/** Where a border is: around the surface beyond the seam, or before it. */
type Side = 1 | -1;

/** The border of a hole on one side of the seam. */
interface Part {
  readonly uses: readonly LaidUse[];
  /** Where along the seam it begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** A hole in two parts. */
interface PartedHole {
  readonly parts: ReadonlyMap<Side, Part>;
  /** Where around the surface the hole meets the seam. */
  readonly at: number;
}

/**
 * The parts of a hole on both sides of a seam; null of one that does not meet it.
 *
 * @throws {CutNeeded} where an edge crosses the seam between its ends
 * @throws {Unproven} where the hole does not just lie across it, or only comes close to it
 */
export function partedHole(hole: readonly LaidUse[], seam: Seam): PartedHole | null {
  const looks = hole.map((use) => looksOf(use, seam));
  const all = looks.flat(), low = Math.min(...all), high = Math.max(...all);
  const turn = Math.ceil(low - ON);
  if (turn > high + ON) {
    const margin = CLOSE * (high - low);
    const isBent = hole.some(({ pcurve }) => !(pcurve instanceof Line));
    if (isBent && (turn <= high + margin || turn - 1 >= low - margin)) {
      throw new Unproven("a hole that comes close to a seam", seam.face);
    }
    return null;
  }
  if (turn + 1 <= high + ON) throw new Unproven("a hole all around its face", seam.face);
  const at = seam.at + turn * seam.period;
  const sides = hole.map((use, i) => sideOf(use, looks[i].map((look) => look - turn), seam, at));
  const starts = sides.flatMap((side, i) => side === sides.at(i - 1) ? [] : [i]);
  // One that goes across several times would leave the face in pieces.
  if (starts.length !== 2) throw new Unproven("a hole that touches a seam", seam.face);
  const [a, b] = starts;
  const parts = new Map([
    [sides[a], partOf(hole.slice(a, b), seam)],
    [sides[b], partOf([...hole.slice(b), ...hole.slice(0, a)], seam)],
  ]);
  return { parts, at };
}

/**
 * A loop whose seam holes lie across: where it comes to a hole it runs along the hole's border.
 *
 * @param joined the loop with the seam, which it uses twice
 * @throws {Unproven} where the holes overlap, or are none
 */
export function alongHoles(
  joined: readonly LaidUse[],
  holes: readonly PartedHole[],
  seam: Seam,
): LaidUse[] {
  const { around, edge } = seam;
  const ends = joined.filter((use) => use.edge === edge).map((use) => placeOf(use, false)[around]);
  const low = Math.min(...ends), pieces: OpenEdge[] = [];
  return joined.flatMap((use) => {
    if (use.edge !== edge) return [use];
    const at = placeOf(use, false)[around], side = at === low ? 1 : -1;
    const parts = holes.map((hole) => movedPart(hole.parts.get(side)!, at - hole.at, seam));
    return alongSeam(use, parts, at, pieces, seam);
  });
}

/** One side of the seam, with the parts of holes on it. */
function alongSeam(
  use: LaidUse,
  parts: readonly Part[],
  at: number,
  pieces: OpenEdge[],
  seam: Seam,
): LaidUse[] {
  const across = 1 - seam.around;
  const [start, end] = [placeOf(use, false)[across], placeOf(use, true)[across]];
  const way = Math.sign(end - start), isFirst = pieces.length === 0;
  const laid: LaidUse[] = [];
  let from = start, vertex = firstVertex(use);
  const goTo = (to: number, other: number) => {
    if (!((to - from) * way > 0)) throw new Unproven("holes that overlap on a seam", seam.face);
    if (isFirst) pieces.push(seam.piece(from, vertex, to, other));
    // The other side has the same ones, the other way.
    laid.push(seam.use(isFirst ? pieces[pieces.length - 1] : pieces.pop()!, way < 0, at));
  };
  for (const part of parts.toSorted((a, b) => (a.from - b.from) * way)) {
    goTo(part.from, firstVertex(part.uses[0]));
    if (!((part.to - part.from) * way > 0)) {
      throw new Unproven("a hole that is turned", seam.face);
    }
    laid.push(...part.uses);
    [from, vertex] = [part.to, lastVertex(part.uses[part.uses.length - 1])];
  }
  goTo(end, lastVertex(use));
  return laid;
}

/** How many periods a use is beyond the seam, at equal steps as its loop runs. */
function looksOf({ pcurve, first, last, reversed }: LaidUse, { around, at, period }: Seam) {
  const uv = new Float64Array(4);
  return Array.from({ length: LOOKS + 1 }, (_, i) => {
    pcurve.d1(first + (last - first) * (reversed ? LOOKS - i : i) / LOOKS, uv);
    return (uv[around] - at) / period;
  });
}

/** Which side of the seam a use is on. */
function sideOf(use: LaidUse, looks: readonly number[], seam: Seam, at: number): Side {
  const { pcurve, first, last, reversed, edge } = use, { around, face } = seam;
  const signs = looks.map((look) => Math.abs(look) <= ON ? 0 : Math.sign(look));
  const side = signs.find((sign) => sign !== 0);
  if (side === undefined) {
    // The face is on the left of it.
    const across = 1 - around, run = placeOf(use, true)[across] - placeOf(use, false)[across];
    return (run > 0) === (around === 1) ? 1 : -1;
  }
  const beyond = signs.findIndex((sign) => sign === -side);
  if (beyond >= 0) {
    const before = signs.slice(0, beyond).findLastIndex((sign) => sign === side);
    const [a, b] = [before, beyond]
      .map((i) => first + (last - first) * (reversed ? LOOKS - i : i) / LOOKS)
      .sort((x, y) => x - y);
    const parameter = crossingOf(pcurve, a, b, around, at);
    if (pcurve instanceof Line) throw new CutNeeded({ edge: edge.id, parameter, face });
    const own = {
      curve: edge.curve!,
      surface: seam.surface,
      image: pcurve,
      coordinate: around,
      at,
    };
    throw new CutNeeded({
      edge: edge.id,
      parameter: exactCrossing(own, parameter),
      face,
      kernelErrs: "holes across a seam that is put in",
    });
  }
  return side as Side; // of numbers whose sign is not 0
}

function partOf(uses: readonly LaidUse[], { around }: Seam): Part {
  const across = 1 - around;
  return {
    uses,
    from: placeOf(uses[0], false)[across],
    to: placeOf(uses[uses.length - 1], true)[across],
  };
}

/** A part beside one end of the face's parameters, and by whole periods beside the seam. */
function movedPart(part: Part, around: number, seam: Seam): Part {
  const { first, last } = seam.edge;
  const across = whole((first + last) / 2 - (part.from + part.to) / 2, seam.periodAcross);
  const [u, v] = seam.around === 0 ? [around, across] : [across, around];
  return {
    uses: part.uses.map((use) => moved(use, u, v)),
    from: part.from + across,
    to: part.to + across,
  };
}
