import { Circle } from "../../../geometry/circle.ts";
import { Line } from "../../../geometry/line.ts";
import type { Curve } from "../../../geometry/curve.ts";

/** How many there are. */
const CHORDS = 16;

/** The length of a curve, roughly: that of a few chords. */
export function chordsOf(curve: Curve, first: number, last: number): number {
  if (curve instanceof Line) return straight(curve, first, last);
  if (curve instanceof Circle) {
    return CHORDS * 2 * curve.radius * Math.abs(Math.sin((last - first) / CHORDS / 2));
  }
  const at = new Float64Array(6);
  let length = 0, x = 0, y = 0, z = 0;
  for (let i = 0; i <= CHORDS; i++) {
    curve.d1(first + (last - first) * i / CHORDS, at);
    if (i > 0) length += Math.hypot(at[0] - x, at[1] - y, at[2] - z);
    x = at[0], y = at[1], z = at[2];
  }
  return length;
}

/** Between the points of both ends, as they are evaluated. */
function straight({ x, y, z, dx, dy, dz }: Line, first: number, last: number): number {
  return Math.hypot(
    (x + last * dx) - (x + first * dx),
    (y + last * dy) - (y + first * dy),
    (z + last * dz) - (z + first * dz),
  );
}
