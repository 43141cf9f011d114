/**
 * A mesh as the arrays of a dataset.
 *
 * @module
 */
import type { ArraySpec } from "../../storage/array.ts";
import { type NewArrays, rowsOf } from "../features/array_pusher.ts";
import { ARRAYS } from "../features/arrays.ts";
import type { BodyMesh } from "./body_mesh.ts";
import type { MeshOptions } from "./mesh_options.ts";

/** The arrays of a mesh. */
const KEYS = [
  "mesh_points/positions",
  "face_mesh/triangles",
  "face_mesh/triangle_faces",
  "face_mesh/triangle_normals",
  "faces/face_triangle_counts",
  "edge_mesh/points",
  "edges/edge_point_counts",
] as const;

type MeshKey = typeof KEYS[number];

/** How many faces a sentence about skipped ones names. */
const MOST_NAMED = 3;

/** The specifications, with a tolerance that was given as attributes. */
export function meshSpecs(options: MeshOptions): Readonly<Record<MeshKey, ArraySpec>> {
  const specs = KEYS.map((key) => [
    key,
    Object.keys(options).length === 0
      ? ARRAYS[key]
      : { ...ARRAYS[key], attributes: { ...options } },
  ]);
  return Object.fromEntries(specs);
}

/** The arrays of one body's mesh. */
export function meshArrays(mesh: BodyMesh, faces: number): NewArrays<MeshKey> {
  const { points, triangles, triangleFaces, normals, edgePoints, edgeOffsets } = mesh;
  const counts = new Int32Array(faces);
  for (const face of triangleFaces) counts[face]++;
  return {
    "mesh_points/positions": rowsOf(Float32Array.from(points), 3),
    "face_mesh/triangles": rowsOf(Int32Array.from(triangles), 3),
    "face_mesh/triangle_faces": Int32Array.from(triangleFaces),
    "face_mesh/triangle_normals": rowsOf(normals, 3, 3),
    "faces/face_triangle_counts": counts,
    "edge_mesh/points": Int32Array.from(edgePoints),
    "edges/edge_point_counts": Int32Array.from(
      edgeOffsets.subarray(1),
      (end, edge) => end - edgeOffsets[edge],
    ),
  };
}

/** Which faces were skipped, and why, in one line; null where none was. */
export function skippedText({ skipped }: BodyMesh): string | null {
  if (skipped.length === 0) return null;
  const named = skipped.slice(0, MOST_NAMED).map(({ face, reason }) => `face ${face}: ${reason}`);
  if (skipped.length > MOST_NAMED) named.push(`and ${skipped.length - MOST_NAMED} more`);
  return named.join("; ");
}
