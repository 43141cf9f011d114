/**
 * Loops on curved surfaces, laid out in the surface's parameters.
 *
 * @module
 */
import { Cone } from "../../../geometry/cone.ts";
import type { Curve } from "../../../geometry/curve.ts";
import { Cylinder } from "../../../geometry/cylinder.ts";
import { Line } from "../../../geometry/line.ts";
import type { SmoothSurface } from "../../../geometry/smooth.ts";
import { surfaceImage } from "../../../geometry/surface_image.ts";
import { Band } from "./band.ts";
import { chordsOf } from "./chords.ts";
import { endsOf, isNone, type LaidLoop, moved, type Place, whole } from "./laid_loop.ts";
import { type EdgeUse, firstVertex, type LaidUse, type OpenEdge } from "./open_edge.ts";
import { type Pole, polesOf, poleUse } from "./poles.ts";
import { Unproven } from "./unproven.ts";

/** Lays out the loops of one face. */
export class LoopLayout {
  readonly #surface: SmoothSurface;
  readonly #id: number;
  readonly #images = new Map<OpenEdge, Curve>();
  readonly #poles: readonly Pole[];
  readonly #vertices: number[];
  readonly #precision: number;
  /** The area between the edges and the surface: how far each is off, times its length. */
  open = 0;
  /** Of that, what the images of edges may differ by from those of others. */
  missed = 0;

  /**
   * @param vertices the positions of the body's vertices, to which those of poles are added
   * @param precision how far an edge may be off its surface, in millimetres
   * @param id the number of the face's entity
   */
  constructor(
    surface: SmoothSurface,
    vertices: number[],
    precision: number,
    id: number,
  ) {
    this.#surface = surface;
    this.#vertices = vertices;
    this.#precision = precision;
    this.#id = id;
    this.#poles = polesOf(surface);
  }

  /**
   * The loops with their images, those of each one behind the other in the parameters. Before an
   * edge that begins at a pole stands the pole; two loops that wind around the surface are made one
   * by a seam.
   */
  lay(loops: readonly (readonly EdgeUse[])[]): LaidUse[][] {
    const laid = loops.map((uses) => this.#lay(uses));
    const winding = laid.filter(({ windU, windV }) => windU !== 0 || windV !== 0);
    if (winding.length === 0) return laid.map(({ uses }) => uses);
    const [one, other] = winding;
    if (winding.length > 2 || winding.some(({ windV }) => windV !== 0)) {
      throw new Unproven("a loop that winds around its surface", this.#id);
    }
    if (other !== undefined && one.windU !== -other.windU) {
      throw new Unproven("loops that wind around their surface the same way", this.#id);
    }
    const band = new Band(this.#surface, this.#vertices, this.#id);
    const joined = other === undefined ? band.close(one) : band.join(one, other);
    return laid.filter((loop) => loop !== other).map((loop) => loop === one ? joined : loop.uses);
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
    const v = whole(end[1] - from[1], periodV);
    const pole = this.#poles.find((pole) => pole.isAt(end[1]) && pole.isAt(from[1]));
    if (pole === undefined) return [whole(end[0] - from[0], periodU), v];
    // Up a meridian and down the same one goes all the way around.
    const turn = ((from[0] - end[0]) * pole.turn % periodU + periodU) % periodU;
    const to = end[0] + pole.turn * (isNone(turn, periodU) ? periodU : turn);
    poles.push(poleUse(pole.v, end[0], to, firstVertex(use)));
    return [to - from[0], v];
  }

  /** The first use of an edge that the loop uses once: a seam does not say where it lies. */
  #startOf(uses: readonly EdgeUse[]): number {
    const counts = new Map<OpenEdge, number>();
    for (const { edge } of uses) counts.set(edge, (counts.get(edge) ?? 0) + 1);
    const start = uses.findIndex(({ edge }) => counts.get(edge) === 1);
    if (start < 0) throw new Unproven("a loop of seams alone", this.#id);
    return start;
  }

  #image(edge: OpenEdge): Curve {
    let image = this.#images.get(edge);
    if (image !== undefined) return image;
    const { curve, first, last, id } = edge;
    const found = surfaceImage(curve!, first, last, this.#surface);
    if (found === null) {
      throw new Unproven(`an edge that cannot be followed on a ${this.#surface.kind}`, id);
    }
    // Edge and surface are each as exact as the file states.
    if (!(found.gap <= 2 * this.#precision)) {
      throw new Unproven("an edge that is off its surface", id, `${found.gap} mm`);
    }
    // On surfaces that bend one way the foot of a point is the same to all who seek it, and so is
    // what a straight image stands for; elsewhere how far an edge is off is how far they differ.
    const isPlain = this.#surface instanceof Cylinder || this.#surface instanceof Cone;
    const open = found.gap * chordsOf(curve!, first, last);
    this.open += open;
    if (!isPlain && !(found.image instanceof Line)) this.missed += open;
    this.#images.set(edge, image = found.image);
    return image;
  }
}
