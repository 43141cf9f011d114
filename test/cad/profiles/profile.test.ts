import { describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { Profile, ProfileName } from "../../../src/cad/profiles/profile.ts";
import { MemoryDataStorage } from "../../../src/storage/memory_data_storage.ts";
import { box, cylinder, sphere } from "../../helpers/breps.ts";

const shapes = (
  profile: ProfileName,
  pairwise?: { mode: "dense" },
  brep: Brep = cylinder(2, 5),
) => {
  const arrays = new BrepEncoder(brep, undefined, { pairwise }).pushProfile(profile);
  return Object.fromEntries(Object.entries(arrays).map(([key, { shape }]) => [key, shape]));
};

describe("profiles", () => {
  test("hoops: the published arrays, those of pairs where they are asked for", () => {
    expect(shapes("hoops")).toEqual({
      "faces/face_indices": [3],
      "faces/face_entity_ids": [3],
      "faces/face_types": [3],
      "faces/face_areas": [3],
      "faces/face_loops": [3],
      "faces/face_centroids": [3, 3],
      "faces/face_discretization": [3, 25, 7],
      "faces/face_uv_grids": [3, 10, 10, 7],
      "faces/face_neighborscount": [3],
      "edges/edge_indices": [3],
      "edges/edge_types": [3],
      "edges/edge_lengths": [3],
      "edges/edge_convexities": [3],
      "edges/edge_dihedral_angles": [3],
      "edges/edge_u_grids": [3, 10, 6],
      "graph/edges_source": [3],
      "graph/edges_destination": [3],
      "graph/num_nodes": [1],
    });
    expect(shapes("hoops", { mode: "dense" })).toMatchObject({
      "faceface/extended_adjacency": [9],
      "faceface/face_pair_edges_path": [9, 16],
      "faceface/d2_distance": [9, 64],
      "faceface/a3_distance": [9, 64],
    });
  });

  test("uvnet: grids, and arcs both ways", () => {
    expect(shapes("uvnet")).toEqual({
      "faces/face_entity_ids": [3],
      "faces/face_uv_grids": [3, 10, 10, 7],
      "edges/edge_u_grids": [3, 10, 6],
      "arcs/arc_source": [4],
      "arcs/arc_destination": [4],
      "arcs/arc_edge": [4],
      "coedges/coedge_next": [6],
      "coedges/coedge_mate": [6],
      "coedges/coedge_face": [6],
      "coedges/coedge_edge": [6],
      "coedges/coedge_reversed": [6],
    });
  });

  test("brepnet and aagnet: what occwl gives, in the unit frame", () => {
    const common = {
      "faces/face_types": [3],
      "faces/face_unit_areas": [3],
      "edges/edge_unit_lengths": [3],
      "edges/edge_sampled_convexities": [3],
      "coedges/coedge_next": [6],
      "bodies/body_unit_frames": [1, 4],
    };
    expect(shapes("brepnet")).toMatchObject({
      ...common,
      "faces/face_inside_grids": [3, 10, 10, 7],
      "coedges/coedge_grids": [6, 10, 12],
      "coedges/coedge_frames": [6, 4, 4],
    });
    const graph = shapes("aagnet");
    expect(graph).toMatchObject({ ...common, "faces/face_inside_grids": [3, 5, 5, 7] });
    expect(graph).not.toHaveProperty("coedges/coedge_grids");
  });

  test("aagnet takes no body whose faces do not meet", () => {
    expect(() => shapes("aagnet", undefined, sphere(1))).toThrow(/two faces that meet, found none/);
    expect(shapes("brepnet", undefined, sphere(1))["coedges/coedge_grids"]).toEqual([4, 10, 12]);
  });

  test("the storage is told name and version", () => {
    const storage = new MemoryDataStorage();
    storage.setSource({ path: "a.step", hash: "", size: 0, provenance: {} });
    new BrepEncoder(box(1, 1, 1), storage).pushProfile("uvnet");
    expect(storage.summary().source?.provenance.profile).toBe("uvnet@3");
  });

  test("a profile of one's own", () => {
    const own: Profile = {
      name: "tolerances",
      version: 3,
      description: "nothing but tolerances",
      push: (encoder) => encoder.push("faces", "face_tolerances", (face) => face.tolerance),
    };
    const told: string[] = [];
    const storage = { saveDeclared: () => {}, setProfile: (name: string) => told.push(name) };
    const arrays = new BrepEncoder(box(1, 1, 1), storage).pushProfile(own);
    expect(Object.keys(arrays)).toEqual(["faces/face_tolerances"]);
    expect(told).toEqual(["tolerances@3"]);
  });

  test("one that there is not is refused, with those that there are", () => {
    expect(() => new BrepEncoder(box(1, 1, 1)).pushProfile("brepnett" as ProfileName)).toThrow(
      /There are: 'hoops', .*'uvnet'/,
    );
  });
});
