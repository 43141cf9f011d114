/**
 * The faces, edges and vertices of STEP shells.
 *
 * @module
 */
import type { Brep, Coedge, Face, Loop } from "../../../brep.ts";
import { curveDomain } from "../../../geometry/curve_domain.ts";
import { Line } from "../../../geometry/line.ts";
import { OffsetCurve } from "../../../geometry/offset_curve.ts";
import { Plane } from "../../../geometry/plane.ts";
import type { Surface } from "../../../geometry/surface.ts";
import type { Sphere } from "../../../geometry/sphere.ts";
import { surfaceParameters } from "../../../geometry/surface_parameters.ts";
import { Torus } from "../../../geometry/torus.ts";
import { PlaneImages } from "../../../geometry/trimming/plane_image.ts";
import { chainLoop } from "../../brep/loop_order.ts";
import { type Cut, CutNeeded } from "./cut_needed.ts";
import type { BoundedCurve } from "./bounded_curve.ts";
import { chordsOf } from "./chords.ts";
import { type Cuts, EdgeReader } from "./edge_reader.ts";
import { faceSurface, type Window } from "./face_surface.ts";
import { LoopLayout } from "./loop_layout.ts";
import {
  closeEdge,
  type EdgeUse,
  type LaidUse,
  LEAST_TOLERANCE,
  type OpenEdge,
} from "./open_edge.ts";
import { type Pole, polesOf } from "./poles.ts";
import { proveBoundaries } from "./prove_boundaries.ts";
import type { StepTools } from "./step_tools.ts";
import { Unproven } from "./unproven.ts";
import { canBeWhole, wholeSurface } from "./seams/whole_surface.ts";

/** Faces with a surface. */
const FACES = new Set(["ADVANCED_FACE", "FACE_SURFACE"]);
/** Stretches of an edge at whose ends it must be on its plane. */
const ON_PLANE = 4;

/** A body, and how well its edges fit its faces. */
export interface ReadBody {
  readonly brep: Brep;
  /** For each face the area between its edges and its surface. */
  readonly open: Float64Array;
  /** Of that, what the images of its edges may differ by from those of others. */
  readonly missed: Float64Array;
  /** What the surfaces of faces are trimmed to, of those that are. */
  readonly windows: ReadonlyMap<number, readonly Window[]>;
}

/** Reads the shells of one body. Used once. */
export class BodyReader {
  readonly #tools: StepTools;
  readonly #faces: Face[] = [];
  readonly #open: number[] = [];
  readonly #missed: number[] = [];
  readonly #windows = new Map<number, readonly Window[]>();
  readonly #boundaries = new Map<number, readonly BoundedCurve[]>();
  readonly #edges: OpenEdge[] = [];
  readonly #reader: EdgeReader;
  readonly #cuts: Cuts;
  /** Cuts that faces were found to need, by the edges. */
  readonly #needed = new Map<number, Cut>();
  /** Room for a point and a tangent. */
  readonly #at = new Float64Array(6);
  /**
   * Edges that run against the last face which a seam was put into: the kernel numbers their last
   * vertices first.
   */
  readonly #turned = new Set<OpenEdge>();

  private constructor(tools: StepTools, cuts: Cuts) {
    this.#tools = tools;
    this.#cuts = cuts;
    this.#reader = new EdgeReader(tools, cuts);
  }

