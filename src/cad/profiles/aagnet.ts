import { closedManifoldMisfit } from "./closed_manifold.ts";
import type { Profile, ProfileMisfit } from "./profile.ts";
import type { Brep } from "../brep.ts";
import { pushUnitFeatures } from "./unit_features.ts";

/**
 * The inputs of AAGNet (Wu et al., 2024), in the frame in which the body just fits into
 * [-1, 1]^3: types, areas and centroids of faces, grids of 5 x 5 points on them, types, lengths and
 * convexities of edges, and which faces they lie between.
 */
export const aagnet: Profile = {
  name: "aagnet",
  version: 1,
  description: "AAGNet: face attributes and grids 7 x 5 x 5, edge attributes, in [-1, 1]^3",
  requires(brep) {
    return closedManifoldMisfit(brep) ?? lonelyFace(brep);
  },
  push(encoder) {
    pushUnitFeatures(encoder);
    encoder.pushInsideGrid(5, 5);
  },
};

/** Of a graph without arcs the published code makes no sample. */
function lonelyFace({ edges }: Brep): ProfileMisfit | undefined {
  if (edges.some(({ faces }) => faces.length === 2)) return undefined;
  return {
    rule: "bodies with two faces that meet",
    found: "none that do",
    instead: "Leave it out",
  };
}
