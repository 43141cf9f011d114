/**
 * The rule of models that walk along coedges: every edge lies between two of them.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import { closednessOf, countEdgeUses } from "../closedness.ts";
import type { ProfileMisfit } from "./profile.ts";

/**
 * Why a body is no closed manifold: it has no faces, a face without a loop, an open edge, or an
 * edge of more than two coedges. A pole, an edge without length, may have one.
 */
export function closedManifoldMisfit(brep: Brep): ProfileMisfit | undefined {
  const counts = countEdgeUses(brep), { closed, reason } = closednessOf(brep, counts);
  if (!closed) {
    return {
      rule: "closed bodies",
      found: `one that is open: ${reason}`,
      instead: "Close it where it was made, or leave it out",
    };
  }
  const crowded = counts.uses.findIndex((uses) => uses > 2);
  if (crowded >= 0) {
    return {
      rule: "bodies whose edges lie between two faces, or twice on one",
      found: `edge ${crowded}, which faces use ${counts.uses[crowded]} times`,
      limit: 2,
      instead: "Divide it into bodies that do not touch, or leave it out",
    };
  }
  const bare = brep.faces.findIndex(({ loops }) => loops.length === 0);
  if (bare < 0) return undefined;
  return {
    rule: "bodies whose faces all have loops",
    found: `face ${bare}, which has none`,
    instead: "Export the part again with trimmed faces, or leave it out",
  };
}
