/**
 * A body's boundary representation as triangles.
 *
 * @module
 */
import type { Brep } from "../brep.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import type { BodyMesh } from "./body_mesh.ts";
import { EdgePoints } from "./edge_points.ts";
import { type FaceMesh, FaceMesher } from "./face_mesh.ts";
import { type MeshOptions, meshTolerance } from "./mesh_options.ts";
import { PointPool } from "./point_pool.ts";

/** Edges are made finer this often where faces cannot be meshed with them as they are. */
const FINER_ROUNDS = 3;

/**
 * Meshes a body. Edges are sampled once, so that the triangles of the faces that meet there share
 * their points; the inside of each face is triangulated in the parameters of its surface, and
 * refined until triangles lie within the tolerance. Faces that cannot be meshed so are left out,
 * and told with the reason.
 *
 * @throws UsageError for an option that there is not, or a value that it cannot have
 *
 * @example
 * ```ts
 * import { meshBody } from "trunnion";
 *
 * const mesh = meshBody({ faces: [], edges: [], vertices: new Float64Array() });
 * console.log(mesh.triangles.length / 3); // 0
 * ```
 */
export function meshBody(brep: Brep, options: MeshOptions = {}): BodyMesh {
  return meshGeometry(new BodyGeometry(brep, "keep"), options);
}

/** The same of a body of which something is known already. */
export function meshGeometry(geometry: BodyGeometry, options: MeshOptions = {}): BodyMesh {
  const { faces, edges } = geometry.brep;
  const tolerance = meshTolerance(options, geometry.diagonal);
  const pool = new PointPool();
  const runs = new EdgePoints(geometry, tolerance, pool);
  const mesher = new FaceMesher(geometry, runs, pool, tolerance);
  const meshes: FaceMesh[] = new Array(faces.length);
  let open = new Set(faces.keys());
  for (let round = 0; open.size > 0; round++) {
    const coarse = new Set<number>();
    for (const face of open) {
      const mesh = meshes[face] = mesher.mesh(face);
      if (mesh.fault === null || !mesh.finer || round === FINER_ROUNDS) continue;
      for (const loop of faces[face].loops) for (const { edge } of loop) coarse.add(edge);
    }
    open = new Set();
    for (const edge of coarse) {
      runs.refine(edge);
      for (const face of edges[edge].faces) open.add(face);
    }
  }
  return assemble(meshes, edges.map((_, edge) => runs.of(edge)?.points ?? []), pool);
}

/** Puts the faces together: only the points that are used, those of edges first. */
function assemble(
  meshes: readonly FaceMesh[],
  runs: readonly (readonly number[])[],
  pool: PointPool,
): BodyMesh {
  const rows = new Int32Array(pool.count).fill(-1), used: number[] = [];
  const rowOf = (point: number): number => {
    if (rows[point] < 0) rows[point] = used.push(point) - 1;
    return rows[point];
  };
  const edgeOffsets = new Uint32Array(runs.length + 1);
  runs.forEach((run, edge) => edgeOffsets[edge + 1] = edgeOffsets[edge] + run.length);
  const edgePoints = Uint32Array.from(runs.flat(), rowOf);
  const skipped: { face: number; reason: string }[] = [];
  let count = 0;
  for (const mesh of meshes) if (mesh.fault === null) count += mesh.triangles.length;
  const triangles = new Uint32Array(count), triangleFaces = new Uint32Array(count / 3);
  const normals = new Float32Array(3 * count);
  let at = 0;
  meshes.forEach((mesh, face) => {
    if (mesh.fault !== null) return void skipped.push({ face, reason: mesh.fault });
    normals.set(mesh.normals, 3 * at);
    triangleFaces.fill(face, at / 3, (at + mesh.triangles.length) / 3);
    for (const point of mesh.triangles) triangles[at++] = rowOf(point);
  });
  const points = new Float64Array(3 * used.length);
  used.forEach((point, row) => {
    points.set(pool.places.subarray(3 * point, 3 * point + 3), 3 * row);
  });
  return { points, triangles, triangleFaces, normals, edgePoints, edgeOffsets, skipped };
}
