/**
 * The edges of a body at which two of its faces meet.
 *
 * @module
 */
import type { Brep } from "../../brep.ts";
import { edgeUses } from "../adjacency.ts";

/** An edge with a face on either side. */
export interface SplitEdge {
  /** The edge in the body. */
  readonly index: number;
  /** The first face that uses it: on the left of the edge, as that face's loop runs along it. */
  readonly left: number;
  /** The other face. */
  readonly right: number;
  /** Whether that loop, seen from outside, runs against the edge's own direction. */
  readonly reversed: boolean;
}

/**
 * The edges with length that two different faces run along in opposite directions, in the order of
 * their first use. Others, a slit in one face for one, are left out.
 */
export function splitEdges(brep: Brep): SplitEdge[] {
  return edgeUses(brep).flatMap((uses, index) => {
    if (brep.edges[index].degenerate || uses.length !== 2) return [];
    const [one, other] = uses.map(({ face, coedge }) => ({
      face,
      reversed: coedge.reversed !== brep.faces[face].reversed,
    }));
    if (one.face === other.face || one.reversed === other.reversed) return [];
    return [{ index, left: one.face, right: other.face, reversed: one.reversed }];
  });
}
