import { misfitOfCounts, misfitOfGraph, misfitOfNumbers } from "./graph_rules.ts";
import type { Profile } from "./profile.ts";
import { refuseMisfit } from "./profile_error.ts";

/**
 * Rows of the tables in which the published model looks up the loops of a face and its edges to
 * others; the first row is for none.
 */
const MOST = { loops: 255, arcs: 127 };
/** Edges of a path that the model follows, and bins of its histograms. */
const [PATH, BINS] = [16, 64];

/**
 * The inputs of BrepMFR (Zhang et al., Computer Aided Geometric Design 111, 2024): grids of 5 x 5
 * points on faces and of 5 on edges in the body's unit frame, attributes of both, and for each pair
 * of faces hops, path, and histograms of distances and angles.
 */
export const brepmfr: Profile = {
  name: "brepmfr",
  version: 1,
  description: "BrepMFR: face grids 5 x 5 x 7, edge grids 5 x 6, attributes, every pair of faces",
  requires: (brep) => misfitOfGraph(brep) ?? misfitOfCounts(brep, MOST),
  push(encoder) {
    encoder.pushFaceIds();
    const known = {
      ...encoder.pushFaceAttributes(),
      ...encoder.pushEdgeAttributes(),
      ...encoder.pushFaceAdjacencyGraph(),
    };
    refuseMisfit(brepmfr, misfitOfNumbers(known));
    encoder.pushUnitFrame();
    encoder.pushUnitFaceGrid(5, 5, "occwl");
    encoder.pushUnitFaces();
    encoder.pushFaceNeighborsCount();
    encoder.pushUnitCurveGrid(5);
    encoder.pushUnitEdges();
    encoder.pushCoedges();
    encoder.pushExtendedAdjacency();
    encoder.pushFacePairEdgesPath(PATH);
    encoder.pushAverageFacePairDistanceHistograms(5, BINS);
    encoder.pushAverageFacePairAngleHistograms(5, BINS);
  },
};