  /** The body that is bounded by shells: of a solid its outer one and its voids. */
  static read(shells: readonly number[], tools: StepTools): ReadBody {
    const cuts = new Map<number, Cut[]>();
    for (;;) {
      const reader = new BodyReader(tools, cuts), body = reader.#read(shells);
      if (reader.#needed.size === 0) return body;
      // Each is a place of its own, so that there is an end to them.
      for (const [edge, cut] of reader.#needed) cuts.set(edge, [...cuts.get(edge) ?? [], cut]);
    }
  }

  #read(shells: readonly number[]): ReadBody {
    for (const shell of shells) this.#shell(shell);
    const brep = { faces: this.#faces, ...this.#numbered() };
    const slack = 2 * this.#tools.precision;
    if (this.#needed.size === 0) {
      for (const [face, all] of this.#boundaries) proveBoundaries(brep, face, all, slack);
    }
    return {
      brep,
      open: Float64Array.from(this.#open),
      missed: Float64Array.from(this.#missed),
      windows: this.#windows,
    };
  }

  /** The edges, and the vertices in the order in which these have them. */
  #numbered(): Pick<Brep, "edges" | "vertices"> {
    const found = this.#reader.vertices, vertices: number[] = [];
    const numbers = new Map<number, number>();
    const number = (vertex: number) => {
      let known = numbers.get(vertex);
      if (known === undefined) {
        numbers.set(vertex, known = numbers.size);
        vertices.push(found[3 * vertex], found[3 * vertex + 1], found[3 * vertex + 2]);
      }
      return known;
    };
    const edges = this.#edges.map((edge) => {
      if (this.#turned.has(edge)) number(edge.endVertex);
      const startVertex = number(edge.startVertex), endVertex = number(edge.endVertex);
      return closeEdge(edge, startVertex, endVertex);
    });
    return { edges, vertices: Float64Array.from(vertices) };
  }

  #shell(id: number): void {
    const { cursor } = this.#tools;
    let type = cursor.open(id), turned = false;
    cursor.skipText();
    if (type === "ORIENTED_CLOSED_SHELL") {
      cursor.optionalReference();
      const shell = cursor.reference();
      turned = !cursor.flag();
      type = cursor.open(shell);
      cursor.skipText();
    }
    if (type !== "CLOSED_SHELL" && type !== "OPEN_SHELL") {
      throw new Unproven(`a shell of the kind ${type}`, id);
    }
    for (const face of cursor.references()) this.#face(face, turned);
  }

  /** @param turned whether the shell is used inside out */
  #face(id: number, turned: boolean): void {
    const { cursor, faceNames } = this.#tools;
    const type = cursor.open(id);
    if (!FACES.has(type)) throw new Unproven(`a face of the kind ${type}`, id);
    cursor.skipText();
    const bounds = cursor.references(), surfaceId = cursor.reference(), same = cursor.flag();
    const { surface, turned: isTurned, windows, boundaries } = faceSurface(
      surfaceId,
      this.#tools,
    );
    const forward = same !== isTurned;
    if (windows.length > 0) this.#windows.set(this.#faces.length, windows);
    if (boundaries.length > 0) this.#boundaries.set(this.#faces.length, boundaries);
    if (bounds.length === 0 && !canBeWhole(surface)) {
      throw new Unproven("a face without bounds", id);
    }
    const face = this.#faces.length;
    const loops = surface instanceof Plane
      ? this.#planeLoops(bounds, forward, surface)
      : this.#curvedLoops(bounds, forward, surface, id);
    for (const loop of loops) {
      for (const { edge } of loop) {
        const { faces } = this.#edges[edge];
        // Once, also where the face uses it twice.
        if (faces[faces.length - 1] !== face) faces.push(face);
      }
    }
    this.#faces.push({
      surface,
      location: null,
      reversed: forward === turned,
      loops,
      tolerance: LEAST_TOLERANCE,
      entityId: id,
      name: faceNames.get(id) ?? null,
    });
  }

  #planeLoops(bounds: readonly number[], forward: boolean, plane: Plane): Loop[] {
    const images = new PlaneImages(plane, null);
    const face = this.#missed.push(0) - 1;
    this.#open.push(0);
    return bounds.map((bound) => {
      const { uses, along } = this.#reader.loop(bound, forward);
      const loop = this.#alongEdges(uses).map(({ edge, reversed }) => {
        const { curve, first, last } = edge;
        // Where its basis turns the other way, the kernel is off such a one by twice the offset.
        if (curve instanceof OffsetCurve && curveDomain(curve) !== null) {
          throw new Unproven("an offset of a B-spline on a plane", edge.id);
        }
        this.#open[face] += this.#proveOnPlane(edge, plane);
        return this.#coedge({ edge, reversed, pcurve: images.of(curve!), first, last });
      });
      return chainLoop(along ? loop : loop.reverse(), this.#edges);
    });
  }

  /** The uses with the pieces of each edge that was cut in the order of its curve. */
  #alongEdges(uses: readonly EdgeUse[]): readonly EdgeUse[] {
    if (this.#cuts.size === 0) return uses;
    const listed: EdgeUse[] = [];
    for (let i = 0; i < uses.length;) {
      const pieces = this.#reader.piecesOf(uses[i].edge);
      const own = uses.slice(i, i += pieces.length);
      listed.push(...own[0].edge === pieces[0] ? own : own.reverse());
    }
    return listed;
  }

  /** The area between an edge and its plane, which it must not be far from. */
  #proveOnPlane({ id, curve, first, last }: OpenEdge, { frame }: Plane): number {
    const at = this.#at;
    let gap = 0;
    if (curve instanceof Line) {
      // It is farthest at one of its ends.
      const { x, y, z, dx, dy, dz } = curve;
      gap = Math.max(
        offPlane(frame, x + first * dx, y + first * dy, z + first * dz),
        offPlane(frame, x + last * dx, y + last * dy, z + last * dz),
      );
    } else {
      for (let i = 0; i <= ON_PLANE; i++) {
        curve!.d1(first + (last - first) * i / ON_PLANE, at);
        gap = Math.max(gap, offPlane(frame, at[0], at[1], at[2]));
      }
    }
    if (!(gap <= 2 * this.#tools.precision)) {
      // A side of a polygon has no entity.
      throw new Unproven("an edge that is off its surface", id > 0 ? id : null, `${gap} mm`);
    }
    return gap * chordsOf(curve!, first, last);
  }

  /** Edges are numbered as their loops are run through, the surface's normal up. */
  #curvedLoops(
    bounds: readonly number[],
    forward: boolean,
    surface: Surface,
    id: number,
  ): Loop[] {
    if (bounds.length <= 1 && canBeWhole(surface)) {
      const vertex = bounds.length === 0 ? null : this.#reader.vertexOf(bounds[0]);
      if (bounds.length === 0 || vertex !== null) return this.#wholeSurface(surface, vertex, id);
    }
    const { edged, pole } = this.#withoutPole(bounds, surface, id);
    const all = edged.map((bound) => {
      const { uses, along, isPolygon } = this.#reader.loop(bound, forward);
      if (isPolygon) throw new Unproven("a polygon that is not on a plane", bound);
      return this.#lastPieceFirst(along ? uses : uses.reverse(), id);
    });
    const { precision, stated } = this.#tools;
    const layout = new LoopLayout(surface, this.#reader.vertices, precision, stated, id);
    let loops: Loop[];
    try {
      loops = layout.lay(all, pole).map((loop) => loop.map((use) => this.#coedge(use)));
    } catch (error) {
      if (!(error instanceof CutNeeded)) throw error;
      this.#need(error.cut, all.flat());
      return [];
    }
    if (layout.seamed) this.#turn(all.flat());
    // It goes to the pole on the other side, and has the rest of the surface for the cap.
    if (layout.capped && surface instanceof Torus) {
      this.#tools.kernelErrs("caps of tori that meet themselves");
    }
    this.#open.push(layout.open);
    this.#missed.push(layout.missed);
    return loops;
  }

  /**
   * A loop of nothing but the pieces of an edge that another face has cut: the kernel begins it at
   * the last one.
   */
  #lastPieceFirst(uses: EdgeUse[], id: number): EdgeUse[] {
    const [{ edge }] = uses, cuts = this.#cuts.get(edge.id);
    if (cuts === undefined || cuts.some(({ face }) => face === id)) return uses;
    if (uses.some((use) => use.edge.id !== edge.id)) return uses;
    return [uses[uses.length - 1], ...uses.slice(0, -1)];
  }

  #turn(uses: readonly EdgeUse[]): void {
    for (const { edge, reversed } of uses) {
      if (reversed) this.#turned.add(edge);
      else this.#turned.delete(edge);
    }
  }

  /** Notes a cut, unless it may be that another one does for it. */
  #need(cut: Cut, uses: readonly EdgeUse[]): void {
    if (uses.some(({ edge }) => this.#needed.has(edge.id))) return;
    if (cut.kernelErrs !== undefined) this.#tools.kernelErrs(cut.kernelErrs);
    this.#needed.set(cut.edge, cut);
  }

  /**
   * The bounds but one that is no more than a pole of the surface, which the loop of another goes
   * around. The kernel begins with the pole where it is the first one.
   */
  #withoutPole(
    bounds: readonly number[],
    surface: Surface,
    id: number,
  ): { edged: readonly number[]; pole: Pole | null } {
    const { vertices } = this.#reader;
    const found = bounds.map((bound) => this.#reader.vertexOf(bound));
    const at = found.findIndex((vertex) => vertex !== null);
    if (at < 0) return { edged: bounds, pole: null };
    const pole = polesOf(surface)
      .find((pole) => pole.distance(vertices, 3 * found[at]!) <= this.#tools.precision);
    if (pole === undefined) throw new Unproven("a vertex for a bound, at no pole", id);
    if (at === 0) throw new Unproven("a vertex for the first bound", id);
    if (found.findLastIndex((vertex) => vertex !== null) > at) {
      throw new Unproven("several vertices for bounds", id);
    }
    return { edged: bounds.filter((_, i) => i !== at), pole };
  }

  /** @param vertex where the file says that the face is, if it says it */
  #wholeSurface(surface: Sphere | Torus, vertex: number | null, id: number): Loop[] {
    const { vertices } = this.#reader;
    if (vertex !== null) {
      const point = vertices.slice(3 * vertex, 3 * vertex + 3);
      const uv = new Float64Array(2), at = new Float64Array(9);
      surfaceParameters(surface)!.of(point, uv);
      // At a pole every u is right.
      surface.d1(Number.isNaN(uv[0]) ? 0 : uv[0], uv[1], at);
      if (!(Math.hypot(...point.map((x, i) => x - at[i])) <= this.#tools.precision)) {
        throw new Unproven("a vertex that is off its surface", id);
      }
    }
    this.#open.push(0);
    this.#missed.push(0);
    return [wholeSurface(surface, vertices).map((use) => this.#coedge(use))];
  }

  #number(edge: OpenEdge): void {
    if (edge.index >= 0) return;
    edge.index = this.#edges.length;
    this.#edges.push(edge);
  }

  #coedge({ edge, reversed, pcurve, first, last }: LaidUse): Coedge {
    this.#number(edge);
    return { edge: edge.index, reversed, pcurve, first, last };
  }
}

/** How far a point is from the plane of a frame. */
function offPlane(f: Float64Array, x: number, y: number, z: number): number {
  return Math.abs((x - f[0]) * f[9] + (y - f[1]) * f[10] + (z - f[2]) * f[11]);
}
