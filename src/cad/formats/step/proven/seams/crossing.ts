/**
 * Where the images of edges cross lines of constant u, or v.
 *
 * @module
 */
import type { Curve } from "../../../../geometry/curve.ts";
import { Line } from "../../../../geometry/line.ts";
import type { Surface } from "../../../../geometry/surface.ts";

/** So often a stretch is halved until its ends are one. */
const HALVINGS = 60;
/** Steps of Newton's to a crossing, and to the foot of a point. */
const REFINEMENTS = 4;

/**
 * Where an image crosses a place of one coordinate, between two parameters on both sides of it.
 *
 * @param coordinate 0 for u, 1 for v
 */
export function crossingOf(
  image: Curve,
  first: number,
  last: number,
  coordinate: 0 | 1,
  at: number,
): number {
  if (image instanceof Line) {
    return coordinate === 0 ? (at - image.x) / image.dx : (at - image.y) / image.dy;
  }
  const uv = new Float64Array(4);
  const isBelow = (t: number) => {
    image.d1(t, uv);
    return uv[coordinate] < at;
  };
  let [a, b] = [first, last];
  const rises = isBelow(first);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (a + b) / 2;
    if (isBelow(middle) === rises) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/**
 * The parameter near to `t` at which the curve of an edge itself crosses such a place of a surface:
 * its image may be a little off it.
 */
export function exactCrossing(
  { curve, surface, image, coordinate, at }: {
    readonly curve: Curve;
    readonly surface: Surface;
    readonly image: Curve;
    readonly coordinate: 0 | 1;
    readonly at: number;
  },
  t: number,
): number {
  const uv = new Float64Array(4), p = new Float64Array(6), q = new Float64Array(9);
  let found = t;
  for (let i = 0; i < REFINEMENTS; i++) {
    image.d1(found, uv);
    curve.d1(found, p);
    const rate = uv[2 + coordinate];
    // The foot of the point, of which the image is a good guess.
    for (let k = 0; k < REFINEMENTS; k++) stepToFoot(surface, p, uv, q);
    found -= (uv[coordinate] - at) / rate;
  }
  return found;
}

/** A step from parameters to those of the foot of a point. */
function stepToFoot(surface: Surface, p: Float64Array, uv: Float64Array, q: Float64Array): void {
  surface.d1(uv[0], uv[1], q);
  let [uu, uw, ww, u, w] = [0, 0, 0, 0, 0];
  for (let k = 0; k < 3; k++) {
    const off = p[k] - q[k], du = q[3 + k], dv = q[6 + k];
    uu += du * du;
    uw += du * dv;
    ww += dv * dv;
    u += du * off;
    w += dv * off;
  }
  const det = uu * ww - uw * uw;
  if (!(det > 0)) return;
  uv[0] += (u * ww - w * uw) / det;
  uv[1] += (w * uu - u * uw) / det;
}
