import { Line } from "../../../geometry/line.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";

/** How many there are. */
const CHORDS = 16;

/** The length of a curve, roughly: that of a few chords. */
export function chordsOf(curve: SmoothCurve, first: number, last: number): number {
  const count = curve instanceof Line ? 1 : CHORDS;
  const at = new Float64Array(6), from = new Float64Array(3);
  let length = 0;
  for (let i = 0; i <= count; i++) {
    curve.d1(first + (last - first) * i / count, at);
    if (i > 0) length += Math.hypot(at[0] - from[0], at[1] - from[1], at[2] - from[2]);
    from.set(at.subarray(0, 3));
  }
  return length;
}
