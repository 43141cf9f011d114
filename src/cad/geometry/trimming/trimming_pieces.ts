/**
 * Monotone pieces of trimming curves: what bounds and masks are found from.
 *
 * @module
 */
import { Line } from "../line.ts";
import type { TrimCurve } from "./trimming_image.ts";

/** A stretch of a trimming curve along which neither u nor v turns back. */
export interface MonotonePiece {
  readonly trim: TrimCurve;
  /** The curve's parameters at the ends, `from < to`. */
  readonly from: number;
  readonly to: number;
  /** Where the ends lie, shifts included. */
  readonly u0: number;
  readonly v0: number;
  readonly u1: number;
  readonly v1: number;
}

/** The least box of a region in the parameters of a surface. */
export interface ParameterBox {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
}

/** Within a smooth piece, this many stretches are searched for a turn each. */
const STRETCHES = 4;

/** Room for a place and its derivative, written before it is read. */
const ROOM = new Float64Array(4);

/** Cuts trimming curves where their u or v turns back, so that the ends hold the extremes. */
export function monotonePieces(trims: readonly TrimCurve[]): MonotonePiece[] {
  const pieces: MonotonePiece[] = [];
  for (const trim of trims) addPieces(trim, pieces);
  return pieces;
}

function addPieces(trim: TrimCurve, pieces: MonotonePiece[]): void {
  const { curve, first, last, shiftU, shiftV } = trim;
  if (curve instanceof Line) {
    const { x, y, dx, dy } = curve;
    const u0 = x + first * dx + shiftU, v0 = y + first * dy + shiftV;
    const u1 = x + last * dx + shiftU, v1 = y + last * dy + shiftV;
    pieces.push({ trim, from: first, to: last, u0, v0, u1, v1 });
    return;
  }
  const cuts = [first];
  const point = ROOM;
  if (curve.kind !== "line") {
    const ends = [...curve.breaks(first, last), last];
    let from = first;
    for (const to of ends) {
      turns(trim, from, to, point, cuts);
      cuts.push(to);
      from = to;
    }
  } else cuts.push(last);
  curve.d1(cuts[0], point);
  let u0 = point[0] + shiftU, v0 = point[1] + shiftV;
  for (let i = 1; i < cuts.length; i++) {
    curve.d1(cuts[i], point);
    const u1 = point[0] + shiftU, v1 = point[1] + shiftV;
    pieces.push({ trim, from: cuts[i - 1], to: cuts[i], u0, v0, u1, v1 });
    u0 = u1;
    v0 = v1;
  }
}

/** Appends the parameters strictly inside `(from, to)` where u' or v' changes its sign. */
function turns(trim: TrimCurve, from: number, to: number, d: Float64Array, cuts: number[]): void {
  const found: number[] = [];
  // The ends may be kinks, where the derivative is that of the neighbour.
  const inset = 1e-7 * (to - from);
  for (let component = 2; component <= 3; component++) {
    // The last parameter at which the derivative had a sign, and that derivative.
    let low = NaN, atLow = 0;
    for (let i = 0; i <= STRETCHES; i++) {
      const t = i === 0
        ? from + inset
        : i === STRETCHES
        ? to - inset
        : from + (to - from) * i / STRETCHES;
      trim.curve.d1(t, d);
      const here = d[component];
      if (here === 0) continue;
      if (here * atLow < 0) found.push(turn(trim, low, t, atLow, component, d));
      low = t;
      atLow = here;
    }
  }
  found.sort((a, b) => a - b);
  for (const t of found) if (t > cuts[cuts.length - 1] && t < to) cuts.push(t);
}

/** Bisects for the sign change of one derivative; 44 halvings reach 1e-13 of the stretch. */
function turn(
  trim: TrimCurve,
  low: number,
  high: number,
  atLow: number,
  component: number,
  d: Float64Array,
): number {
  for (let i = 0; i < 44; i++) {
    const middle = (low + high) / 2;
    trim.curve.d1(middle, d);
    if (d[component] === 0) return middle;
    if (d[component] * atLow > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The box of monotone pieces: exact, because extremes are ends. */
export function boxOf(pieces: readonly MonotonePiece[]): ParameterBox {
  let u0 = Infinity, u1 = -Infinity, v0 = Infinity, v1 = -Infinity;
  for (const p of pieces) {
    u0 = Math.min(u0, p.u0, p.u1);
    u1 = Math.max(u1, p.u0, p.u1);
    v0 = Math.min(v0, p.v0, p.v1);
    v1 = Math.max(v1, p.v0, p.v1);
  }
  return { u0, u1, v0, v1 };
}

/** A piece moved by whole periods. */
export function shifted(piece: MonotonePiece, u: number, v: number): MonotonePiece {
  const trim = { ...piece.trim, shiftU: piece.trim.shiftU + u, shiftV: piece.trim.shiftV + v };
  return {
    trim,
    from: piece.from,
    to: piece.to,
    u0: piece.u0 + u,
    v0: piece.v0 + v,
    u1: piece.u1 + u,
    v1: piece.v1 + v,
  };
}

/**
 * The curve's parameter at which a piece crosses a line of constant v, which must lie between its
 * ends: Newton's method, kept in its bracket.
 */
export function parameterAt(piece: MonotonePiece, v: number): number {
  const { trim: { curve, shiftV }, from, to, v0, v1 } = piece;
  const share = (v - v0) / (v1 - v0);
  let t = from + share * (to - from);
  if (curve.kind === "line") return t;
  const q = ROOM;
  const enough = 1e-10 * Math.abs(v1 - v0);
  let low = from, high = to;
  for (let i = 0; i < 50; i++) {
    curve.d1(t, q);
    const off = q[1] + shiftV - v;
    if (Math.abs(off) <= enough) break;
    if ((off > 0) === (v1 > v0)) high = t;
    else low = t;
    t -= off / q[3];
    if (!(t > low && t < high)) t = (low + high) / 2;
  }
  return t;
}
