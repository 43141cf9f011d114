/**
 * The arrays that the encoder writes: one table, from which every array takes its specification.
 *
 * @module
 */
import type { ArraySpec } from "../../storage/array.ts";

/** The specification of each array, by its key in a file. */
export const ARRAYS = {
  "faces/face_indices": {
    dims: ["face"],
    dtype: "int32",
    description: "index of the face in its body",
  },
  "faces/face_types": { dims: ["face"], dtype: "int32", description: "kind of the surface" },
  "faces/face_areas": { dims: ["face"], dtype: "float32", description: "area" },
  "faces/face_loops": { dims: ["face"], dtype: "int32", description: "number of loops" },
  "faces/face_centroids": {
    dims: ["face", "dim"],
    dtype: "float32",
    description: "centre of gravity of the face",
  },
  "faces/face_uv_grids": {
    dims: ["face", "uv_x", "uv_y", "component"],
    dtype: "float32",
    description: "x, y, z, outward normal, 1 inside or on the boundary",
  },
  "faces/face_neighborscount": {
    dims: ["face"],
    dtype: "int32",
    description: "number of other faces that share an edge",
  },
  "faces/face_discretization": {
    dims: ["face", "sample", "component"],
    dtype: "float32",
    description: "random points: x, y, z, outward normal, 1 on the face",
  },
  "faces/face_pair_samples": {
    dims: ["face", "sample", "component"],
    dtype: "float32",
    description: "points that pairs of faces are compared by: x, y, z, outward normal",
  },
  "faces/face_valid": {
    dims: ["face"],
    dtype: "uint8",
    description: "1 where the face can be measured, 0 where its floats are NaN",
  },
  "faces/face_entity_ids": {
    dims: ["face"],
    dtype: "int64",
    description: "number of the face in the file, 0 where it has none",
  },
  "edges/edge_indices": {
    dims: ["edge"],
    dtype: "int32",
    description: "index of the edge in its body",
  },
  "edges/edge_types": { dims: ["edge"], dtype: "int32", description: "kind of the curve" },
  "edges/edge_lengths": { dims: ["edge"], dtype: "float32", description: "length" },
  "edges/edge_convexities": {
    dims: ["edge"],
    dtype: "int32",
    description: "0 none, 1 convex, 2 concave, 3 smooth",
  },
  "edges/edge_dihedral_angles": {
    dims: ["edge"],
    dtype: "float32",
    description: "radians between the outward normals, + convex, - concave",
  },
  "edges/edge_u_grids": {
    dims: ["edge", "u", "component"],
    dtype: "float32",
    description: "x, y, z, unit tangent",
  },
  "graph/edges_source": {
    dims: ["edge"],
    dtype: "int32",
    description: "first face of the edge",
  },
  "graph/edges_destination": {
    dims: ["edge"],
    dtype: "int32",
    description: "second face of the edge, the first again where it has one",
  },
  "faceface/extended_adjacency": {
    dims: ["facepair"],
    dtype: "float32",
    description: "edges on the shortest path between the faces, -1 where there is none",
  },
  "faceface/face_pair_edges_path": {
    dims: ["facepair", "dim_path"],
    dtype: "int32",
    description: "the edges on that path in order, filled with -1",
  },
  "faceface/d2_distance": {
    dims: ["facepair", "bin"],
    dtype: "float32",
    description: "histogram of distances between points of the faces over the box's diagonal",
  },
  "faceface/a3_distance": {
    dims: ["facepair", "bin"],
    dtype: "float32",
    description: "histogram of angles between normals of the faces over pi",
  },
  "faceface/mean_normal_angles": {
    dims: ["facepair"],
    dtype: "float32",
    description: "degrees between the faces' mean normals, 90 where one has none",
  },
  "faceface/unit_centroid_distances": {
    dims: ["facepair"],
    dtype: "float32",
    description: "between the faces' centres of gravity where the box fits into [-1, 1]^3",
  },
  "faceface/pair_source": {
    dims: ["facepair"],
    dtype: "int32",
    description: "first face of a sparse pair",
  },
  "faceface/pair_destination": {
    dims: ["facepair"],
    dtype: "int32",
    description: "second face of a sparse pair",
  },
  "faces/face_uv_bounds": {
    dims: ["face", "bound"],
    dtype: "float32",
    description: "least and greatest u, least and greatest v of the trimmed face",
  },
  "faces/face_closed": {
    dims: ["face", "direction"],
    dtype: "int32",
    description: "1 where the face closes on itself in u, in v",
  },
  "faces/face_rational": {
    dims: ["face"],
    dtype: "int32",
    description: "1 of a B-spline with weights",
  },
  "faces/face_unit_areas": {
    dims: ["face"],
    dtype: "float32",
    description: "area where the body's box fits into [-1, 1]^3",
  },
  "faces/face_unit_centroids": {
    dims: ["face", "dim"],
    dtype: "float32",
    description: "centre of gravity of the face where the body's box fits into [-1, 1]^3",
  },
  "faces/face_unit_grids": {
    dims: ["face", "uv_x", "uv_y", "component"],
    dtype: "float32",
    description: "x, y, z where the body's box fits into [-1, 1]^3, outward normal, 1 on the face",
  },
  "faces/face_inside_grids": {
    dims: ["face", "uv_x", "uv_y", "component"],
    dtype: "float32",
    description: "x, y, z where the body's box fits into [-1, 1]^3, outward normal, 1 inside alone",
  },
  "faces/face_curvatures": {
    dims: ["face", "curvature"],
    dtype: "float32",
    description: "Gaussian and mean curvature over the area, least and greatest principal one",
  },
  "faces/face_sample_curvatures": {
    dims: ["face", "sample", "curvature"],
    dtype: "float32",
    description: "Gaussian, mean, least and greatest curvature at points of the face",
  },
  "edges/edge_unit_lengths": {
    dims: ["edge"],
    dtype: "float32",
    description: "length where the body's box fits into [-1, 1]^3",
  },
  "edges/edge_unit_grids": {
    dims: ["edge", "u", "component"],
    dtype: "float32",
    description: "x, y, z where the body's box fits into [-1, 1]^3, unit tangent",
  },
  "edges/edge_sampled_convexities": {
    dims: ["edge"],
    dtype: "int32",
    description: "1 convex, 2 concave, 3 smooth (5 degrees, the mean along the edge), 0 none",
  },
  "edges/edge_closed": {
    dims: ["edge"],
    dtype: "int32",
    description: "1 where the edge ends where it begins",
  },
  "edges/edge_rational": {
    dims: ["edge"],
    dtype: "int32",
    description: "1 of a B-spline with weights",
  },
  "edges/edge_continuities": {
    dims: ["edge"],
    dtype: "int32",
    description: "0 none, 1 sharp, 2 normals agree, 3 curvatures too",
  },
  "edges/edge_curvatures": {
    dims: ["edge", "curvature"],
    dtype: "float32",
    description: "mean, least and greatest curvature",
  },
  "edges/edge_vertices": {
    dims: ["edge", "end"],
    dtype: "int32",
    description: "first and last vertex, -1 where there is none",
  },
  "vertices/vertex_positions": {
    dims: ["vertex", "dim"],
    dtype: "float32",
    description: "x, y, z",
  },
  "coedges/coedge_grids": {
    dims: ["coedge", "u", "component"],
    dtype: "float32",
    description: "x, y, z in [-1, 1]^3, tangent, outward normals of the faces left and right",
  },
  "coedges/coedge_frames": {
    dims: ["coedge", "row", "column"],
    dtype: "float32",
    description: "from the coedge's own frame to that of [-1, 1]^3",
  },
  "coedges/coedge_next": {
    dims: ["coedge"],
    dtype: "int32",
    description: "the next coedge of the loop, the face on the left",
  },
  "coedges/coedge_mate": {
    dims: ["coedge"],
    dtype: "int32",
    description: "the other coedge of the edge, itself where there is none",
  },
  "coedges/coedge_face": {
    dims: ["coedge"],
    dtype: "int32",
    description: "the face",
  },
  "coedges/coedge_edge": {
    dims: ["coedge"],
    dtype: "int32",
    description: "the edge",
  },
  "coedges/coedge_reversed": {
    dims: ["coedge"],
    dtype: "int32",
    description: "1 where the loop runs against the edge",
  },
  "arcs/arc_source": {
    dims: ["arc"],
    dtype: "int32",
    description: "face that the arc leaves",
  },
  "arcs/arc_destination": {
    dims: ["arc"],
    dtype: "int32",
    description: "face that the arc enters",
  },
  "arcs/arc_edge": {
    dims: ["arc"],
    dtype: "int32",
    description: "edge that the arc crosses",
  },
  "bodies/body_areas": {
    dims: ["body"],
    dtype: "float64",
    description: "area of all faces",
  },
  "bodies/body_centroids": {
    dims: ["body", "dim"],
    dtype: "float64",
    description: "centre of gravity of the faces as sheets",
  },
  "bodies/body_boxes": {
    dims: ["body", "bound"],
    dtype: "float64",
    description: "least x, y, z and greatest x, y, z",
  },
  "bodies/body_diagonals": {
    dims: ["body"],
    dtype: "float64",
    description: "length of the diagonal of the box along the axes",
  },
  "bodies/body_oriented_boxes": {
    dims: ["body", "component"],
    dtype: "float64",
    description: "centre, three unit axes, half of the three sides",
  },
  "bodies/body_grid_origins": {
    dims: ["body", "dim"],
    dtype: "float64",
    description: "where the points of the body's grids are counted from",
  },
  "bodies/body_unit_frames": {
    dims: ["body", "component"],
    dtype: "float64",
    description: "middle of the box, and the scale at which its longest side is 2",
  },
  "bodies/body_closed": {
    dims: ["body"],
    dtype: "int32",
    description: "1 where the faces close around a volume",
  },
  "bodies/body_fingerprints": {
    dims: ["body", "invariant"],
    dtype: "float32",
    description: "what does not change when the body is turned, moved or scaled",
  },
  "solids/solid_volumes": {
    dims: ["solid"],
    dtype: "float64",
    description: "volume, of closed bodies only",
  },
  "solids/solid_centers_of_mass": {
    dims: ["solid", "dim"],
    dtype: "float64",
    description: "centre of mass, of closed bodies only",
  },
  "solids/solid_inertia": {
    dims: ["solid", "row", "column"],
    dtype: "float64",
    description: "inertia about the centre of mass at density one, of closed bodies only",
  },
  "mesh_points/positions": {
    dims: ["mesh_point", "dim"],
    dtype: "float32",
    description: "points of the body's triangles: x, y, z",
  },
  "face_mesh/triangles": {
    dims: ["triangle", "corner"],
    dtype: "int32",
    description: "rows of mesh_points, counterclockwise as seen from outside",
  },
  "face_mesh/triangle_faces": {
    dims: ["triangle"],
    dtype: "int32",
    description: "face that the triangle is of",
  },
  "face_mesh/triangle_normals": {
    dims: ["triangle", "corner", "dim"],
    dtype: "float32",
    description: "outward unit normal of the surface at each corner",
  },
  "faces/face_triangle_counts": {
    dims: ["face"],
    dtype: "int32",
    description: "number of triangles, 0 of a face that could not be meshed",
  },
  "edge_mesh/points": {
    dims: ["edge_mesh_point"],
    dtype: "int32",
    description: "rows of mesh_points along each edge, edge after edge",
  },
  "edges/edge_point_counts": {
    dims: ["edge"],
    dtype: "int32",
    description: "number of points along the edge, 0 of one without length",
  },
  "graph/num_nodes": { dims: ["body"], dtype: "int32", description: "number of faces" },
} as const satisfies Record<string, ArraySpec>;

/** The key of an array that the encoder writes. */
export type ArrayKey = keyof typeof ARRAYS;
