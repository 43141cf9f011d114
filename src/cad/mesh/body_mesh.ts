/**
 * A body as triangles.
 *
 * @module
 */

/** A face that has no triangles, and why. */
export interface SkippedFace {
  /** Index of the face in {@linkcode Brep.faces}. */
  readonly face: number;
  /** What could not be done, as a sentence. */
  readonly reason: string;
}

/**
 * The triangles of one body, in the body's coordinates and the model's length unit (`"mm"`, unless
 * the loader was told to keep the file's).
 *
 * Points on an edge are shared by all faces that meet there, so that the triangles close wherever
 * the faces do. Rows of faces and edges are those of the body.
 */
export interface BodyMesh {
  /** Positions of the points: (n,3). */
  readonly points: Float64Array;
  /** Three rows of points each, counterclockwise as seen from outside: (m,3), face by face. */
  readonly triangles: Uint32Array;
  /** The face that a triangle is of: (m). Faces that were skipped have none. */
  readonly triangleFaces: Uint32Array;
  /** Unit normals of the surface at a triangle's corners, pointing outwards: (m,3,3). */
  readonly normals: Float32Array;
  /** Rows of the points along each edge, from its start to its end, edge after edge. */
  readonly edgePoints: Uint32Array;
  /** Where each edge begins in {@linkcode edgePoints}, and the end of the last: (edges + 1). */
  readonly edgeOffsets: Uint32Array;
  /** The faces that have no triangles, ascending. */
  readonly skipped: readonly SkippedFace[];
}
