/**
 * A body whose edges and faces are being split.
 *
 * @module
 */
import type { Brep, Coedge, Edge, Face } from "../../brep.ts";
import { applyToPoint } from "../../geometry/transform.ts";
import { edgeUses } from "../adjacency.ts";
import { edgeCurve } from "../edges/edge_curve.ts";

/** A face, and which one it is, or is a part of, in the body before it was split. */
interface ChangingFace {
  readonly face: Face;
  readonly source: number;
}

/** A copy of a body that can be changed: the body itself stays as it is. */
export class ChangingBody {
  readonly faces: ChangingFace[];
  readonly edges: Edge[];
  /** For each edge the one that it is, or is a part of; -1 of one that runs through a face. */
  readonly sources: number[];
  readonly #vertices: number[];

  constructor(brep: Brep) {
    this.faces = brep.faces.map((face, source) => ({ face, source }));
    this.edges = [...brep.edges];
    this.sources = brep.edges.map((_, index) => index);
    this.#vertices = [...brep.vertices];
  }

  /** Adds an edge that was none before. */
  addEdge(edge: Edge): number {
    this.sources.push(-1);
    return this.edges.push(edge) - 1;
  }

  /** Adds a vertex. */
  addVertex([x, y, z]: Iterable<number>): number {
    return this.#vertices.push(x, y, z) / 3 - 1;
  }

  /** Where a vertex is: 3 numbers. */
  vertex(index: number): number[] {
    return this.#vertices.slice(3 * index, 3 * index + 3);
  }

  /**
   * Splits an edge at a share of its range: the first part keeps its number, the second one is
   * new, and so is the vertex between them, but for an edge without length, which has one already.
   */
  splitEdge(index: number, share: number): void {
    const edge = this.edges[index], at = between(edge, share);
    const second = this.edges.length;
    const vertex = edge.degenerate ? edge.startVertex : this.addVertex(this.#pointOf(index, share));
    this.edges[index] = { ...edge, last: at, endVertex: vertex, endTolerance: 0 };
    this.edges.push({ ...edge, first: at, startVertex: vertex, startTolerance: 0 });
    this.sources.push(this.sources[index]);
    this.faces.forEach(({ face, source }, i) => {
      if (!face.loops.some((loop) => loop.some((coedge) => coedge.edge === index))) return;
      const loops = face.loops.map((loop) =>
        loop.flatMap((coedge) => coedge.edge === index ? halves(coedge, second, share) : [coedge])
      );
      this.faces[i] = { face: { ...face, loops }, source };
    });
  }

  #pointOf(index: number, share: number): Float64Array {
    const q = new Float64Array(6), brep = this.brep();
    const placed = edgeCurve(brep, brep.edges[index], edgeUses(brep)[index]);
    if (placed !== null) {
      placed.curve.d1(between(placed, share), q);
      applyToPoint(placed.location, q);
    }
    return q.slice(0, 3);
  }

  /** The body as it is now, with the books on which faces use which edges made anew. */
  brep(): Brep {
    const used: number[][] = this.edges.map(() => []);
    this.faces.forEach(({ face: { loops } }, face) => {
      for (const loop of loops) {
        for (const { edge } of loop) if (!used[edge].includes(face)) used[edge].push(face);
      }
    });
    return {
      faces: this.faces.map(({ face }) => face),
      edges: this.edges.map((edge, index) => ({ ...edge, faces: used[index] })),
      vertices: Float64Array.from(this.#vertices),
    };
  }
}

function between({ first, last }: { first: number; last: number }, share: number): number {
  return first + share * (last - first);
}

/** The two coedges of a split one, in the order in which the loop runs along them. */
function halves(coedge: Coedge, second: number, share: number): Coedge[] {
  const at = between(coedge, share);
  const parts = [{ ...coedge, last: at }, { ...coedge, edge: second, first: at }];
  return coedge.reversed ? parts.reverse() : parts;
}
