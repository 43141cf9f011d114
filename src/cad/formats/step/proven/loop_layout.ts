/**
 * Loops on curved surfaces, laid out in the surface's parameters.
 *
 * @module
 */
import type { Curve } from "../../../geometry/curve.ts";
import { joinedImage } from "../../../geometry/images/joined_image.ts";
import { nearestParameter } from "../../../geometry/nearest_parameter.ts";
import { JoinedSpline } from "../../../geometry/nurbs/joined_spline.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import type { Surface } from "../../../geometry/surface.ts";
import { type Precision, surfaceImage } from "../../../geometry/surface_image.ts";
import { areHoles, aroundHoles } from "./seams/around_holes.ts";
import { Band } from "./seams/band.ts";
import { chordsOf } from "./chords.ts";
import { CutNeeded } from "./cut_needed.ts";
import { endsOf, isNone, type LaidLoop, moved, type Place, whole } from "./laid_loop.ts";
import {
  type EdgeUse,
  firstVertex,
  type LaidUse,
  LEAST_TOLERANCE,
  type OpenEdge,
} from "./open_edge.ts";
import { type Pole, polesOf, poleUse } from "./poles.ts";
import { canBeWhole } from "./seams/whole_surface.ts";
import { Unproven } from "./unproven.ts";

/** Lays out the loops of one face. */
export class LoopLayout {
  readonly #surface: Surface;
  readonly #id: number;
  readonly #images = new Map<OpenEdge, Curve>();
  readonly #poles: readonly Pole[];
  readonly #vertices: number[];
  readonly #precision: number;
  readonly #stated: Precision;
  /** The area between the edges and the surface: how far each is off, times its length. */
  open = 0;
  /** Of that, what the images of edges may differ by from those of others. */
  missed = 0;
  /** Whether a seam was put in. */
  seamed = false;
  /** Whether it goes to a pole. */
  capped = false;

  /**
   * @param vertices the positions of the body's vertices, to which those of poles are added
   * @param precision how far an edge may be off its surface, in millimetres
   * @param stated what the file says of it
   * @param id the number of the face's entity
   */
  constructor(
    surface: Surface,
    vertices: number[],
    precision: number,
    stated: Precision,
    id: number,
  ) {
    this.#surface = surface;
    this.#vertices = vertices;
    this.#precision = precision;
    this.#stated = stated;
    this.#id = id;
    this.#poles = polesOf(surface);
  }

