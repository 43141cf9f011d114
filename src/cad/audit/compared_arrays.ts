/**
 * The arrays that two readings of one body are held against each other by.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import { BodyEncoder } from "../encode/body_encoder.ts";
import type { EncodedArrays } from "../features/array_pusher.ts";

/**
 * All that is measured on a body's faces, edges and vertices themselves: places, shapes, trims,
 * senses, and how they hang together.
 *
 * All other arrays are made of the same faces and edges by the same code for both readers: pairs of
 * faces of points on them and of the graph, masses and boxes of areas and normals. They say no more
 * of a reader, and take three times as long.
 */
export function comparedArrays(brep: Brep): EncodedArrays {
  const encoder = new BodyEncoder(brep);
  return {
    ...encoder.pushFaceIds(),
    ...encoder.pushFaceAttributes(),
    ...encoder.pushFaceGrid(),
    ...encoder.pushFaceShapes(),
    ...encoder.pushFaceCurvatures(),
    ...encoder.pushFaceDiscretization(),
    ...encoder.pushEdgeAttributes(),
    ...encoder.pushEdgeCurvatures(),
    ...encoder.pushCurveGrid(),
    ...encoder.pushFaceAdjacencyGraph(),
    ...encoder.pushVertices(),
    ...encoder.pushCoedges(),
  };
}
