/**
 * The loops, edges and vertices of STEP faces.
 *
 * @module
 */
import type { Cut } from "./cut_needed.ts";
import { curveBends } from "../../../geometry/bends.ts";
import { curveDomain } from "../../../geometry/curve_domain.ts";
import { nearestParameter } from "../../../geometry/nearest_parameter.ts";
import { Line } from "../../../geometry/line.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import {
  type EdgeUse,
  firstVertex,
  lastVertex,
  LEAST_TOLERANCE,
  madeEdge,
  type OpenEdge,
} from "./open_edge.ts";
import type { StepTools } from "./step_tools.ts";
import { Unproven } from "./unproven.ts";

/** The uses of a bound in the order of the file. */
interface BoundUses {
  readonly uses: EdgeUse[];
  /** Whether that is the loop's order. */
  readonly along: boolean;
  /** Whether the bound is a list of points. */
  readonly isPolygon: boolean;
}

/** What an entity is read as. */
interface EntityEdges {
  /** One edge, or the pieces that it is cut into, along its curve. */
  readonly edges: readonly OpenEdge[];
  /** Whether the entity runs against the curve. */
  readonly reversed: boolean;
}

/** A side of polygons, and the number of the point that it begins at. */
interface Side {
  readonly edge: OpenEdge;
  readonly from: number;
}

/** Where edges are cut, by the numbers of their entities. */
export type Cuts = ReadonlyMap<number, readonly Cut[]>;

/** Reads the loops of one body's faces: each edge and vertex once. */
export class EdgeReader {
  /** The positions of the vertices, three numbers each. */
  readonly vertices: number[] = [];
  readonly #tools: StepTools;
  readonly #cuts: Cuts;
  readonly #edges = new Map<number, EntityEdges>();
  readonly #vertexOf = new Map<number, number>();
  /** Room for a point and a tangent. */
  readonly #at = new Float64Array(6);
  /** The sides of polygons, by the numbers of both their points. */
  readonly #sides = new Map<string, Side>();

  constructor(tools: StepTools, cuts: Cuts) {
    this.#tools = tools;
    this.#cuts = cuts;
  }

  /**
   * The uses of a bound.
   *
   * @param id the number of the bound
   * @param forward whether the face's normal is its surface's
   */
  loop(id: number, forward: boolean): BoundUses {
    const { cursor } = this.#tools;
    const type = cursor.open(id);
    if (type !== "FACE_BOUND" && type !== "FACE_OUTER_BOUND") {
      throw new Unproven(`a bound of the kind ${type}`, id);
    }
    cursor.skipText();
    const loop = cursor.reference(), along = cursor.flag() === forward;
    const isPolygon = cursor.type(loop) === "POLY_LOOP";
    const uses = isPolygon ? this.#polygon(loop, along) : this.#edgeLoop(loop, along);
    if (uses.length === 0) throw new Unproven("a loop without edges", loop);
    // In the order of the file, whichever way the face's loop runs.
    for (let i = 0, before = uses[uses.length - 1]; i < uses.length; before = uses[i++]) {
      const closes = along
        ? lastVertex(before) === firstVertex(uses[i])
        : firstVertex(before) === lastVertex(uses[i]);
      if (!closes) throw new Unproven("a loop that does not close", loop);
    }
    if (repeats(uses, firstVertex) && !repeats(uses, ({ edge }) => edge)) {
      throw new Unproven("a loop that touches itself", loop);
    }
    return { uses, along, isPolygon };
  }

