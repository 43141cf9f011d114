/**
 * The places at which a surface's u, or its v, means nothing: the poles of spheres, the apex of a
 * cone, where a torus meets its axis, the sides of a B-spline surface that are points.
 *
 * @module
 */
import { Cone } from "../../../geometry/cone.ts";
import { Line } from "../../../geometry/line.ts";
import { collapsedSides } from "../../../geometry/newton_parameters.ts";
import { NurbsSurface } from "../../../geometry/nurbs/nurbs_surface.ts";
import type { Surface } from "../../../geometry/surface.ts";
import { Sphere } from "../../../geometry/sphere.ts";
import { Torus } from "../../../geometry/torus.ts";
import type { Place } from "./laid_loop.ts";
import { type LaidUse, madeEdge } from "./open_edge.ts";

/** A pole: in the parameters it is a straight line along one axis. */
export class Pole {
  /** The coordinate that is the same all along it: 0 for u, 1 for v. */
  readonly axis: 0 | 1;
  readonly at: number;
  /** Which way a face's loop runs along it. */
  readonly turn: 1 | -1;
  readonly point: readonly [number, number, number];

  constructor(
    axis: 0 | 1,
    at: number,
    turn: 1 | -1,
    point: readonly [number, number, number],
  ) {
    this.axis = axis;
    this.at = at;
    this.turn = turn;
    this.point = point;
  }

  /** The coordinate that means nothing there. */
  get free(): 0 | 1 {
    return this.axis === 0 ? 1 : 0;
  }

  isAt(place: Place): boolean {
    return Math.abs(place[this.axis] - this.at) <= 1e-6 * (1 + Math.abs(this.at));
  }

  /** How far a point is from it. */
  distance(p: ArrayLike<number>, at = 0): number {
    const [x, y, z] = this.point;
    return Math.hypot(p[at] - x, p[at + 1] - y, p[at + 2] - z);
  }
}

/** The poles of a surface. */
export function polesOf(surface: Surface): Pole[] {
  const pointAt = (v: number): [number, number, number] => {
    const q = new Float64Array(9);
    surface.d1(0, v, q);
    return [q[0], q[1], q[2]];
  };
  if (surface instanceof Sphere) {
    const quarter = Math.PI / 2;
    return [
      new Pole(1, quarter, -1, pointAt(quarter)),
      new Pole(1, -quarter, 1, pointAt(-quarter)),
    ];
  }
  if (surface instanceof Cone) {
    const v = -surface.radius / Math.sin(surface.semiAngle);
    return [new Pole(1, v, 1, pointAt(v))];
  }
  if (surface instanceof Torus) {
    const { majorRadius, minorRadius, inner } = surface;
    if (majorRadius >= minorRadius) return [];
    const v = Math.acos(-majorRadius / minorRadius), back = 2 * Math.PI - v;
    const [low, high] = inner ? [v, back] : [-v, v];
    return [new Pole(1, high, -1, pointAt(high)), new Pole(1, low, 1, pointAt(low))];
  }
  if (!(surface instanceof NurbsSurface)) return [];
  const { basisU, basisV } = surface;
  return collapsedSides(surface).map(({ axis, at, point }) => {
    const isFirst = at === (axis === 0 ? basisU : basisV).first;
    // Around the domain with the region on the left: right, up, left and down.
    return new Pole(axis, at, isFirst === (axis === 1) ? 1 : -1, point);
  });
}

/** A pole as an edge without length, which is run through in the parameters. */
export function poleUse(
  { axis, at }: Pole,
  from: number,
  to: number,
  vertex: number,
): LaidUse {
  const last = Math.abs(to - from), sign = Math.sign(to - from);
  const pcurve = axis === 1 ? new Line([from, at], [sign, 0]) : new Line([at, from], [0, sign]);
  return { edge: madeEdge(null, 0, last, vertex, vertex), reversed: false, pcurve, first: 0, last };
}
