import { expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { cylinder } from "../../helpers/breps.ts";

test("brepformer: strict masks, coedge grids, and four numbers or paths of every pair", () => {
  const arrays = new BrepEncoder(cylinder(2, 5)).pushProfile("brepformer");
  const shapes = Object.entries(arrays).map(([key, { shape }]) => [key, shape]);
  expect(Object.fromEntries(shapes)).toMatchObject({
    "bodies/body_unit_frames": [1, 4],
    "faces/face_inside_grids": [3, 10, 10, 7],
    "faces/face_unit_areas": [3],
    "faces/face_unit_centroids": [3, 3],
    "faces/face_types": [3],
    "faces/face_rational": [3],
    "edges/edge_types": [3],
    "edges/edge_rational": [3],
    "edges/edge_vertices": [3, 2],
    "edges/edge_unit_lengths": [3],
    "edges/edge_sampled_convexities": [3],
    "coedges/coedge_grids": [6, 10, 12],
    "faceface/extended_adjacency": [9],
    "faceface/face_pair_edges_path": [9, 16],
    "faceface/mean_normal_angles": [9],
    "faceface/unit_centroid_distances": [9],
  });
});

test("brepformer refuses an open body", () => {
  const { faces, edges, vertices } = cylinder(2, 5);
  const open = {
    faces: faces.slice(0, 2),
    edges: edges.map((edge) => ({ ...edge, faces: edge.faces.filter((face) => face < 2) })),
    vertices,
  };
  expect(() => new BrepEncoder(open).pushProfile("brepformer")).toThrow("it takes closed bodies");
});
