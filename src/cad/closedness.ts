/**
 * Whether a body's faces close around a volume: the one answer to that question.
 *
 * @module
 */
import type { Brep } from "./brep.ts";

/** Whether a body is closed, and if not, why. */
type Closedness =
  | { readonly closed: true; readonly reason: null }
  | { readonly closed: false; readonly reason: string };

/** How the loops of a body use its edges, one number an edge. */
interface EdgeUseCounts {
  /** How often the edge is used; a seam, twice by one face. */
  readonly uses: Int32Array;
  /** How much more often it is run along in its own direction than against it. */
  readonly balance: Int32Array;
}

/** Counts the uses of each edge by loops that are run along with the faces' outer sides up. */
export function countEdgeUses({ faces, edges }: Brep): EdgeUseCounts {
  const uses = new Int32Array(edges.length), balance = new Int32Array(edges.length);
  for (const { loops, reversed: turned } of faces) {
    for (const loop of loops) {
      for (const { edge, reversed } of loop) {
        uses[edge]++;
        balance[edge] += reversed === turned ? 1 : -1;
      }
    }
  }
  return { uses, balance };
}

/**
 * A body is closed where it has faces, and these have no boundary together: loops, run along with
 * the faces' outer sides up, use each edge as often in one direction as in the other, whatever
 * their number at an edge. Only then is there an inside that the integral over the faces measures.
 * A face that is turned inside out leaves its edges open. Edges without length bound nothing.
 *
 * By topology alone: faces that meet by name may leave a gap in space ({@linkcode massOf}).
 *
 * @param counts what {@linkcode countEdgeUses} gives of the body
 */
export function closednessOf(brep: Brep, counts: EdgeUseCounts = countEdgeUses(brep)): Closedness {
  const { faces, edges } = brep, { uses, balance } = counts;
  if (faces.length === 0) return { closed: false, reason: "it has no faces" };
  const open: number[] = [];
  for (let edge = 0; edge < edges.length; edge++) {
    if (!edges[edge].degenerate && balance[edge] !== 0) open.push(edge);
  }
  if (open.length === 0) return { closed: true, reason: null };
  const [first] = open;
  const how = uses[first] === 1
    ? "bounds one face only"
    : `is used ${uses[first]} times, not as often one way as the other`;
  return { closed: false, reason: `${open.length} of its edges are open: edge ${first} ${how}` };
}
