import type { Brep } from "../../src/cad/brep.ts";
import { BodyEncoder } from "../../src/cad/encode/body_encoder.ts";
import type { EncodedArrays } from "../../src/cad/features/array_pusher.ts";

/** All arrays that there are, but those of the mesh. */
export function allArrays(brep: Brep): EncodedArrays {
  const encoder = new BodyEncoder(brep);
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
    ...encoder.pushExtendedAdjacency(),
    ...encoder.pushFacePairEdgesPath(),
    ...encoder.pushAverageFacePairDistanceHistograms(),
    ...encoder.pushAverageFacePairAngleHistograms(),
    ...encoder.pushVertices(),
    ...encoder.pushCoedges(),
    ...encoder.pushDirectedGraph(),
    ...encoder.pushBodyAttributes(),
    ...encoder.pushFingerprint(),
  };
}
