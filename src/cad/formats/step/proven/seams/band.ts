/**
 * Faces that go all the way around a surface, and that the file gives no seam.
 *
 * @module
 */
import { Cone } from "../../../../geometry/cone.ts";
import type { Curve } from "../../../../geometry/curve.ts";
import { Line } from "../../../../geometry/line.ts";
import { NurbsSurface } from "../../../../geometry/nurbs/nurbs_surface.ts";
import type { Surface } from "../../../../geometry/surface.ts";
import { crossingOf } from "./crossing.ts";
import { CutNeeded } from "../cut_needed.ts";
import { endsOf, isWhole, type LaidLoop, moved, type Place, placeOf, whole } from "../laid_loop.ts";
import { firstVertex, type LaidUse, madeEdge, type OpenEdge } from "../open_edge.ts";
import { type Pole, polesOf, poleUse } from "../poles.ts";
import { alongHoles, partedHole, type Seam } from "./seam_holes.ts";
import { seamCurve } from "./seam_curve.ts";
import { Unproven } from "../unproven.ts";

/** Makes one loop of those that wind around a surface, with a seam, as the kernel does. */
export class Band {
  readonly #surface: Surface;
  readonly #vertices: number[];
  readonly #id: number;
  readonly #precision: number;
  /** The coordinate that the loops go around in, and the one that the seam runs along. */
  readonly #around: 0 | 1;
  readonly #across: 0 | 1;
  readonly #period: number;
  /** Where around the surface the seam is, once it is put in. */
  #seamAt = 0;
  /** The edge that the seam is, once it is put in. */
  #made: OpenEdge | null = null;

  /**
   * @param vertices the positions of the body's vertices, to which those of poles are added
   * @param id the number of the face's entity
   * @param around the coordinate in which the loops wind: 0 for u, 1 for v
   * @param precision how far a vertex may be off the seam, in millimetres
   */
  constructor(
    surface: Surface,
    vertices: number[],
    id: number,
    around: 0 | 1,
    precision: number,
  ) {
    this.#precision = precision;
    this.#surface = surface;
    this.#vertices = vertices;
    this.#id = id;
    this.#around = around;
    this.#across = around === 0 ? 1 : 0;
    this.#period = around === 0 ? surface.periodU : surface.periodV;
  }

