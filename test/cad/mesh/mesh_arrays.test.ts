import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { NdArray } from "../../../src/storage/array.ts";
import { meshBody } from "../../../src/cad/mesh/mesh_body.ts";
import { box, cylinder, sphere } from "../../helpers/breps.ts";

describe("pushFaceMesh", () => {
  test("gives the body's triangles, with their shapes and types", () => {
    const arrays = new BrepEncoder(box(1, 2, 3)).pushFaceMesh();
    const shapes = Object.fromEntries(
      Object.entries(arrays).map(([key, { data, shape }]) => [
        key,
        [data.constructor.name, ...shape],
      ]),
    );
    expect(shapes).toEqual({
      "mesh_points/positions": ["Float32Array", 8, 3],
      "face_mesh/triangles": ["Int32Array", 12, 3],
      "face_mesh/triangle_faces": ["Int32Array", 12],
      "face_mesh/triangle_normals": ["Float32Array", 12, 3, 3],
      "faces/face_triangle_counts": ["Int32Array", 6],
      "edge_mesh/points": ["Int32Array", 24],
      "edges/edge_point_counts": ["Int32Array", 12],
    });
    expect([...arrays["faces/face_triangle_counts"].data]).toEqual([2, 2, 2, 2, 2, 2]);
  });

  test("says the same as the mesh, edge by edge and face by face", () => {
    for (const brep of [cylinder(2, 5), sphere(3)]) {
      const arrays = new BrepEncoder(brep).pushFaceMesh(), mesh = meshBody(brep);
      const numbers = (key: string) => [...arrays[key].data].map(Number);
      expect(numbers("face_mesh/triangles")).toEqual([...mesh.triangles]);
      expect(numbers("edge_mesh/points")).toEqual([...mesh.edgePoints]);
      let end = 0;
      const ends = numbers("edges/edge_point_counts").map((count) => end += count);
      expect(ends).toEqual([...mesh.edgeOffsets.subarray(1)]);
      const faces = numbers("faces/face_triangle_counts")
        .flatMap((count, face) => new Array(count).fill(face));
      expect(faces).toEqual(numbers("face_mesh/triangle_faces"));
    }
  });

  test("a tolerance that is given stands in the attributes", () => {
    const specs: Record<string, unknown> = {};
    const storage = {
      saveDeclared: (key: string, _: NdArray, spec: { attributes?: unknown }) => {
        specs[key] = spec.attributes;
      },
    };
    new BrepEncoder(cylinder(2, 5), storage).pushFaceMesh({ chordal: 0.5 });
    expect(specs["face_mesh/triangles"]).toEqual({ chordal: 0.5 });
    new BrepEncoder(cylinder(2, 5), storage).pushFaceMesh();
    expect(specs["face_mesh/triangles"]).toBe(undefined);
  });

  test("faces that are left out are told in the metadata", () => {
    const good = box(1, 1, 1), metadata: Record<string, unknown> = {};
    const faces = good.faces.map((face, i) =>
      i === 2 ? { ...face, loops: [face.loops[0].slice(0, 2)] } : face
    );
    const storage = {
      saveDeclared: () => {},
      saveMetadata: (key: string, value: unknown) => void (metadata[key] = value),
    };
    const encoder = new BrepEncoder({ ...good, faces }, storage, { onBadFace: "keep" });
    const counts = encoder.pushFaceMesh()["faces/face_triangle_counts"].data;
    expect([...counts]).toEqual([2, 2, 0, 2, 2, 2]);
    expect(metadata.mesh_skipped).toMatch(/^face 2: its loop 0 .* does not close/);
  });
});
