/**
 * Rectangles of a face's parameters that its loops do not cross.
 *
 * @module
 */
import type { Surface } from "../../geometry/surface.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { endsOf, type Place } from "../../geometry/trimming/trimming_image.ts";
import {
  boxOf,
  type MonotonePiece,
  type ParameterBox,
} from "../../geometry/trimming/trimming_pieces.ts";
import { faceMask } from "../faces/face_mask.ts";
import { type BoundCurve, rectangleHits } from "./rectangle_hits.ts";

/** Two places in the parameters are one up to this distance. */
const NEAR = 1e-4;
/** Times that a rectangle is cut in four. */
const MOST_CUTS = 5;
/** Areas in the parameters: smaller parts are dropped when a rectangle is cut, and at the end. */
const LEAST_PART = 1e-8;
const LEAST_AREA = 1e-5;

/**
 * Rectangles inside of a face: each one that a loop crosses is cut in four, up to five times, and
 * dropped if it is crossed still. What is left of the face beside its loops is not covered.
 *
 * @param roots what is cut; the order of the rectangles is theirs, the parts of low v first, and of
 * low u among these
 */
export function faceRectangles(
  surface: Surface,
  trimming: Trimming,
  roots: readonly ParameterBox[],
): ParameterBox[] {
  const curves = boundCurves(trimming), found: ParameterBox[] = [];
  const visit = (rect: ParameterBox, level: number) => {
    const { hits, cuts, at } = look(rect, curves);
    if (cuts && level < MOST_CUTS) {
      for (const part of parts(rect, at)) if (areaOf(part) >= LEAST_PART) visit(part, level + 1);
      return;
    }
    if (hits > 0 || areaOf(rect) <= LEAST_AREA) return;
    if (!cuts && isOutside(surface, trimming, rect)) return;
    found.push(rect);
  };
  for (const root of roots) visit(root, 0);
  return found;
}

/** What the curves have to do with a rectangle. */
interface Look {
  /** How many meet it, up to the first because of which it is cut. */
  readonly hits: number;
  readonly cuts: boolean;
  /** Where it is cut. */
  readonly at: Place;
}

function look(rect: ParameterBox, curves: readonly BoundCurve[]): Look {
  const met: BoundCurve[] = [];
  const middle: Place = [(rect.u0 + rect.u1) / 2, (rect.v0 + rect.v1) / 2];
  for (const curve of curves) {
    const { count, cuts } = rectangleHits(curve, rect);
    if (count > 0) met.push(curve);
    if (cuts) return { hits: met.length, cuts, at: middle };
  }
  const shared = met.length === 2 ? sharedEnd(met[0], met[1]) : null;
  const at = shared !== null && isInside(rect, shared) ? shared : middle;
  return { hits: met.length, cuts: met.length > 1, at };
}

/** Where two curves end both. */
function sharedEnd({ ends: one }: BoundCurve, { ends: other }: BoundCurve): Place | null {
  return one.find((place) => other.some((end) => apart(place, end) < NEAR)) ?? null;
}

/** Whether a place is in a rectangle, and not at a corner of it. */
function isInside({ u0, u1, v0, v1 }: ParameterBox, place: Place): boolean {
  const [u, v] = place;
  if (u < u0 - NEAR || u > u1 + NEAR || v < v0 - NEAR || v > v1 + NEAR) return false;
  return [[u0, v0], [u1, v0], [u0, v1], [u1, v1]].every(([cu, cv]) =>
    apart(place, [cu, cv]) >= NEAR
  );
}

function apart(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function boundCurves({ curves, pieces }: Trimming): BoundCurve[] {
  const byCurve = new Map<unknown, MonotonePiece[]>();
  for (const piece of pieces) {
    const known = byCurve.get(piece.trim);
    if (known === undefined) byCurve.set(piece.trim, [piece]);
    else known.push(piece);
  }
  return curves.flatMap((trim) => {
    const own = byCurve.get(trim);
    // What only closes a loop at a pole is no edge.
    if (own === undefined || trim.edge < 0) return [];
    const { start, end } = endsOf(trim);
    const { curve, shiftU, shiftV, reversed } = trim;
    // In the curve's own direction, however the loop runs along it.
    const ends: [Place, Place] = reversed ? [end, start] : [start, end];
    return [{ curve, shiftU, shiftV, pieces: own, box: boxOf(own), ends }];
  });
}

/** Whether neither a corner nor the middle of a rectangle is in the face or on its border. */
function isOutside(surface: Surface, trimming: Trimming, rect: ParameterBox): boolean {
  const marks = faceMask(surface, trimming, 3, 3, rect);
  return [0, 2, 4, 6, 8].every((i) => marks[i] === 0);
}

/** The parts on the four sides of a place, those of low v first. */
function parts({ u0, u1, v0, v1 }: ParameterBox, [u, v]: Place): ParameterBox[] {
  return [
    { u0, u1: u, v0, v1: v },
    { u0: u, u1, v0, v1: v },
    { u0, u1: u, v0: v, v1 },
    { u0: u, u1, v0: v, v1 },
  ];
}

function areaOf({ u0, u1, v0, v1 }: ParameterBox): number {
  return (u1 - u0) * (v1 - v0);
}
