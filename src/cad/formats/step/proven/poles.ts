/**
 * The places at which a surface's u means nothing: the poles of spheres, the apex of a cone.
 *
 * @module
 */
import { Cone } from "../../../geometry/cone.ts";
import { Line } from "../../../geometry/line.ts";
import type { SmoothSurface } from "../../../geometry/smooth.ts";
import { Sphere } from "../../../geometry/sphere.ts";
import { type LaidUse, madeEdge } from "./open_edge.ts";

/** A pole of a surface: where it lies in v, and which way a face's loop runs around it in u. */
export class Pole {
  constructor(readonly v: number, readonly turn: 1 | -1) {}

  isAt(v: number): boolean {
    return Math.abs(v - this.v) <= 1e-6 * (1 + Math.abs(this.v));
  }
}

/** The poles of a surface. */
export function polesOf(surface: SmoothSurface): Pole[] {
  if (surface instanceof Sphere) return [new Pole(Math.PI / 2, -1), new Pole(-Math.PI / 2, 1)];
  if (surface instanceof Cone) {
    return [new Pole(-surface.radius / Math.sin(surface.semiAngle), 1)];
  }
  return [];
}

/** A pole as an edge without length, which is run through in the parameters. */
export function poleUse(v: number, from: number, to: number, vertex: number): LaidUse {
  const last = Math.abs(to - from);
  const pcurve = new Line(Float64Array.of(from, v), Float64Array.of(Math.sign(to - from), 0));
  return { edge: madeEdge(null, 0, last, vertex, vertex), reversed: false, pcurve, first: 0, last };
}
