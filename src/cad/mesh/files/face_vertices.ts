/**
 * The triangles of a mesh with vertices of their own for each face, as graphics wants them.
 *
 * @module
 */
import type { BodyMesh } from "../body_mesh.ts";

/** Vertices with a normal each. */
interface FaceVertices {
  /** The point of each vertex: a row of {@linkcode BodyMesh.points}. */
  readonly points: Uint32Array;
  /** The face of each vertex. */
  readonly faces: Uint32Array;
  /** Unit normals, three numbers a vertex. */
  readonly normals: Float32Array;
  /** Three vertices a triangle, in the order of {@linkcode BodyMesh.triangles}. */
  readonly indices: Uint32Array;
}

/** Normals at one point of one face are one where they differ by less, in square. */
const SAME = 1e-6;

/** Gives each face its own vertices, so that their normals can be those of the face. */
export function faceVertices({ triangles, triangleFaces, normals }: BodyMesh): FaceVertices {
  const points: number[] = [], faces: number[] = [], kept: number[] = [];
  const indices = new Uint32Array(triangles.length);
  let known = new Map<number, number[]>();
  for (let i = 0; i < triangles.length; i++) {
    const face = triangleFaces[(i - i % 3) / 3];
    if (faces.length > 0 && faces[faces.length - 1] !== face) known = new Map();
    const point = triangles[i], x = normals[3 * i], y = normals[3 * i + 1], z = normals[3 * i + 2];
    let vertices = known.get(point);
    if (vertices === undefined) known.set(point, vertices = []);
    let vertex = vertices.find((at) =>
      (kept[3 * at] - x) ** 2 + (kept[3 * at + 1] - y) ** 2 + (kept[3 * at + 2] - z) ** 2 < SAME
    );
    if (vertex === undefined) {
      vertices.push(vertex = points.length);
      points.push(point);
      faces.push(face);
      kept.push(x, y, z);
    }
    indices[i] = vertex;
  }
  return {
    points: Uint32Array.from(points),
    faces: Uint32Array.from(faces),
    normals: Float32Array.from(kept),
    indices,
  };
}