  /**
   * Makes one loop of the two of a band, as the kernel does: along the first to a seam, along the
   * seam to the other, that one, and back. The seam runs between vertices of both that are across
   * from one another; where there are none, from the vertex that is nearest to 0.
   *
   * @throws {CutNeeded} where the seam meets an edge between its ends
   */
  join(one: LaidLoop, other: LaidLoop): LaidUse[] {
    const around = this.#around, across = this.#across;
    const at = this.#placeOfSeam(one, other);
    const k = this.#useFrom(one, at), start = this.#useFrom(other, at);
    const { before, after, from } = this.#opened(one, k);
    const rotated = [...other.uses.slice(start), ...other.uses.slice(0, start)];
    const first = placeOf(rotated[0], false);
    const shift = whole(from[around] - first[around], this.#period);
    const aside = this.#aside(one, first[across] - from[across]);
    const turned = rotated.map((use, i) => {
      // What stands before the start has gone around once already.
      const isBehind = i < other.uses.length - start;
      return this.#moved(use, shift + (isBehind ? 0 : this.#wind(other)), aside);
    });
    const to = first[across] + aside;
    const seam = this.#seam(from, firstVertex(one.uses[k]), to, firstVertex(rotated[0]));
    this.#made = seam;
    return [
      ...before,
      this.#seamUse(seam, to < from[across], from[around]),
      ...turned,
      this.#seamUse(seam, to > from[across], from[around] - this.#wind(one)),
      ...after,
    ];
  }

  /**
   * Closes the one loop of a cap, as the kernel does: from the loop to the pole along the seam at
   * 0, around the pole, and back.
   *
   * @param bound the pole that the file says it is, if it says it
   */
  close(one: LaidLoop, bound: Pole | null): LaidUse[] {
    const around = this.#around, across = this.#across;
    const k = this.#capFrom(one, bound);
    const { before, after, from } = this.#opened(one, k);
    const pole = polesOf(this.#surface)
      .find(({ axis, turn }) => axis === across && turn === -Math.sign(this.#wind(one)));
    if (pole === undefined || pole.isAt(from) || (pole.at - from[across]) * this.#side(one) < 0) {
      throw new Unproven("a cap without a pole", this.#id);
    }
    if (bound !== null && bound.at !== pole.at) {
      throw new Unproven("a vertex for a bound, on the other side", this.#id);
    }
    const vertex = this.#vertices.length / 3;
    this.#vertices.push(...pole.point);
    const seam = this.#seam(from, firstVertex(one.uses[k]), pole.at, vertex);
    this.#made = seam;
    const up = pole.at > from[across], back = from[around] - this.#wind(one);
    return [
      ...before,
      this.#seamUse(seam, !up, from[around]),
      poleUse(pole, from[around], back, vertex),
      this.#seamUse(seam, up, back),
      ...after,
    ];
  }

  /**
   * What was joined, and the other loops of the face: those across the seam become part of it. As
   * the kernel's, the loop begins with the first of them, if that stands before what was joined.
   *
   * @param before how many of the others stand before it
   * @throws {CutNeeded} where the seam meets one of their edges between its ends
   */
  withHoles(joined: LaidUse[], rest: readonly LaidUse[][], before: number): LaidUse[][] {
    const edge = this.#made;
    if (edge === null || rest.length === 0) return [joined, ...rest];
    const seam = this.#seamOf(edge), parted = rest.map((hole) => partedHole(hole, seam));
    const across = parted.filter((hole) => hole !== null);
    if (across.length === 0) return [joined, ...rest];
    const loop = alongHoles(joined, across, seam);
    const first = rest.slice(0, before).find((_, i) => parted[i] !== null);
    const start = first === undefined ? 0 : loop.findIndex(({ edge }) => edge === first[0].edge);
    return [
      [...loop.slice(start), ...loop.slice(0, start)],
      ...rest.filter((_, i) => parted[i] === null),
    ];
  }

  #seamOf(edge: OpenEdge): Seam {
    const around = this.#around, { periodU, periodV } = this.#surface, at = this.#seamAt;
    return {
      around,
      period: this.#period,
      periodAcross: around === 0 ? periodV : periodU,
      at,
      edge,
      surface: this.#surface,
      face: this.#id,
      piece: (from, vertex, to, other) => {
        const [start, end] = [from, to].map((across): Place =>
          around === 0 ? [at, across] : [across, at]
        );
        this.#proveOn(start, vertex);
        this.#proveOn(end, other);
        return this.#seam(start, vertex, to, other);
      },
      use: (piece, reversed, at) => this.#seamUse(piece, reversed, at),
    };
  }

  /** The use of a cap's loop that begins at the seam. */
  #capFrom(one: LaidLoop, bound: Pole | null): number {
    // Of cones without a vertex for the apex the kernel has the seam where the loop begins.
    if (bound === null && this.#surface instanceof Cone) return 0;
    return this.#useFrom(one, 0);
  }

  #wind({ windU, windV }: LaidLoop): number {
    return this.#around === 0 ? windU : windV;
  }

  /** On which side of a loop the face lies: on its left, where v is on the left of u. */
  #side(loop: LaidLoop): number {
    return Math.sign(this.#wind(loop)) * (this.#around === 0 ? 1 : -1);
  }

  #moved(use: LaidUse, around: number, across: number): LaidUse {
    return this.#around === 0 ? moved(use, around, across) : moved(use, across, around);
  }

  /** The periods by which the other loop of a band is shifted to lie on the face's side. */
  #aside(one: LaidLoop, distance: number): number {
    const { periodU, periodV } = this.#surface, side = this.#side(one);
    const period = this.#around === 0 ? periodV : periodU;
    if (period > 0) return side * period * Math.ceil(-distance * side / period);
    if (distance * side > 0) return 0;
    throw new Unproven("a band inside out", this.#id);
  }

  /** Where around the surface a band's seam is. */
  #placeOfSeam(one: LaidLoop, other: LaidLoop): number {
    const around = this.#around, surface = this.#surface;
    const start = surface instanceof NurbsSurface
      ? (around === 0 ? surface.basisU : surface.basisV).first
      : 0;
    const endsOf = ({ uses }: LaidLoop) =>
      uses.map((use) => {
        const at = placeOf(use, true)[around];
        return at - whole(at - start, this.#period);
      });
    const ends = endsOf(one), others = endsOf(other);
    const shared = ends.filter((a) => others.some((b) => isWhole(a - b, this.#period)));
    return nearestToZero(shared.length > 0 ? shared : [...ends, ...others]);
  }

  /**
   * The use of a loop that begins at a place around the surface.
   *
   * @throws {CutNeeded} where none does: an edge is to be cut there
   */
  #useFrom({ uses }: LaidLoop, place: number): number {
    const around = this.#around, period = this.#period;
    const found = uses.findIndex((use) => isWhole(placeOf(use, false)[around] - place, period));
    if (found >= 0) return found;
    for (const { edge, pcurve, first, last } of uses) {
      const parameter = this.#crossing(pcurve, first, last, place);
      if (parameter === null) continue;
      const cut = { edge: edge.id, parameter, face: this.#id };
      if (pcurve instanceof Line) throw new CutNeeded(cut);
      throw new CutNeeded({ ...cut, kernelErrs: "tubes without a seam that are cut aslant" });
    }
    throw new Unproven("a band whose seam cannot be placed", this.#id);
  }

  /** Where an image passes a place around the surface, between its ends; null where it does not. */
  #crossing(image: Curve, first: number, last: number, place: number): number | null {
    const around = this.#around;
    const [low, high] = endsOf(image, false, first, last).map((place) => place[around])
      .sort((a, b) => a - b);
    const at = place + this.#period * Math.ceil((low - place) / this.#period);
    return at >= high ? null : crossingOf(image, first, last, around, at);
  }

  /** What of a loop is before the seam and behind it, where its use `k` begins at the seam. */
  #opened(loop: LaidLoop, k: number) {
    const { uses } = loop, before = k === 0 ? uses : uses.slice(0, k);
    const after = k === 0 ? [] : uses.slice(k).map((use) => this.#moved(use, -this.#wind(loop), 0));
    return { before, after, from: placeOf(before[before.length - 1], true) };
  }

  /** The edge along which a surface is cut open, between two places across it. */
  #seam(from: Place, vertex: number, to: number, other: number): OpenEdge {
    this.#seamAt = from[this.#around];
    const start = from[this.#across];
    const [first, last] = [Math.min(start, to), Math.max(start, to)];
    if (!(last > first)) throw new Unproven("a band without a width", this.#id);
    const [startVertex, endVertex] = start < to ? [vertex, other] : [other, vertex];
    const { first: low, last: high } = this.#made ?? { first, last };
    const at = from[this.#around], middle = (low + high) / 2;
    const curve = seamCurve(this.#surface, this.#around, at, first, last, middle);
    if (curve === null) throw new Unproven(`a seam of a ${this.#surface.kind}`, this.#id);
    return madeEdge(curve, first, last, startVertex, endVertex);
  }

  /** Proves that a vertex is where the seam is. */
  #proveOn([u, v]: Place, vertex: number): void {
    const at = new Float64Array(9);
    this.#surface.d1(u, v, at);
    const gap = Math.hypot(...[0, 1, 2].map((i) => at[i] - this.#vertices[3 * vertex + i]));
    if (!(gap <= this.#precision)) throw new Unproven("a hole close to a seam", this.#id);
  }

  #seamUse(edge: OpenEdge, reversed: boolean, at: number): LaidUse {
    const { first, last } = edge;
    const pcurve = this.#around === 0 ? new Line([at, 0], [0, 1]) : new Line([0, at], [1, 0]);
    return { edge, reversed, pcurve, first, last };
  }
}

/** The first of those that are least, whatever their sign. */
function nearestToZero(values: readonly number[]): number {
  return values.reduce((best, at) => Math.abs(at) < Math.abs(best) - 1e-12 ? at : best);
}
