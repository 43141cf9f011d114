import { closedManifoldMisfit } from "./closed_manifold.ts";
import { misfitOfGraph } from "./graph_rules.ts";
import type { Profile } from "./profile.ts";
import { pushUnitFeatures } from "./unit_features.ts";

/** Edges of a path that the model follows. */
const PATH = 16;

/**
 * The inputs of BRepFormer (Dai et al., ICMR 2025), in the frame in which the body just fits into
 * [-1, 1]^3: types, areas, centroids and grids of faces, types, lengths, convexities and grids of
 * coedges, and for each pair of faces the angle between their mean normals, the distance of their
 * centroids, hops and path.
 */
export const brepformer: Profile = {
  name: "brepformer",
  version: 1,
  description: "BRepFormer: face grids 10 x 10 x 7, coedge grids 10 x 12, every pair of faces",
  requires: (brep) => closedManifoldMisfit(brep) ?? misfitOfGraph(brep),
  push(encoder) {
    pushUnitFeatures(encoder);
    encoder.pushFaceAdjacencyGraph();
    encoder.pushInsideGrid(10, 10);
    encoder.pushCoedgeGrids(10);
    encoder.pushExtendedAdjacency();
    encoder.pushFacePairEdgesPath(PATH);
    encoder.pushMeanNormalAngles(10, 10);
    encoder.pushUnitCentroidDistances();
  },
};