  #edgeLoop(loop: number, along: boolean): EdgeUse[] {
    const { cursor } = this.#tools;
    cursor.openAs(loop, "EDGE_LOOP");
    cursor.skipText();
    const uses: EdgeUse[] = [];
    for (const oriented of cursor.references()) {
      cursor.openAs(oriented, "ORIENTED_EDGE");
      cursor.skipText();
      cursor.optionalReference();
      cursor.optionalReference();
      const id = cursor.reference(), same = cursor.flag();
      const { edges, reversed } = this.#edge(id), against = reversed === same;
      for (let i = 0; i < edges.length; i++) {
        const edge = edges[against ? edges.length - 1 - i : i];
        uses.push({ edge, reversed: against === along });
      }
    }
    return uses;
  }

  /** The sides of a polygon: those that share both points with one before are that edge. */
  #polygon(loop: number, along: boolean): EdgeUse[] {
    const { cursor } = this.#tools;
    cursor.openAs(loop, "POLY_LOOP");
    cursor.skipText();
    const points = cursor.references();
    if (points.length < 3) throw new Unproven("a polygon of less than three points", loop);
    return points.map((from, i): EdgeUse => {
      const to = points[(i + 1) % points.length];
      const key = `${Math.min(from, to)} ${Math.max(from, to)}`;
      let side = this.#sides.get(key);
      if (side === undefined) this.#sides.set(key, side = this.#side(from, to, loop));
      return { edge: side.edge, reversed: (side.from === from) !== along };
    });
  }

  #side(from: number, to: number, loop: number): Side {
    const [startVertex, endVertex] = [from, to].map((point) => this.#pointVertex(point));
    const [a, b] = [startVertex, endVertex].map((at) => this.vertices.slice(3 * at, 3 * at + 3));
    const along = [0, 1, 2].map((k) => b[k] - a[k]), length = Math.hypot(...along);
    if (!(length > LEAST_TOLERANCE)) throw new Unproven("a polygon with a side of no length", loop);
    const line = new Line(a, along.map((x) => x / length));
    const edge = {
      ...madeEdge(line, 0, length, startVertex, endVertex),
      id: -1 - this.#sides.size,
    };
    this.#edges.set(edge.id, { edges: [edge], reversed: false });
    return { edge, from };
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
    return this.#edges.get(id)!.edges;
  }

  /** The edge of an entity, and whether the entity runs against the curve of it. */
  #edge(id: number): EntityEdges {
    const known = this.#edges.get(id);
    if (known !== undefined) return known;
    const { cursor, geometry } = this.#tools;
    cursor.openAs(id, "EDGE_CURVE");
    cursor.skipText();
    const from = cursor.reference(), to = cursor.reference();
    const curveId = cursor.reference(), same = cursor.flag();
    const start = this.#vertex(same ? from : to), end = this.#vertex(same ? to : from);
    const edges = this.#pieces(this.#newEdge(id, geometry.curve(curveId), start, end));
    const found = { edges, reversed: !same };
    this.#edges.set(id, found);
    return found;
  }

  /** An edge, or what it is cut into. */
  #pieces(edge: OpenEdge): OpenEdge[] {
    const pieces = [edge], cuts = this.#cuts.get(edge.id);
    if (cuts === undefined) return pieces;
    for (const { parameter: t } of cuts.toSorted((a, b) => a.parameter - b.parameter)) {
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
    const { period } = curve, domain = curveDomain(curve);
    if (startVertex === endVertex) {
      if (period > 0) last = first + period;
      else if (domain !== null) [first, last] = domain;
    } else if (period > 0 && last < first) last += period;
    if (domain !== null && period === 0) {
      // Kernels take what is near to an end for it. Of a curve that ends where it begins both ends
      // are the nearest place.
      if (this.#gap(curve, domain[0], start) <= LEAST_TOLERANCE) first = domain[0];
      if (this.#gap(curve, domain[1], end) <= LEAST_TOLERANCE) last = domain[1];
      if (first !== domain[0] || last !== domain[1]) this.#proveSmooth(curve, first, last, id);
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

  /** At a bend the tangent is that of either side, as rounding has it: grids may lie there. */
  #proveSmooth(curve: SmoothCurve, first: number, last: number, id: number): void {
    const margin = 1e-6 * (last - first);
    if (curveBends(curve).some((t) => t > first + margin && t < last - margin)) {
      throw new Unproven("a part of a curve that bends", id);
    }
  }

  #gap(curve: SmoothCurve, t: number, point: ArrayLike<number>): number {
    const at = this.#at;
    curve.d1(t, at);
    return Math.hypot(at[0] - point[0], at[1] - point[1], at[2] - point[2]);
  }

  #vertex(id: number): number {
    const vertex = this.#vertexOf.get(id);
    if (vertex !== undefined) return vertex;
    const { cursor } = this.#tools;
    cursor.openAs(id, "VERTEX_POINT");
    cursor.skipText();
    return this.#newVertex(id, cursor.reference());
  }

  /** The vertex that polygons have at a point. */
  #pointVertex(point: number): number {
    return this.#vertexOf.get(point) ?? this.#newVertex(point, point);
  }

  #newVertex(id: number, point: number): number {
    const vertex = this.vertices.length / 3;
    const [x, y, z] = this.#tools.frames.point(point);
    this.vertices.push(x, y, z);
    this.#vertexOf.set(id, vertex);
    return vertex;
  }
}

/** From so many uses on a set finds those that are alike sooner than looking at all pairs. */
const MANY = 16;

/** Whether two uses are alike in what is asked of them. */
function repeats<T>(uses: readonly EdgeUse[], key: (use: EdgeUse) => T): boolean {
  if (uses.length >= MANY) return new Set(uses.map(key)).size < uses.length;
  for (let i = 1; i < uses.length; i++) {
    const own = key(uses[i]);
    for (let j = 0; j < i; j++) if (key(uses[j]) === own) return true;
  }
  return false;
}
