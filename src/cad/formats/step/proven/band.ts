/**
 * Faces that go all the way around a surface, and that the file gives no seam.
 *
 * @module
 */
import { Line } from "../../../geometry/line.ts";
import { NurbsSurface } from "../../../geometry/nurbs/nurbs_surface.ts";
import type { SmoothSurface } from "../../../geometry/smooth.ts";
import { CutNeeded } from "./cut_needed.ts";
import { isWhole, type LaidLoop, moved, type Place, placeOf, whole } from "./laid_loop.ts";
import { firstVertex, type LaidUse, madeEdge, type OpenEdge } from "./open_edge.ts";
import { polesOf, poleUse } from "./poles.ts";
import { seamCurve } from "./seam_curve.ts";
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
   * from one another; where there are none, from the vertex that is nearest to u = 0.
   *
   * @throws {CutNeeded} where the seam meets an edge between its ends
   */
  join(one: LaidLoop, other: LaidLoop): LaidUse[] {
    const at = this.#placeOfSeam(one, other);
    const k = this.#useFrom(one, at), start = this.#useFrom(other, at);
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
    const k = this.#useFrom(one, 0);
    const { before, after, from } = opened(one, k);
    // The face lies on the left of its loop.
    const pole = polesOf(this.#surface)
      .find(({ axis, turn }) => axis === 1 && turn === -Math.sign(one.windU));
    if (pole === undefined || pole.isAt(from) || (pole.at - from[1]) * one.windU < 0) {
      throw new Unproven("a cap without a pole", this.#id);
    }
    const vertex = this.#vertices.length / 3;
    this.#vertices.push(...pole.point);
    const seam = this.#seam(from, firstVertex(one.uses[k]), pole.at, vertex);
    const up = pole.at > from[1], back = from[0] - one.windU;
    return [
      ...before,
      seamUse(seam, !up, from[0]),
      poleUse(pole, from[0], back, vertex),
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

  /** The u of a band's seam. */
  #placeOfSeam(one: LaidLoop, other: LaidLoop): number {
    const { periodU } = this.#surface;
    const start = this.#surface instanceof NurbsSurface ? this.#surface.basisU.first : 0;
    const endsOf = ({ uses }: LaidLoop) =>
      uses.map((use) => {
        const [u] = placeOf(use, true);
        return u - whole(u - start, periodU);
      });
    const ends = endsOf(one), others = endsOf(other);
    const shared = ends.filter((u) => others.some((v) => isWhole(u - v, periodU)));
    return nearestToZero(shared.length > 0 ? shared : [...ends, ...others]);
  }

  /**
   * The use of a loop that begins at u.
   *
   * @throws {CutNeeded} where none does: an edge is to be cut there
   */
  #useFrom({ uses }: LaidLoop, u: number): number {
    const { periodU } = this.#surface;
    const found = uses.findIndex((use) => isWhole(placeOf(use, false)[0] - u, periodU));
    if (found >= 0) return found;
    for (const { edge, pcurve, first, last } of uses) {
      if (!(pcurve instanceof Line) || pcurve.direction[0] === 0) continue;
      const [origin, slope] = [pcurve.origin[0], pcurve.direction[0]];
      const [a, b] = [origin + slope * first, origin + slope * last].sort((x, y) => x - y);
      const at = u + periodU * Math.ceil((a - u) / periodU);
      if (at >= b) continue;
      throw new CutNeeded({ edge: edge.id, parameter: (at - origin) / slope, face: this.#id });
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
    const curve = seamCurve(this.#surface, from[0], first, last);
    if (curve === null) throw new Unproven(`a ${this.#surface.kind} without a seam`, this.#id);
    return madeEdge(curve, first, last, startVertex, endVertex);
  }
}

/** The first of those that are least, whatever their sign. */
function nearestToZero(values: readonly number[]): number {
  return values.reduce((best, u) => Math.abs(u) < Math.abs(best) - 1e-12 ? u : best);
}

/** What of a loop is before the seam and behind it, where its use `k` begins at the seam. */
function opened({ uses, windU }: LaidLoop, k: number) {
  const before = k === 0 ? uses : uses.slice(0, k);
  const after = k === 0 ? [] : uses.slice(k).map((use) => moved(use, -windU, 0));
  return { before, after, from: placeOf(before[before.length - 1], true) };
}

function seamUse(edge: OpenEdge, reversed: boolean, u: number): LaidUse {
  const { first, last } = edge;
  const pcurve = new Line(Float64Array.of(u, 0), Float64Array.of(0, 1));
  return { edge, reversed, pcurve, first, last };
}
