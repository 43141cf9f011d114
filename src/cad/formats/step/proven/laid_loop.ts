/**
 * Loops in the parameters of a surface.
 *
 * @module
 */
import type { Curve } from "../../../geometry/curve.ts";
import { Line } from "../../../geometry/line.ts";
import { ShiftedCurve } from "../../../geometry/shifted_curve.ts";
import type { LaidUse } from "./open_edge.ts";

/** A place in the parameters. */
export type Place = readonly [u: number, v: number];

/** A loop laid out, and the periods by which its end lies off its beginning. */
export interface LaidLoop {
  readonly uses: LaidUse[];
  readonly windU: number;
  readonly windV: number;
}

/** Differences of parameters, as shares of a period, that are none. */
const SAME = 1e-6;

/** Whether a distance is none, beside a period. */
export function isNone(distance: number, period: number): boolean {
  return Math.abs(distance) <= SAME * period;
}

/** Whether a distance is a whole number of periods. */
export function isWhole(distance: number, period: number): boolean {
  return isNone(distance - whole(distance, period), period);
}

/** Where a use begins, or ends, in the parameters. */
export function placeOf({ pcurve, reversed, first, last }: LaidUse, end: boolean): Place {
  return endsOf(pcurve, reversed, first, last)[end ? 1 : 0];
}

/** The whole number of periods that is nearest to a distance, as a distance. */
export function whole(distance: number, period: number): number {
  return period === 0 ? 0 : period * Math.round(distance / period);
}

/** Where an image begins and ends, as a loop runs along it. */
export function endsOf(
  image: Curve,
  reversed: boolean,
  first: number,
  last: number,
): [Place, Place] {
  const out = new Float64Array(4);
  image.d1(first, out);
  const a: Place = [out[0], out[1]];
  image.d1(last, out);
  const b: Place = [out[0], out[1]];
  return reversed ? [b, a] : [a, b];
}

/** A use whose image is moved by whole periods. */
export function moved(use: LaidUse, u: number, v: number): LaidUse {
  if (u === 0 && v === 0) return use;
  const { pcurve } = use;
  if (!(pcurve instanceof Line)) return { ...use, pcurve: new ShiftedCurve(pcurve, u, v) };
  const { x, y, dx, dy } = pcurve;
  return { ...use, pcurve: new Line([x + u, y + v], [dx, dy]) };
}
