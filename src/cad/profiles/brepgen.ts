import type { Brep } from "../brep.ts";
import { closednessOf } from "../closedness.ts";
import type { Profile, ProfileMisfit } from "./profile.ts";

/** Faces, once closed ones are split, that the published code takes at most. */
const MOST_FACES = 70;

const ANOTHER = "Leave it out, or encode it by another profile";

/**
 * The inputs of BrepGen (Xu et al., SIGGRAPH 2024): grids of 32 x 32 points on faces and of 32 on
 * edges, both in boxes of -1 to 1, the corners where edges end, and which meet which, of a closed
 * body whose closed faces and edges are split.
 */
export const brepgen: Profile = {
  name: "brepgen",
  version: 1,
  description: "BrepGen: closed faces and edges split, 32 x 32 and 32 points, corners, adjacency",
  requires(brep, { split }) {
    const { closed, reason } = closednessOf(brep);
    if (!closed) {
      return {
        rule: "bodies that their faces close",
        found: `one that is open: ${reason}`,
        instead: ANOTHER,
      };
    }
    // A split body has no fewer faces.
    return tooMany(brep) ?? misfitOfParts(split(brep));
  },
  push(encoder) {
    encoder.pushSplitParts();
  },
};

function misfitOfParts(split: Brep | string): ProfileMisfit | undefined {
  if (typeof split !== "string") return tooMany(split);
  return {
    rule: "bodies whose closed faces and edges can be split with certainty",
    found: `one of which that cannot be said: ${split}`,
    instead: ANOTHER,
  };
}

function tooMany({ faces: { length } }: Brep): ProfileMisfit | undefined {
  if (length <= MOST_FACES) return undefined;
  return {
    rule: `bodies of at most ${MOST_FACES} faces, counted once closed ones are split`,
    found: `${length} faces`,
    limit: MOST_FACES,
    instead: ANOTHER,
  };
}
