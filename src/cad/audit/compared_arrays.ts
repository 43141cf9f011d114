/**
 * The arrays that two readings of one body are held against each other by.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import { BrepEncoder, type EncodedArrays } from "../encode/brep_encoder.ts";

/**
 * Faces up to which pairs of them are compared. What is said of pairs follows from the faces and
 * the graph, which are compared in any case; of a thousand faces it would take 600 MB.
 */
const MOST_PAIRED = 150;

/**
 * All that the encoder makes of a body, but its mesh.
 *
 * @param mostPaired faces up to which there are arrays of pairs
 */
export function comparedArrays(brep: Brep, mostPaired: number = MOST_PAIRED): EncodedArrays {
  const encoder = new BrepEncoder(brep);
  return {
    ...encoder.pushFaceIndices(),
    ...encoder.pushFaceIds(),
    ...encoder.pushFaceAttributes(),
    ...encoder.pushFaceGrid(),
    ...encoder.pushFaceNeighborsCount(),
    ...encoder.pushFaceShapes(),
    ...encoder.pushFaceCurvatures(),
    ...encoder.pushFaceDiscretization(),
    ...encoder.pushEdgeIndices(),
    ...encoder.pushEdgeAttributes(),
    ...encoder.pushEdgeShapes(),
    ...encoder.pushEdgeCurvatures(),
    ...encoder.pushCurveGrid(),
    ...encoder.pushFaceAdjacencyGraph(),
    ...brep.faces.length > mostPaired ? {} : {
      ...encoder.pushExtendedAdjacency(),
      ...encoder.pushFacePairEdgesPath(),
      ...encoder.pushAverageFacePairDistanceHistograms(),
      ...encoder.pushAverageFacePairAngleHistograms(),
    },
    ...encoder.pushVertices(),
    ...encoder.pushCoedges(),
    ...encoder.pushDirectedGraph(),
    ...encoder.pushBodyAttributes(),
    ...encoder.pushFingerprint(),
  };
}
