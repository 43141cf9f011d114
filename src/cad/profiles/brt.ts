import { closednessOf } from "../closedness.ts";
import type { Profile } from "./profile.ts";

/** Faces that the published code takes at most. */
const MOST_FACES = 100;

const ANOTHER = "Leave it out, or encode it by another profile";

/**
 * The inputs of BRT (Zou and Zhu, Computer-Aided Design 2025) by its rectangles: Bezier patches of
 * 4 x 4 control points on faces, arcs of 11 on edges, and the coedges of the loops.
 */
export const brt: Profile = {
  name: "brt",
  version: 1,
  description: "BRT: Bezier patches of 4 x 4 points, arcs of 11, coedges",
  requires(brep, { patches }) {
    const { faces: { length } } = brep, { closed, reason } = closednessOf(brep);
    if (!closed) {
      return {
        rule: "bodies that their faces close",
        found: `one that is open: ${reason}`,
        instead: ANOTHER,
      };
    }
    if (length > MOST_FACES) {
      return {
        rule: `bodies of at most ${MOST_FACES} faces`,
        found: `${length} faces`,
        limit: MOST_FACES,
        instead: ANOTHER,
      };
    }
    const why = patches(brep);
    if (why === null) return undefined;
    return {
      rule: "bodies whose faces and edges are Bezier patches and arcs",
      found: `one of which that is not so: ${why}`,
      instead: ANOTHER,
    };
  },
  push(encoder) {
    encoder.pushBezierPatches();
    encoder.pushCoedges();
  },
};