  /**
   * The loops with their images, those of each one behind the other in the parameters. Before an
   * edge that begins at a pole stands the pole; two loops that wind around the surface are made one
   * by a seam, one by a seam to its pole.
   *
   * @param bound the pole that the file has for a bound, if any
   */
  lay(loops: readonly (readonly EdgeUse[])[], bound: Pole | null = null): LaidUse[][] {
    const laid = loops.map((uses) => this.#lay(uses));
    const winding = laid.filter(({ windU, windV }) => windU !== 0 || windV !== 0);
    if (bound !== null && winding.length !== 1) {
      throw new Unproven("a vertex for a bound, which no loop goes around", this.#id);
    }
    if (winding.length === 0) return this.#closed(laid.map(({ uses }) => uses));
    const [one, other] = winding, around = one.windU === 0 ? 1 : 0;
    const isCrossed = winding.some(({ windU, windV }) => (around === 0 ? windV : windU) !== 0);
    if (winding.length > 2 || isCrossed) {
      throw new Unproven("a loop that winds around its surface", this.#id);
    }
    if (other !== undefined && (one.windU !== -other.windU || one.windV !== -other.windV)) {
      throw new Unproven("loops that wind around their surface the same way", this.#id);
    }
    this.seamed = true;
    this.capped = other === undefined;
    const band = new Band(this.#surface, this.#vertices, this.#id, around, this.#precision);
    const joined = other === undefined ? band.close(one, bound) : band.join(one, other);
    // The kernel begins with what it has joined.
    const rest = laid.filter((loop) => loop !== one && loop !== other).map(({ uses }) => uses);
    return band.withHoles(joined, rest, laid.indexOf(one));
  }

  /** Loops that do not go around their surface: where all are holes, with what is around them. */
  #closed(loops: LaidUse[][]): LaidUse[][] {
    const surface = this.#surface;
    if (!canBeWhole(surface) || !areHoles(loops)) return loops;
    this.seamed = true;
    return aroundHoles(surface, loops, this.#vertices, this.#id);
  }

  /** A loop without seams of others: one behind the other in the parameters. */
  #lay(uses: readonly EdgeUse[]): LaidLoop {
    const start = this.#startOf(uses);
    const laid: LaidUse[][] = uses.map(() => []);
    let begin: Place | null = null, end: Place | null = null;
    for (let i = 0; i < uses.length; i++) {
      const at = (start + i) % uses.length, use = uses[at];
      const { first, last } = use.edge;
      const image = this.#image(use.edge);
      let [from, to] = endsOf(image, use.reversed, first, last);
      const [u, v] = end === null ? [0, 0] : this.#shift(end, from, use, laid[at]);
      from = [from[0] + u, from[1] + v];
      to = [to[0] + u, to[1] + v];
      laid[at].push(moved({ ...use, pcurve: image, first, last }, u, v));
      begin ??= from;
      end = to;
    }
    const poles: LaidUse[] = [], { periodU, periodV } = this.#surface;
    const [u, v] = this.#shift(end!, begin!, uses[start], poles);
    if (poles.length > 0 && !(isNone(u, periodU) && isNone(v, periodV))) {
      throw new Unproven("a loop that winds around a pole", this.#id);
    }
    laid[start].unshift(...poles);
    return {
      uses: laid.flat(),
      windU: isNone(u, periodU) ? 0 : u,
      windV: isNone(v, periodV) ? 0 : v,
    };
  }

  /** The periods by which a stretch is shifted to begin where the last one ended. */
  #shift(end: Place, from: Place, use: EdgeUse, poles: LaidUse[]): Place {
    const { periodU, periodV } = this.#surface;
    const to = [whole(end[0] - from[0], periodU), whole(end[1] - from[1], periodV)] as const;
    const pole = this.#poles.find((pole) => pole.isAt(end) && pole.isAt(from));
    if (pole === undefined) return to;
    const { free } = pole, start = end[free];
    const last = this.#alongPole(pole, start, from[free]);
    poles.push(poleUse(pole, start, last, firstVertex(use)));
    return free === 0 ? [last - from[0], to[1]] : [to[0], last - from[1]];
  }

  /** Where a loop leaves a pole that it entered at `start`. */
  #alongPole({ turn, free }: Pole, start: number, to: number): number {
    const { periodU, periodV } = this.#surface, period = free === 0 ? periodU : periodV;
    if (period === 0) {
      if ((to - start) * turn > 0) return to;
      throw new Unproven("a pole that is passed the wrong way", this.#id);
    }
    // Up a meridian and down the same one goes all the way around.
    const distance = ((to - start) * turn % period + period) % period;
    return start + turn * (isNone(distance, period) ? period : distance);
  }

  /**
   * The first use of an edge that the loop uses once: a seam does not say where it lies. Of seams
   * alone each one is as good.
   */
  #startOf(uses: readonly EdgeUse[]): number {
    const counts = new Map<OpenEdge, number>();
    for (const { edge } of uses) counts.set(edge, (counts.get(edge) ?? 0) + 1);
    return Math.max(0, uses.findIndex(({ edge }) => counts.get(edge) === 1));
  }

  #image(edge: OpenEdge): Curve {
    let image = this.#images.get(edge);
    if (image !== undefined) return image;
    const { curve, first, last, id } = edge;
    this.#requireNoPole(edge);
    const found = curve instanceof JoinedSpline
      ? joinedImage(curve, first, last, this.#surface)
      : surfaceImage(curve!, first, last, this.#surface, this.#stated);
    if (found === null) {
      throw new Unproven(`an edge that cannot be followed on a ${this.#surface.kind}`, id);
    }
    // Edge and surface are each as exact as the file states.
    if (!(found.gap <= 2 * this.#precision)) {
      throw new Unproven("an edge that is off its surface", id, `${found.gap} mm`);
    }
    edge.off = Math.max(edge.off, found.offAtNodes);
    const length = chordsOf(curve!, first, last);
    this.open += found.off * length;
    this.missed += found.doubt * length;
    this.#images.set(edge, image = found.image);
    return image;
  }

  /** An edge that passes a pole is cut there: what is its image runs along the pole's. */
  #requireNoPole({ curve, first, last, id }: OpenEdge): void {
    for (const pole of this.#poles) {
      const t = parameterNear(curve!, pole.point, first, last);
      if (t === null) continue;
      const at = new Float64Array(6);
      curve!.d1(t, at);
      const distance = pole.distance(at);
      if (distance <= LEAST_TOLERANCE) {
        throw new CutNeeded({ edge: id, parameter: t, face: this.#id });
      }
      if (distance <= this.#precision) throw new Unproven("an edge close by a pole", id);
    }
  }
}

/** Where a curve is nearest to a point, strictly between two parameters; null where it is not. */
function parameterNear(
  curve: SmoothCurve,
  point: ArrayLike<number>,
  first: number,
  last: number,
): number | null {
  const { period } = curve;
  const nearest = nearestParameter(curve, point);
  const t = period === 0 ? nearest : nearest + period * Math.ceil((first - nearest) / period);
  const margin = 1e-6 * (last - first);
  return t > first + margin && t < last - margin ? t : null;
}
