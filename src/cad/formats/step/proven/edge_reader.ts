/**
 * The loops, edges and vertices of STEP faces.
 *
 * @module
 */
import type { Cut } from "./cut_needed.ts";
import { nearestParameter } from "../../../geometry/nearest_parameter.ts";
import { NurbsCurve } from "../../../geometry/nurbs/nurbs_curve.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import {
  type EdgeUse,
  firstVertex,
  lastVertex,
  LEAST_TOLERANCE,
  type OpenEdge,
} from "./open_edge.ts";
import type { StepTools } from "./step_tools.ts";
import { Unproven } from "./unproven.ts";

/** Where edges are cut, by the numbers of their entities. */
export type Cuts = ReadonlyMap<number, readonly Cut[]>;

/** Reads the loops of one body's faces: each edge and vertex once. */
export class EdgeReader {
  /** The positions of the vertices, three numbers each. */
  readonly vertices: number[] = [];
  readonly #tools: StepTools;
  readonly #cuts: Cuts;
  /** The edges of each entity: one, or the pieces that it is cut into, along its curve. */
  readonly #edges = new Map<number, readonly OpenEdge[]>();
  readonly #vertexOf = new Map<number, number>();

  constructor(tools: StepTools, cuts: Cuts) {
    this.#tools = tools;
    this.#cuts = cuts;
  }

  /**
   * The uses of a bound in the order of the file, and whether that is the loop's.
   *
   * @param id the number of the bound
   * @param forward whether the face's normal is its surface's
   */
  loop(id: number, forward: boolean): { uses: EdgeUse[]; along: boolean } {
    const { cursor } = this.#tools;
    const type = cursor.open(id);
    if (type !== "FACE_BOUND" && type !== "FACE_OUTER_BOUND") {
      throw new Unproven(`a bound of the kind ${type}`, id);
    }
    cursor.skipText();
    const loop = cursor.reference(), along = cursor.flag() === forward;
    cursor.openAs(loop, "EDGE_LOOP");
    cursor.skipText();
    const uses = cursor.references().flatMap((oriented): EdgeUse[] => {
      cursor.openAs(oriented, "ORIENTED_EDGE");
      cursor.skipText();
      cursor.optionalReference();
      cursor.optionalReference();
      const id = cursor.reference(), same = cursor.flag();
      const { edges, reversed } = this.#edge(id);
      const pieces = reversed === same ? [...edges].reverse() : edges;
      return pieces.map((edge) => ({ edge, reversed: (reversed === same) === along }));
    });
    if (uses.length === 0) throw new Unproven("a loop without edges", loop);
    uses.forEach((use, i) => {
      // In the order of the file, whichever way the face's loop runs.
      const next = uses[(i + 1) % uses.length];
      const [end, start] = along
        ? [lastVertex(use), firstVertex(next)]
        : [firstVertex(use), lastVertex(next)];
      if (end !== start) throw new Unproven("a loop that does not close", loop);
    });
    const isSeamed = new Set(uses.map(({ edge }) => edge)).size < uses.length;
    if (!isSeamed && new Set(uses.map(firstVertex)).size < uses.length) {
      throw new Unproven("a loop that touches itself", loop);
    }
    return { uses, along };
  }

  /** The vertex of a bound that is no more than a vertex; null of any other. */
  vertexOf(id: number): number | null {
    const { cursor } = this.#tools;
    cursor.open(id);
    cursor.skipText();
    const loop = cursor.reference();
    if (cursor.open(loop) !== "VERTEX_LOOP") return null;
    cursor.skipText();
    return this.#vertex(cursor.reference());
  }

  /** The pieces of an edge of the file, along its curve: one where it is not cut. */
  piecesOf({ id }: OpenEdge): readonly OpenEdge[] {
    return this.#edges.get(id)!;
  }

  /** The edge of an entity, and whether the entity runs against the curve of it. */
  #edge(id: number): { edges: readonly OpenEdge[]; reversed: boolean } {
    const { cursor, geometry } = this.#tools;
    cursor.openAs(id, "EDGE_CURVE");
    cursor.skipText();
    const from = cursor.reference(), to = cursor.reference();
    const curveId = cursor.reference(), same = cursor.flag();
    let edges = this.#edges.get(id);
    if (edges === undefined) {
      const [start, end] = (same ? [from, to] : [to, from]).map((vertex) => this.#vertex(vertex));
      edges = this.#pieces(this.#newEdge(id, geometry.curve(curveId), start, end));
      this.#edges.set(id, edges);
    }
    return { edges, reversed: !same };
  }

  /** An edge, or what it is cut into. */
  #pieces(edge: OpenEdge): OpenEdge[] {
    const pieces = [edge];
    const cuts = [...this.#cuts.get(edge.id) ?? []].sort((a, b) => a.parameter - b.parameter);
    for (const { parameter: t } of cuts) {
      const rest = pieces.pop()!;
      const point = new Float64Array(6);
      edge.curve!.d1(t, point);
      const vertex = this.vertices.length / 3;
      this.vertices.push(point[0], point[1], point[2]);
      pieces.push(
        { ...rest, last: t, endVertex: vertex, endGap: 0, faces: [] },
        { ...rest, first: t, startVertex: vertex, startGap: 0, faces: [] },
      );
    }
    return pieces;
  }

  #newEdge(id: number, curve: SmoothCurve, startVertex: number, endVertex: number): OpenEdge {
    const start = this.vertices.slice(3 * startVertex, 3 * startVertex + 3);
    const end = this.vertices.slice(3 * endVertex, 3 * endVertex + 3);
    let first = nearestParameter(curve, start), last = nearestParameter(curve, end);
    const { period } = curve;
    if (startVertex === endVertex) {
      if (period > 0) last = first + period;
      else if (curve instanceof NurbsCurve) [first, last] = [curve.basis.first, curve.basis.last];
    } else if (period > 0 && last < first) last += period;
    else if (curve instanceof NurbsCurve && last === curve.basis.first) {
      // Of a curve that ends where it begins both ends are the nearest place.
      if (this.#gap(curve, curve.basis.last, end) <= LEAST_TOLERANCE) last = curve.basis.last;
    }
    if (!(last > first)) throw new Unproven("an edge that runs against its curve", id);
    const startGap = this.#gap(curve, first, start), endGap = this.#gap(curve, last, end);
    const widest = Math.max(startGap, endGap);
    if (!(widest <= this.#tools.precision)) {
      throw new Unproven("a vertex that is off its edge", id, `${widest} mm`);
    }
    return {
      id,
      curve,
      first,
      last,
      startVertex,
      endVertex,
      startGap,
      endGap,
      faces: [],
      index: -1,
      off: 0,
    };
  }

  #gap(curve: SmoothCurve, t: number, point: ArrayLike<number>): number {
    const at = new Float64Array(6);
    curve.d1(t, at);
    return Math.hypot(at[0] - point[0], at[1] - point[1], at[2] - point[2]);
  }

  #vertex(id: number): number {
    let vertex = this.#vertexOf.get(id);
    if (vertex !== undefined) return vertex;
    const { cursor, frames } = this.#tools;
    cursor.openAs(id, "VERTEX_POINT");
    cursor.skipText();
    const point = frames.point(cursor.reference(), new Float64Array(3));
    vertex = this.vertices.length / 3;
    this.vertices.push(...point);
    this.#vertexOf.set(id, vertex);
    return vertex;
  }
}
