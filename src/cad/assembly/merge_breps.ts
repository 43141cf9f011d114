/**
 * Several bodies as one.
 *
 * @module
 */
import type { Brep, Edge, Face } from "../brep.ts";

/**
 * Puts B-Reps one after the other: faces, edges and vertices keep their order and get the indices
 * that follow from it. Nothing is moved: each body stays in its own coordinates.
 */
export function mergeBreps(breps: readonly Brep[]): Brep {
  if (breps.length === 1) return breps[0];
  const faces: Face[] = [];
  const edges: Edge[] = [];
  const vertices = new Float64Array(breps.reduce((sum, brep) => sum + brep.vertices.length, 0));
  let vertexCount = 0;
  for (const brep of breps) {
    const [firstFace, firstEdge, firstVertex] = [faces.length, edges.length, vertexCount];
    const moveVertex = (vertex: number) => vertex < 0 ? vertex : vertex + firstVertex;
    for (const face of brep.faces) {
      const loops = face.loops.map((loop) =>
        loop.map((coedge) => ({ ...coedge, edge: coedge.edge + firstEdge }))
      );
      faces.push({ ...face, loops });
    }
    for (const edge of brep.edges) {
      edges.push({
        ...edge,
        startVertex: moveVertex(edge.startVertex),
        endVertex: moveVertex(edge.endVertex),
        faces: edge.faces.map((face) => face + firstFace),
      });
    }
    vertices.set(brep.vertices, 3 * firstVertex);
    vertexCount += brep.vertices.length / 3;
  }
  const { onBadFace } = breps[0] ?? {};
  return { faces, edges, vertices, ...(onBadFace === undefined ? {} : { onBadFace }) };
}
