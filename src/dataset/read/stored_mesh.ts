/** The mesh of a sample that the dataset holds. @module */
import type { BodyMesh } from "../../cad/mesh/body_mesh.ts";
import type { DatasetReader } from "./reader.ts";

const POINTS = ["mesh_points", "positions"] as const;
const TRIANGLES = ["face_mesh", "triangles"] as const;
const FACES = ["face_mesh", "triangle_faces"] as const;
const NORMALS = ["face_mesh", "triangle_normals"] as const;
const EDGE_POINTS = ["edge_mesh", "points"] as const;
const EDGE_COUNTS = ["edges", "edge_point_counts"] as const;
const FACE_COUNTS = ["faces", "face_triangle_counts"] as const;

/** Whether the dataset holds meshes, as `pushFaceMesh` stores them. */
export function hasMeshes({ arrays }: DatasetReader): boolean {
  return [POINTS, TRIANGLES, FACES, NORMALS, EDGE_POINTS, EDGE_COUNTS, FACE_COUNTS].every(
    ([group, name]) => arrays.groups().includes(group) && arrays.find(group, name) !== null,
  );
}

/**
 * The mesh of a sample, from the arrays of a dataset that has them. Why a face was skipped is in
 * the infoset's `mesh_skipped`.
 *
 * @param sample the position in the dataset
 */
export async function storedMesh(reader: DatasetReader, sample: number): Promise<BodyMesh> {
  const read = async ([group, name]: readonly [string, string]) => {
    const { offsets } = await reader.layout(reader.arrays.find(group, name)!);
    return (await reader.read(group, name, [offsets[sample], offsets[sample + 1]])).data;
  };
  const [points, triangles, faces, normals, edgePoints, edgeCounts, faceCounts] = await Promise.all(
    [POINTS, TRIANGLES, FACES, NORMALS, EDGE_POINTS, EDGE_COUNTS, FACE_COUNTS].map(read),
  );
  const edgeOffsets = new Uint32Array(edgeCounts.length + 1);
  edgeCounts.forEach((count, edge) => edgeOffsets[edge + 1] = edgeOffsets[edge] + Number(count));
  const skipped = Array.from(faceCounts, Number).flatMap((count, face) =>
    count > 0 ? [] : [{ face, reason: "it has no triangles in the dataset" }]
  );
  return {
    points: Float64Array.from(points, Number),
    triangles: Uint32Array.from(triangles, Number),
    triangleFaces: Uint32Array.from(faces, Number),
    normals: Float32Array.from(normals, Number),
    edgePoints: Uint32Array.from(edgePoints, Number),
    edgeOffsets,
    skipped,
  };
}
