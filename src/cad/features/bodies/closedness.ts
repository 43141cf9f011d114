/**
 * Whether a body's faces close around a volume.
 *
 * @module
 */
import type { Brep } from "../../brep.ts";

/** Whether a body is closed, and if not, why. */
export type Closedness =
  | { readonly closed: true; readonly reason: null }
  | { readonly closed: false; readonly reason: string };

/**
 * A body is closed where loops, run along with the faces' outer sides up, use each edge as often in one
 * direction as in the other: its faces then have no boundary together, whatever their number at an edge.
 * Edges without length bound nothing.
 */
export function closednessOf({ faces, edges }: Brep): Closedness {
  if (faces.length === 0) return { closed: false, reason: "it has no faces" };
  const balance = new Int32Array(edges.length), uses = new Int32Array(edges.length);
  for (const { loops, reversed: turned } of faces) {
    for (const loop of loops) {
      for (const { edge, reversed } of loop) {
        balance[edge] += reversed === turned ? 1 : -1;
        uses[edge]++;
      }
    }
  }
  const open = edges.findIndex(({ degenerate }, e) => !degenerate && balance[e] !== 0);
  if (open < 0) return { closed: true, reason: null };
  const count = edges.filter(({ degenerate }, e) => !degenerate && balance[e] !== 0).length;
  const how = uses[open] === 1
    ? "bounds one face only"
    : `is used ${uses[open]} times, not as often one way as the other`;
  return { closed: false, reason: `${count} of its edges are open: edge ${open} ${how}` };
}
