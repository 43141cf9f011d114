import type { ProfileEncoder } from "./profile.ts";

/**
 * What models in the line of BRepNet are all fed with: kinds of faces and edges, coedges, sizes and
 * convexities, in the frame in which the body just fits into [-1, 1]^3.
 */
export function pushUnitFeatures(encoder: ProfileEncoder): void {
  encoder.pushFaceIds();
  encoder.pushFaceAttributes();
  encoder.pushFaceShapes();
  encoder.pushEdgeAttributes();
  encoder.pushEdgeShapes();
  encoder.pushVertices();
  encoder.pushCoedges();
  encoder.pushUnitFrame();
  encoder.pushUnitFaces();
  encoder.pushUnitEdges();
  encoder.pushSampledConvexities();
}
