import { expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { ProfileError } from "../../../src/cad/profiles/profile_error.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { cylinder, frameAt, rectangle, sheet } from "../../helpers/breps.ts";

test("brepmfr: grids in the unit frame, attributes, coedges, and every pair of faces", () => {
  const arrays = new BrepEncoder(cylinder(2, 5)).pushProfile("brepmfr");
  expect(Object.fromEntries(Object.entries(arrays).map(([key, { shape }]) => [key, shape])))
    .toEqual({
      "faces/face_entity_ids": [3],
      "bodies/body_unit_frames": [1, 4],
      "faces/face_unit_grids": [3, 5, 5, 7],
      "faces/face_unit_areas": [3],
      "faces/face_unit_centroids": [3, 3],
      "faces/face_types": [3],
      "faces/face_areas": [3],
      "faces/face_loops": [3],
      "faces/face_centroids": [3, 3],
      "faces/face_neighborscount": [3],
      "edges/edge_unit_grids": [3, 5, 6],
      "edges/edge_unit_lengths": [3],
      "edges/edge_types": [3],
      "edges/edge_lengths": [3],
      "edges/edge_convexities": [3],
      "edges/edge_dihedral_angles": [3],
      "coedges/coedge_next": [6],
      "coedges/coedge_mate": [6],
      "coedges/coedge_face": [6],
      "coedges/coedge_edge": [6],
      "coedges/coedge_reversed": [6],
      "graph/edges_source": [3],
      "graph/edges_destination": [3],
      "graph/num_nodes": [1],
      "faceface/extended_adjacency": [9],
      "faceface/face_pair_edges_path": [9, 16],
      "faceface/d2_distance": [9, 64],
      "faceface/a3_distance": [9, 64],
    });
});

test("brepmfr refuses a body without arcs, and pushes nothing", () => {
  const alone = new BrepEncoder(sheet(new Plane(frameAt()), [rectangle(0, 1, 0, 1)]));
  expect(() => alone.pushProfile("brepmfr")).toThrow(ProfileError);
  expect(() => alone.pushProfile("brepmfr")).toThrow("found one face alone");
});
