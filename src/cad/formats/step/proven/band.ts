/**
 * Faces that go all the way around a surface, and that the file gives no seam.
 *
 * @module
 */
import { Cone } from "../../../geometry/cone.ts";
import { Cylinder } from "../../../geometry/cylinder.ts";
import { Line } from "../../../geometry/line.ts";
import { arcSpline } from "../../../geometry/nurbs/arc_spline.ts";
import { NurbsCurve } from "../../../geometry/nurbs/nurbs_curve.ts";
import type { SmoothSurface } from "../../../geometry/smooth.ts";
import { Sphere } from "../../../geometry/sphere.ts";
import { Torus } from "../../../geometry/torus.ts";
import { CutNeeded } from "./cut_needed.ts";
import { isWhole, type LaidLoop, moved, type Place, placeOf, whole } from "./laid_loop.ts";
import { firstVertex, type LaidUse, madeEdge, type OpenEdge } from "./open_edge.ts";
import { polesOf, poleUse } from "./poles.ts";
import { Unproven } from "./unproven.ts";

/** Makes one loop of those that wind around a surface, with a seam, as the kernel does. */
export class Band {
  readonly #surface: SmoothSurface;
  readonly #vertices: number[];
  readonly #id: number;

  /**
   * @param vertices the positions of the body's vertices, to which those of poles are added
   * @param id the number of the face's entity
   */
  constructor(surface: SmoothSurface, vertices: number[], id: number) {
    this.#surface = surface;
    this.#vertices = vertices;
    this.#id = id;
  }

