/**
 * Where the curves that bound a face cross a line of constant u or v.
 *
 * @module
 */
import type { TrimCurve } from "../../geometry/trimming/trimming_image.ts";
import { type MonotonePiece, monotonePieces } from "../../geometry/trimming/trimming_pieces.ts";
import type { SeamLine } from "./seam_line.ts";

/** On which side of a line something is: -1 below it, 1 above it, 0 on it. */
export type Side = -1 | 0 | 1;

/** A curve on the line along more than this share of it does not just end or cross there. */
const ALONG = 1e-3;
/** Halvings until a crossing is known to the last bit. */
const HALVINGS = 60;

/** The side of a value; what is nearer than `near` counts as on the line. */
export function sideOf(value: number, line: SeamLine, near: number): Side {
  const off = value - line.value;
  return Math.abs(off) <= near ? 0 : off < 0 ? -1 : 1;
}

/**
 * The parameters strictly inside a curve's range at which it crosses the line, ascending.
 *
 * @param near how far off the line what counts as on it may be, in the parameters
 * @returns null where the curve touches the line without crossing it, or runs along a part of it
 */
export function crossings(trim: TrimCurve, line: SeamLine, near: number): number[] | null {
  const pieces = monotonePieces([trim]);
  const places = [pieces[0].from, ...pieces.map(({ to }) => to)];
  const sides = places.map((t) => sideOf(valueAt(trim, line, t), line, near));
  if (sides.every((side) => side === 0)) return [];
  const found: number[] = [], along = ALONG * (trim.last - trim.first);
  for (let i = 0; i < places.length; i++) {
    if (sides[i] !== 0) {
      if (sides[i] * (sides[i + 1] ?? 0) < 0) found.push(bisect(trim, pieces[i], line));
      continue;
    }
    const from = i;
    while (sides[i + 1] === 0) i++;
    if (places[i] - places[from] > along) return null;
    if (from === 0 || i === places.length - 1) continue;
    if (sides[from - 1] === sides[i + 1]) return null;
    found.push(places[from]);
  }
  return found;
}

/** The constant parameter's value on a curve. */
function valueAt({ curve, shiftU, shiftV }: TrimCurve, { axis }: SeamLine, t: number): number {
  const q = new Float64Array(4);
  curve.d1(t, q);
  return axis === 0 ? q[0] + shiftU : q[1] + shiftV;
}

function bisect(trim: TrimCurve, { from, to }: MonotonePiece, line: SeamLine): number {
  let low = from, high = to;
  const rises = valueAt(trim, line, to) > valueAt(trim, line, from);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if ((valueAt(trim, line, middle) < line.value) === rises) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
