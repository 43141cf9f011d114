/**
 * What the numbers of an array are in space: which of them turn, move and grow with the body.
 *
 * @module
 */

/** What becomes of an array when its body is turned, moved or scaled. */
export interface ArrayGeometry {
  /** Where points begin in the last dimension: x, y and z, which turn, move and grow. */
  readonly points?: readonly number[];
  /** Where unit vectors begin in the last dimension: normals, tangents, axes, which only turn. */
  readonly vectors?: readonly number[];
  /** Where an array's component is a power of a length: 1 of lengths, 2 of areas, 3 of volumes. */
  readonly powers?: Readonly<Record<number, number>>;
  /** The whole row is a 3 x 3 tensor, such as one of inertia; `powers[0]` is its power. */
  readonly tensor?: boolean;
  /** The numbers belong to the axes of the file: a turned body does not have them. */
  readonly alongAxes?: boolean;
  /** The component that is 1 where the point lies on the face. */
  readonly mask?: number;
}

const POINTS: ArrayGeometry = { points: [0] };
const GRID: ArrayGeometry = { points: [0], vectors: [3], mask: 6 };
const LENGTH: ArrayGeometry = { powers: { 0: 1 } };
const AREA: ArrayGeometry = { powers: { 0: 2 } };
const FACE_CURVATURES: ArrayGeometry = { powers: { 0: -2, 1: -1, 2: -1, 3: -1 } };

const KNOWN: Readonly<Record<string, ArrayGeometry>> = {
  "faces/face_areas": AREA,
  "faces/face_centroids": POINTS,
  "faces/face_uv_grids": GRID,
  "faces/face_discretization": GRID,
  "faces/face_pair_samples": { points: [0], vectors: [3] },
  "faces/face_curvatures": FACE_CURVATURES,
  "faces/face_sample_curvatures": FACE_CURVATURES,
  "edges/edge_lengths": LENGTH,
  "edges/edge_u_grids": { points: [0], vectors: [3] },
  "edges/edge_curvatures": { powers: { 0: -1, 1: -1, 2: -1 } },
  "vertices/vertex_positions": POINTS,
  "mesh_points/positions": POINTS,
  "face_mesh/triangle_normals": { vectors: [0] },
  "bodies/body_areas": AREA,
  "bodies/body_centroids": POINTS,
  "bodies/body_boxes": { points: [0, 3], alongAxes: true },
  "bodies/body_diagonals": { ...LENGTH, alongAxes: true },
  "bodies/body_oriented_boxes": {
    points: [0],
    vectors: [3, 6, 9],
    powers: { 12: 1, 13: 1, 14: 1 },
  },
  "bodies/body_grid_origins": POINTS,
  "solids/solid_volumes": { powers: { 0: 3 } },
  "solids/solid_centers_of_mass": POINTS,
  "solids/solid_inertia": { tensor: true, powers: { 0: 5 } },
};

/**
 * What an array's numbers are in space; null where nothing is known of it, so that it stays as it
 * is stored.
 *
 * @param own what the user says of arrays of his own
 */
export function geometryOf(
  key: string,
  own: Readonly<Record<string, ArrayGeometry>> = {},
): ArrayGeometry | null {
  return own[key] ?? (Object.hasOwn(KNOWN, key) ? KNOWN[key] : null);
}
