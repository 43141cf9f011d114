import type { Profile } from "./profile.ts";

/**
 * The arrays of the datasets that HOOPS AI publishes, by the same names and codes; those of pairs
 * of faces where they are asked for.
 */
export const hoops: Profile = {
  name: "hoops",
  version: 1,
  description: "faces, edges and their graph as HOOPS AI's datasets have them",
  push(encoder, pairwise) {
    encoder.pushFaceIndices();
    encoder.pushFaceIds();
    encoder.pushFaceAttributes();
    encoder.pushFaceDiscretization(25);
    encoder.pushFaceGrid(10, 10);
    encoder.pushFaceNeighborsCount();
    encoder.pushEdgeIndices();
    encoder.pushEdgeAttributes();
    encoder.pushCurveGrid(10);
    encoder.pushFaceAdjacencyGraph();
    if (!pairwise) return;
    encoder.pushExtendedAdjacency();
    encoder.pushFacePairEdgesPath(16);
    encoder.pushAverageFacePairDistanceHistograms(5, 64);
    encoder.pushAverageFacePairAngleHistograms(5, 64);
  },
};
