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
  "faces/face_entity_ids": {
    dims: ["face"],
    dtype: "int32",
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
  "bodies/body_diagonals": {
    dims: ["body"],
    dtype: "float32",
    description: "length of the diagonal of the box along the axes",
  },
  "graph/num_nodes": { dims: ["body"], dtype: "int32", description: "number of faces" },
} as const satisfies Record<string, ArraySpec>;

/** The key of an array that the encoder writes. */
export type ArrayKey = keyof typeof ARRAYS;