  /**
   * Makes one loop of the two of a band, as the kernel does: along the first to a seam, along the
   * seam to the other, that one, and back. The seam runs between vertices of both that are across
   * from one another; where there are none it stands at u = 0.
   *
   * @throws {CutNeeded} where the seam meets an edge between its ends
   */
  join(one: LaidLoop, other: LaidLoop): LaidUse[] {
    const across = acrossFrom(one, other, this.#surface.periodU);
    if (across === null) throw this.#cut(one) ?? this.#cut(other) ?? this.#noSeam();
    const [k, start] = across;
    const { before, after, from } = opened(one, k);
    const rotated = [...other.uses.slice(start), ...other.uses.slice(0, start)];
    const first = placeOf(rotated[0], false);
    const shiftU = whole(from[0] - first[0], this.#surface.periodU);
    const shiftV = this.#aside(one, first[1] - from[1]);
    const turned = rotated.map((use, i) => {
      // What stands before the start has gone around once already.
      return moved(use, shiftU + (i < other.uses.length - start ? 0 : other.windU), shiftV);
    });
    const to = first[1] + shiftV;
    const seam = this.#seam(from, firstVertex(one.uses[k]), to, firstVertex(rotated[0]));
    return [
      ...before,
      seamUse(seam, to < from[1], from[0]),
      ...turned,
      seamUse(seam, to > from[1], from[0] - one.windU),
      ...after,
    ];
  }

  /**
   * Closes the one loop of a cap, as the kernel does: from the loop to the pole along the seam at
   * u = 0, around the pole, and back.
   */
  close(one: LaidLoop): LaidUse[] {
    const { periodU } = this.#surface;
    const k = one.uses.findIndex((use) => isWhole(placeOf(use, false)[0], periodU));
    if (k < 0) throw this.#cut(one) ?? this.#noSeam();
    const { before, after, from } = opened(one, k);
    // The face lies on the left of its loop.
    const pole = polesOf(this.#surface).find(({ turn }) => turn === -Math.sign(one.windU));
    if (pole === undefined || pole.isAt(from[1]) || (pole.v - from[1]) * one.windU < 0) {
      throw new Unproven("a cap without a pole", this.#id);
    }
    const point = new Float64Array(9);
    this.#surface.d1(0, pole.v, point);
    const vertex = this.#vertices.length / 3;
    this.#vertices.push(point[0], point[1], point[2]);
    const seam = this.#seam(from, firstVertex(one.uses[k]), pole.v, vertex);
    const up = pole.v > from[1], back = from[0] - one.windU;
    return [
      ...before,
      seamUse(seam, !up, from[0]),
      poleUse(pole.v, from[0], back, vertex),
      seamUse(seam, up, back),
      ...after,
    ];
  }

  /** The periods of v by which the other loop of a band is shifted to lie on the face's side. */
  #aside(one: LaidLoop, distance: number): number {
    const { periodV } = this.#surface, side = Math.sign(one.windU);
    if (periodV > 0) return side * periodV * Math.ceil(-distance * side / periodV);
    // The face lies on the left of its loops.
    if (distance * side > 0) return 0;
    throw new Unproven("a band inside out", this.#id);
  }

  /** Where an edge of a loop must be cut to have a vertex at u = 0; null where it has one. */
  #cut({ uses }: LaidLoop): CutNeeded | null {
    const { periodU } = this.#surface;
    if (uses.some((use) => isWhole(placeOf(use, false)[0], periodU))) return null;
    for (const { edge, pcurve, first, last } of uses) {
      if (!(pcurve instanceof Line) || pcurve.direction[0] === 0) continue;
      const [u, slope] = [pcurve.origin[0], pcurve.direction[0]];
      const [a, b] = [u + slope * first, u + slope * last].sort((x, y) => x - y);
      const at = periodU * Math.ceil(a / periodU);
      if (at < b) return new CutNeeded(edge.id, (at - u) / slope);
    }
    throw this.#noSeam();
  }

  #noSeam(): Unproven {
    return new Unproven("a band whose seam cannot be placed", this.#id);
  }

  /** The edge along which a surface is cut open, between two places of v. */
  #seam(from: Place, vertex: number, v: number, other: number): OpenEdge {
    const [first, last] = [Math.min(from[1], v), Math.max(from[1], v)];
    if (!(last > first)) throw new Unproven("a band without a width", this.#id);
    const [startVertex, endVertex] = from[1] < v ? [vertex, other] : [other, vertex];
    const curve = meridian(this.#surface, from[0], first, last);
    if (curve === null) throw new Unproven(`a ${this.#surface.kind} without a seam`, this.#id);
    return madeEdge(curve, first, last, startVertex, endVertex);
  }
}

/**
 * The place of the seam of a band: the use of the first loop and that of the other which begin
 * across from one another.
 */
function acrossFrom(one: LaidLoop, other: LaidLoop, period: number): [number, number] | null {
  for (const [k, use] of one.uses.entries()) {
    const u = placeOf(use, false)[0];
    const start = other.uses.findIndex((use) => isWhole(placeOf(use, false)[0] - u, period));
    if (start >= 0) return [k, start];
  }
  return null;
}

/** What of a loop is before the seam and behind it, where its use `k` begins at the seam. */
function opened({ uses, windU }: LaidLoop, k: number) {
  const before = k === 0 ? uses : uses.slice(0, k);
  const after = k === 0 ? [] : uses.slice(k).map((use) => moved(use, -windU, 0));
  return { before, after, from: placeOf(before[before.length - 1], true) };
}

/**
 * The curve of a surface along which only v changes, as the B-spline that the kernel makes of it;
 * null for a surface of another kind.
 */
function meridian(
  surface: SmoothSurface,
  u: number,
  first: number,
  last: number,
): NurbsCurve | null {
  const ends = new Float64Array(18);
  surface.d1(u, first, ends);
  surface.d1(u, last, ends.subarray(9));
  if (surface instanceof Cylinder || surface instanceof Cone) {
    const poles = Float64Array.from([...ends.subarray(0, 3), ...ends.subarray(9, 12)]);
    const knots = Float64Array.of(first, first, last, last);
    return new NurbsCurve({ dimension: 3, degree: 1, knots, poles, weights: null });
  }
  if (!(surface instanceof Sphere) && !(surface instanceof Torus)) return null;
  const f = surface.frame, c = Math.cos(u), s = Math.sin(u);
  const out = [0, 1, 2].map((i) => c * f[3 + i] + s * f[6 + i]);
  const major = surface instanceof Torus ? surface.majorRadius : 0;
  const radius = surface instanceof Torus ? surface.minorRadius : surface.radius;
  const centre = [0, 1, 2].map((i) => f[i] + major * out[i]);
  return arcSpline([...centre, ...out, f[9], f[10], f[11]], radius, first, last);
}

function seamUse(edge: OpenEdge, reversed: boolean, u: number): LaidUse {
  const { first, last } = edge;
  const pcurve = new Line(Float64Array.of(u, 0), Float64Array.of(0, 1));
  return { edge, reversed, pcurve, first, last };
}
