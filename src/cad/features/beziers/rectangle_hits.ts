/**
 * Where the curves that bound a face meet a rectangle of its parameters.
 *
 * @module
 */
import type { Curve } from "../../geometry/curve.ts";
import type { Place } from "../../geometry/trimming/trimming_image.ts";
import type { MonotonePiece, ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";

/** Two places in the parameters are one up to this distance, and on a line too. */
const NEAR = 1e-4;
/** A place is a rectangle's corner up to this distance. */
const CORNER = 9e-3;
/** Two hits of one line are one up to this distance. */
const SAME = 1e-7;
/** A curve ends on a line where it is this near to it. */
const ON_LINE = 1e-9;
/** A chord, over the way by a place between its ends, below which a curve bends too much. */
const LEAST_CHORD = 0.7;
/** Places along a curve between two hits, the hits too. */
const PLACES = 20;
const HALVINGS = 50;

/** A curve that bounds a face, cut where it turns back in u or v. */
export interface BoundCurve {
  readonly curve: Curve;
  readonly shiftU: number;
  readonly shiftV: number;
  readonly pieces: readonly MonotonePiece[];
  readonly box: ParameterBox;
  /** Where it begins and ends. */
  readonly ends: readonly [Place, Place];
}

/** Where a curve meets the border of a rectangle. */
interface Hit {
  readonly t: number;
  readonly place: Place;
}

/** What a curve has to do with a rectangle. */
interface RectangleHits {
  /** How often it meets the border. */
  readonly count: number;
  /** Whether the rectangle is to be cut because of it. */
  readonly cuts: boolean;
}

const NONE: RectangleHits = { count: 0, cuts: false };

/**
 * Whether a curve meets a rectangle, by the rules of BRT: a place on one border only, at a corner,
 * does not count where there are others, and neither does one at which the curve only touches.
 */
export function rectangleHits(bound: BoundCurve, rect: ParameterBox): RectangleHits {
  const { box, ends } = bound;
  if (
    box.u1 < rect.u0 - NEAR || box.u0 > rect.u1 + NEAR || box.v1 < rect.v0 - NEAR ||
    box.v0 > rect.v1 + NEAR
  ) return NONE;
  let twice = false;
  const near = bound.pieces.filter((piece) => reaches(piece, rect));
  const found: Hit[] = [];
  for (const [axis, value] of [[1, rect.v0], [1, rect.v1], [0, rect.u0], [0, rect.u1]] as const) {
    const hits = lineHits(bound, near, axis, value)
      .filter(({ place }) => contains(rect, place, NEAR));
    if (hits.length > 1) twice = true;
    found.push(...hits);
  }
  const hits = counted(found.sort((a, b) => a.t - b.t), bound, rect);
  const [start, end] = ends.map((place) => contains(rect, place, -NEAR));
  const cuts = (hits.length <= 1 && (start || end)) || hits.length > 2 || twice ||
    (hits.length === 2 && bends(bound, rect, hits[0].t, hits[1].t));
  return { count: hits.length, cuts };
}

/** The hits that count. */
function counted(found: readonly Hit[], { ends }: BoundCurve, rect: ParameterBox): Hit[] {
  const distinct: { hit: Hit; times: number }[] = [];
  for (const hit of found) {
    const last = distinct.at(-1);
    if (last !== undefined && apart(last.hit.place, hit.place) < NEAR) {
      last.hit = hit;
      last.times++;
    } else distinct.push({ hit, times: 1 });
  }
  const corners: readonly Place[] = [
    [rect.u0, rect.v0],
    [rect.u1, rect.v0],
    [rect.u0, rect.v1],
    [rect.u1, rect.v1],
  ];
  const isCorner = (place: Place) => corners.some((corner) => apart(corner, place) < CORNER);
  const touches = distinct.filter(({ hit, times }) => times < 2 && isCorner(hit.place));
  const hits = distinct.filter((one) => !touches.includes(one)).map(({ hit }) => hit);
  if (hits.length !== 1) return hits;
  const all = [...hits, ...touches.map(({ hit }) => hit)];
  ends.forEach((place, i) => {
    if (!onBorder(rect, place) || all.some((hit) => apart(hit.place, place) < NEAR)) return;
    all.push({ t: i === 0 ? -Infinity : Infinity, place });
  });
  if (all.length > 1) return all;
  const [start, end] = ends.map((place) => contains(rect, place, -NEAR));
  return start === end ? [] : all;
}

/** Where pieces of a curve meet a line of constant u (axis 0) or v, but for stretches along it. */
function lineHits(
  { curve, shiftU, shiftV }: BoundCurve,
  pieces: readonly MonotonePiece[],
  axis: 0 | 1,
  value: number,
): Hit[] {
  const q = new Float64Array(4), hits: Hit[] = [];
  const placeAt = (t: number): Place => {
    curve.d1(t, q);
    return [q[0] + shiftU, q[1] + shiftV];
  };
  const add = (t: number) => {
    const place = placeAt(t);
    // A ring ends where it begins.
    if (hits.every((hit) => apart(hit.place, place) > SAME)) hits.push({ t, place });
  };
  for (const piece of pieces) {
    const [from, to] = axis === 0 ? [piece.u0, piece.u1] : [piece.v0, piece.v1];
    const [a, b] = [from - value, to - value];
    const [atStart, atEnd] = [Math.abs(a) <= ON_LINE, Math.abs(b) <= ON_LINE];
    if (atStart && atEnd) continue;
    if (atStart) add(piece.from);
    else if (atEnd) add(piece.to);
    else if (a * b < 0) {
      let low = piece.from, high = piece.to;
      for (let i = 0; i < HALVINGS; i++) {
        const middle = (low + high) / 2;
        if ((placeAt(middle)[axis] - value) * a > 0) low = middle;
        else high = middle;
      }
      add((low + high) / 2);
    }
  }
  return hits;
}

/** Whether a piece, of which the ends are the extremes, reaches a rectangle. */
function reaches({ u0, u1, v0, v1 }: MonotonePiece, rect: ParameterBox): boolean {
  return Math.max(u0, u1) >= rect.u0 - NEAR && Math.min(u0, u1) <= rect.u1 + NEAR &&
    Math.max(v0, v1) >= rect.v0 - NEAR && Math.min(v0, v1) <= rect.v1 + NEAR;
}

/** Whether a curve bends too much between two hits. */
function bends(
  { curve, shiftU, shiftV }: BoundCurve,
  rect: ParameterBox,
  from: number,
  to: number,
): boolean {
  if (curve.kind === "line" || !Number.isFinite(from) || !Number.isFinite(to)) return false;
  const q = new Float64Array(4);
  const placeAt = (t: number): Place => {
    curve.d1(t, q);
    return [q[0] + shiftU, q[1] + shiftV];
  };
  const period = "period" in curve ? Number(curve.period) : 0;
  let [first, last] = [from, to];
  if (period > 0 && !contains(rect, placeAt((from + to) / 2), NEAR)) {
    [first, last] = [to, from + period];
  }
  const places = Array.from(
    { length: PLACES },
    (_, i) => placeAt(first + (last - first) * i / (PLACES - 1)),
  );
  const start = places[0], end = places[PLACES - 1], chord = apart(start, end);
  return places.slice(1, -1).some((place) =>
    !(chord / (apart(start, place) + apart(place, end)) > LEAST_CHORD)
  );
}

/** Whether a place is in a rectangle that is wider by `slack` on all sides. */
function contains({ u0, u1, v0, v1 }: ParameterBox, [u, v]: Place, slack: number): boolean {
  return u >= u0 - slack && u <= u1 + slack && v >= v0 - slack && v <= v1 + slack;
}

/** Whether a place is on one of the four lines, on whichever part of them. */
function onBorder({ u0, u1, v0, v1 }: ParameterBox, [u, v]: Place): boolean {
  return [u - u0, u - u1, v - v0, v - v1].some((off) => Math.abs(off) < NEAR);
}

function apart(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
