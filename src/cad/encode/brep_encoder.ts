/**
 * Turns the boundary representation of one body into arrays.
 *
 * @module
 */
import type { EncodedArrays } from "../features/array_pusher.ts";
import { meshArrays, meshSpecs, skippedText } from "../mesh/mesh_arrays.ts";
import { meshGeometry } from "../mesh/mesh_body.ts";
import type { MeshOptions } from "../mesh/mesh_options.ts";
import { BodyEncoder } from "./body_encoder.ts";

export type { EncodedArrays, EncoderStorage } from "../features/array_pusher.ts";
export { ENCODER_OPTIONS, type EncoderOptions } from "./body_encoder.ts";

/**
 * Computes the features of a body's faces and edges.
 *
 * Every method computes its arrays once, saves them where a storage was given, and returns them.
 * Rows of faces are in the order of `brep.faces` and rows of edges in that of `brep.edges`, so that
 * indices are those of the body. Lengths are in the model's unit. Everything is computed in double
 * precision and rounded to the array's type at the end; a value that is not finite then is an
 * error that names the array and the row.
 *
 * @example Areas without a storage
 * ```ts
 * import { BrepEncoder } from "trunnion";
 *
 * const empty = new BrepEncoder({ faces: [], edges: [], vertices: new Float64Array() });
 * const { "faces/face_areas": areas } = empty.pushFaceAttributes();
 * console.log(areas.shape); // [0]
 * ```
 */
export class BrepEncoder extends BodyEncoder {
  /**
   * The body as triangles ({@linkcode meshBody}): `mesh_points/positions` (N,3), float32;
   * `face_mesh/triangles` (T,3), int32: rows of those points, counterclockwise as seen from
   * outside; `triangle_faces` (T), int32; `triangle_normals` (T,3,3), float32: outward unit normals
   * of the surface at the corners; `faces/face_triangle_counts` (F), int32: triangles come face by
   * face; `edge_mesh/points` (K), int32: rows of points along the edges, `edges/edge_point_counts`
   * (E), int32, of them edge by edge. All indices count within the body.
   *
   * Faces that cannot be meshed have no triangles; the metadata `mesh_skipped` says why.
   */
  pushFaceMesh(options: MeshOptions = {}): EncodedArrays {
    const { chordal = "", angular = "" } = options;
    return this.arrays.push(`face mesh ${chordal} ${angular}`, meshSpecs(options), () => {
      const mesh = meshGeometry(this.geometry, options), skipped = skippedText(mesh);
      if (skipped !== null) this.arrays.saveMetadata("mesh_skipped", skipped);
      return meshArrays(mesh, this.geometry.brep.faces.length);
    });
  }
}
