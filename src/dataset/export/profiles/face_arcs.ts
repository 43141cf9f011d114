/** The arcs of a body's graph of faces, each along an edge as its source runs. @module */
import { CURVE_COMPONENTS } from "../../../cad/features/edges/curve_grid.ts";
import type { NdArray } from "../../../storage/array.ts";

/** The coedges of a body, as arcs are made of them. */
export type CoedgeArrays = Readonly<
  Record<"coedges/coedge_face" | "coedges/coedge_edge" | "coedges/coedge_reversed", NdArray>
>;

/** An edge between two faces, as one of them runs along it: with its own side on the left. */
export interface FaceArc {
  /** The face that the arc leaves, on the left of the edge as it is run along. */
  readonly source: number;
  /** The face that it enters, on the right. */
  readonly destination: number;
  readonly edge: number;
  /** The coedge of the source. */
  readonly coedge: number;
  /** Whether the edge is run along against its own direction. */
  readonly flipped: boolean;
}

/**
 * An arc there and an arc back for each edge in which two faces meet, in the order of edges. An
 * edge whose faces run along it the same way, or of more than two coedges, gives none.
 */
export function faceArcs(arrays: CoedgeArrays, edges: number): FaceArc[] {
  const face = arrays["coedges/coedge_face"].data, edge = arrays["coedges/coedge_edge"].data;
  const reversed = arrays["coedges/coedge_reversed"].data;
  const coedges: number[][] = Array.from({ length: edges }, () => []);
  for (let c = 0; c < edge.length; c++) coedges[Number(edge[c])].push(c);
  const arcs: FaceArc[] = [];
  coedges.forEach(([a, b, more], index) => {
    if (b === undefined || more !== undefined) return;
    if (face[a] === face[b] || reversed[a] === reversed[b]) return;
    const ends = { there: Number(face[a]), back: Number(face[b]) };
    arcs.push(
      {
        source: ends.there,
        destination: ends.back,
        edge: index,
        coedge: a,
        flipped: Number(reversed[a]) === 1,
      },
      {
        source: ends.back,
        destination: ends.there,
        edge: index,
        coedge: b,
        flipped: Number(reversed[b]) === 1,
      },
    );
  });
  return arcs;
}

/**
 * The arcs of graphs that have at most one from a face to another: the last where two faces meet in
 * several edges. Those that leave the same face stand together, by the first edge of each pair.
 */
export function oneForEachPair(arcs: readonly FaceArc[]): FaceArc[] {
  const last = new Map<string, FaceArc>();
  for (const arc of arcs) last.set(`${arc.source} ${arc.destination}`, arc);
  return [...last.values()].sort((a, b) => a.source - b.source);
}

/**
 * Writes the grid of an edge as an arc runs along it: where that is against the edge, the points
 * the other way round with tangents that point there.
 *
 * @param own the grids of all edges
 * @param width numbers of a point in `out`, of which points and tangents are the first six
 */
export function writeArcGrid(
  { edge, flipped }: FaceArc,
  own: Float32Array,
  points: number,
  out: Float32Array,
  at: number,
  width: number = CURVE_COMPONENTS,
): void {
  const first = edge * points * CURVE_COMPONENTS;
  for (let i = 0; i < points; i++) {
    const from = first + (flipped ? points - 1 - i : i) * CURVE_COMPONENTS, to = at + i * width;
    for (let k = 0; k < 3; k++) out[to + k] = own[from + k];
    // Not -0: equal directions are equal bytes.
    for (let k = 3; k < 6; k++) {
      out[to + k] = flipped && own[from + k] !== 0 ? -own[from + k] : own[from + k];
    }
  }
}
