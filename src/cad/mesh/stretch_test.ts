/**
 * How well a straight line stands for a stretch of a curve in space.
 *
 * @module
 */
import type { MeshTolerance } from "./mesh_options.ts";

/** Writes the point at `t` and the derivative there: 6 numbers. */
export type Trace = (t: number, out: Float64Array) => void;

/** With more breaks inside, a stretch is cut without being looked at. */
const MOST_BREAKS = 12;

/** Where in a smooth stretch it is looked at. */
const SHARES = [0.25, 0.5, 0.75];

/** Looks at stretches of curves. One instance keeps its buffers for all of them. */
export class StretchTest {
  readonly #start = new Float64Array(6);
  readonly #end = new Float64Array(6);
  readonly #here = new Float64Array(6);
  readonly #before = new Float64Array(3);

  /**
   * How many pieces a stretch wants to be cut into, so that chords stay within `chordal` of it and
   * it turns by `angular` at most along each.
   */
  wantedPieces(
    trace: Trace,
    from: number,
    to: number,
    breaks: readonly number[],
    { chordal, angular }: MeshTolerance,
  ): number {
    if (breaks.length > MOST_BREAKS) return 2;
    const a = this.#start, b = this.#end, p = this.#here, before = this.#before;
    trace(from, a);
    trace(to, b);
    for (let k = 0; k < 3; k++) before[k] = a[3 + k];
    let square = 0, turn = 0;
    let start = from;
    for (let i = 0; i <= breaks.length; i++) {
      const end = i === breaks.length ? to : breaks[i];
      for (const share of SHARES) {
        // Both sides of a kink are looked at, since no place is a break itself.
        trace(start + share * (end - start), p);
        square = Math.max(square, squareToChord(p, a, b));
        turn += turned(before, p);
      }
      start = end;
    }
    turn += turned(before, b);
    if (!Number.isFinite(square + turn)) return 1;
    return Math.max(
      Math.ceil(Math.sqrt(Math.sqrt(square) / chordal) * (1 - 1e-9)),
      Math.ceil(turn / angular * (1 - 1e-9)),
    );
  }
}

/** The square of the distance of a point from a straight line between two others. */
export function squareToChord(p: Float64Array, a: Float64Array, b: Float64Array): number {
  const x = b[0] - a[0], y = b[1] - a[1], z = b[2] - a[2];
  const px = p[0] - a[0], py = p[1] - a[1], pz = p[2] - a[2];
  const length = x * x + y * y + z * z;
  const share = length > 0 ? Math.min(1, Math.max(0, (px * x + py * y + pz * z) / length)) : 0;
  const dx = px - share * x, dy = py - share * y, dz = pz - share * z;
  return dx * dx + dy * dy + dz * dz;
}

/** The angle between a direction and the derivative of `p`, which takes its place. */
function turned(before: Float64Array, p: Float64Array): number {
  const [ax, ay, az] = before, bx = p[3], by = p[4], bz = p[5];
  // Where a curve stands still it has no direction.
  if (bx * bx + by * by + bz * bz < 1e-60) return 0;
  before[0] = bx;
  before[1] = by;
  before[2] = bz;
  const cx = ay * bz - az * by, cy = az * bx - ax * bz, cz = ax * by - ay * bx;
  return Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ax * bx + ay * by + az * bz);
}
