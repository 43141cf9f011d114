/**
 * Curves as straight stretches.
 *
 * @module
 */
import type { Curve } from "../../../geometry/curve.ts";
import { Line } from "../../../geometry/line.ts";

/** A point. */
type Point = readonly [number, number, number];

/** A stretch of a curve in space. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly a: Point;
  readonly b: Point;
  /** How far the curve may be off the line between its ends. */
  readonly sag: number;
}

/** A curve in so many stretches; a line in one. */
export function stretchesOf(curve: Curve, first: number, last: number, count: number): Stretch[] {
  const at = new Float64Array(6), stretches: Stretch[] = [];
  const point = (t: number): Point => {
    curve.d1(t, at);
    return [at[0], at[1], at[2]];
  };
  let from = first, a = point(first);
  if (curve instanceof Line) return [{ first, last, a, b: point(last), sag: 0 }];
  for (let i = 1; i <= count; i++) {
    const to = i === count ? last : first + (last - first) * i / count;
    const [x, y, z] = point((from + to) / 2), b = point(to);
    // Twice how far the middle is off: stretches are short beside what a curve bends by.
    const sag = 2 *
      Math.hypot(x - (a[0] + b[0]) / 2, y - (a[1] + b[1]) / 2, z - (a[2] + b[2]) / 2);
    stretches.push({ first: from, last: to, a, b, sag });
    [from, a] = [to, b];
  }
  return stretches;
}

/** The least distance of the lines between the ends of two stretches. */
export function stretchDistance({ a, b }: Stretch, { a: c, b: d }: Stretch): number {
  const px = b[0] - a[0], py = b[1] - a[1], pz = b[2] - a[2];
  const qx = d[0] - c[0], qy = d[1] - c[1], qz = d[2] - c[2];
  const rx = a[0] - c[0], ry = a[1] - c[1], rz = a[2] - c[2];
  const pp = px * px + py * py + pz * pz, qq = qx * qx + qy * qy + qz * qz;
  const pq = px * qx + py * qy + pz * qz;
  const pr = px * rx + py * ry + pz * rz, qr = qx * rx + qy * ry + qz * rz;
  const size = pp * qq - pq * pq;
  const square = (s: number, t: number) => {
    const x = rx + s * px - t * qx, y = ry + s * py - t * qy, z = rz + s * pz - t * qz;
    return x * x + y * y + z * z;
  };
  // The lines may be nearest between both ends, else an end of one is.
  let least = Math.min(
    square(0, within(qr / qq)),
    square(1, within((qr + pq) / qq)),
    square(within(-pr / pp), 0),
    square(within((pq - pr) / pp), 1),
  );
  if (size > 1e-12 * pp * qq) {
    const s = (pq * qr - pr * qq) / size, t = (pp * qr - pq * pr) / size;
    if (s > 0 && s < 1 && t > 0 && t < 1) least = Math.min(least, square(s, t));
  }
  return Math.sqrt(least);
}

/** A share of a stretch; what has no length has its beginning alone. */
function within(share: number): number {
  return share > 0 ? Math.min(share, 1) : 0;
}
