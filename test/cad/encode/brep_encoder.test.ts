import { describe, expect, test } from "vitest";
import { BrepEncoder, type EncodedArrays } from "../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import type { ArraySpec, NdArray } from "../../../src/storage/array.ts";
import { box, cylinder, ell, motion, moved, sphere, torus } from "../../helpers/breps.ts";

const PUSHES: Record<string, (encoder: BrepEncoder) => EncodedArrays> = {
  faceIndices: (e) => e.pushFaceIndices(),
  faceIds: (e) => e.pushFaceIds(),
  faceAttributes: (e) => e.pushFaceAttributes(),
  faceGrid: (e) => e.pushFaceGrid(),
  neighbours: (e) => e.pushFaceNeighborsCount(),
  edgeIndices: (e) => e.pushEdgeIndices(),
  edgeAttributes: (e) => e.pushEdgeAttributes(),
  curveGrid: (e) => e.pushCurveGrid(),
  graph: (e) => e.pushFaceAdjacencyGraph(),
};

function all(brep: Brep): EncodedArrays {
  const encoder = new BrepEncoder(brep);
  return Object.assign({}, ...Object.values(PUSHES).map((push) => push(encoder)));
}

const numbers = (arrays: EncodedArrays, key: string) => Array.from(arrays[key].data, Number);
const BODIES = {
  box: box(1, 2, 3),
  ell: ell(),
  cylinder: cylinder(2, 5),
  sphere: sphere(3),
  torus: torus(5, 2),
};

describe("BrepEncoder", () => {
  test("gives every array of the first set, with its shape and type", () => {
    const arrays = all(box(1, 2, 3));
    const shapes = Object.fromEntries(
      Object.entries(arrays).map((
        [key, { data, shape }],
      ) => [key, [data.constructor.name, ...shape]]),
    );
    expect(shapes).toEqual({
      "faces/face_indices": ["Int32Array", 6],
      "faces/face_entity_ids": ["BigInt64Array", 6],
      "faces/face_types": ["Int32Array", 6],
      "faces/face_areas": ["Float32Array", 6],
      "faces/face_loops": ["Int32Array", 6],
      "faces/face_centroids": ["Float32Array", 6, 3],
      "faces/face_uv_grids": ["Float32Array", 6, 10, 10, 7],
      "faces/face_neighborscount": ["Int32Array", 6],
      "edges/edge_indices": ["Int32Array", 12],
      "edges/edge_types": ["Int32Array", 12],
      "edges/edge_lengths": ["Float32Array", 12],
      "edges/edge_convexities": ["Int32Array", 12],
      "edges/edge_dihedral_angles": ["Float32Array", 12],
      "edges/edge_u_grids": ["Float32Array", 12, 10, 6],
      "graph/edges_source": ["Int32Array", 12],
      "graph/edges_destination": ["Int32Array", 12],
      "graph/num_nodes": ["Int32Array", 1],
    });
  });

  test("measures a box", () => {
    const arrays = all(box(1, 2, 3));
    expect(numbers(arrays, "faces/face_areas")).toEqual([2, 2, 3, 6, 3, 6]);
    expect(numbers(arrays, "faces/face_centroids").slice(0, 6)).toEqual([0.5, 1, 0, 0.5, 1, 3]);
    expect(numbers(arrays, "faces/face_types")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(numbers(arrays, "faces/face_neighborscount")).toEqual([4, 4, 4, 4, 4, 4]);
    expect(numbers(arrays, "edges/edge_lengths").sort()).toEqual([
      1,
      1,
      1,
      1,
      2,
      2,
      2,
      2,
      3,
      3,
      3,
      3,
    ]);
    expect(numbers(arrays, "edges/edge_convexities")).toEqual(new Array(12).fill(1));
    for (const angle of numbers(arrays, "edges/edge_dihedral_angles")) {
      expect(angle).toBeCloseTo(Math.PI / 2, 6);
    }
  });

  test("tells the one concave edge of an L from the convex ones", () => {
    const arrays = all(ell());
    const convexities = numbers(arrays, "edges/edge_convexities");
    expect(convexities.filter((c) => c === 1)).toHaveLength(17);
    const concave = convexities.indexOf(2);
    expect(numbers(arrays, "edges/edge_dihedral_angles")[concave]).toBeCloseTo(-Math.PI / 2, 6);
    const grid = numbers(arrays, "edges/edge_u_grids").slice(60 * concave, 60 * concave + 2);
    expect(grid).toEqual([1, 1]);
  });

  test("measures a cylinder, whose seam is smooth and an arc from its face to itself", () => {
    const arrays = all(cylinder(2, 5));
    const areas = numbers(arrays, "faces/face_areas");
    expect(areas[0]).toBeCloseTo(20 * Math.PI, 5);
    expect(areas[1]).toBeCloseTo(4 * Math.PI, 5);
    expect(areas[2]).toBeCloseTo(4 * Math.PI, 5);
    expect(numbers(arrays, "faces/face_types")).toEqual([1, 0, 0]);
    expect(numbers(arrays, "faces/face_neighborscount")).toEqual([2, 1, 1]);
    expect(numbers(arrays, "edges/edge_types")).toEqual([1, 1, 0]);
    expect(numbers(arrays, "edges/edge_convexities")).toEqual([1, 1, 3]);
    expect(numbers(arrays, "edges/edge_dihedral_angles")[2]).toBe(0);
    expect(numbers(arrays, "graph/edges_source")).toEqual([0, 0, 0]);
    expect(numbers(arrays, "graph/edges_destination")).toEqual([2, 1, 0]);
    expect(numbers(arrays, "graph/num_nodes")).toEqual([3]);
  });

  test("keeps rows for the poles of a sphere, finite ones", () => {
    const arrays = all(sphere(3, [1, 2, 4]));
    expect(numbers(arrays, "faces/face_areas")[0]).toBeCloseTo(36 * Math.PI, 4);
    expect(numbers(arrays, "edges/edge_types")).toEqual([1, 6, 6]);
    expect(numbers(arrays, "edges/edge_lengths").slice(1)).toEqual([0, 0]);
    expect(numbers(arrays, "edges/edge_convexities")).toEqual([3, 0, 0]);
    expect(numbers(arrays, "edges/edge_u_grids").slice(60, 66)).toEqual([1, 2, 1, 0, 0, 0]);
    const grid = numbers(arrays, "faces/face_uv_grids");
    for (let at = 0; at < grid.length; at += 7) {
      const out = [grid[at] - 1, grid[at + 1] - 2, grid[at + 2] - 4].map((x) => x / 3);
      for (let k = 0; k < 3; k++) expect(grid[at + 3 + k]).toBeCloseTo(out[k], 5);
      expect(grid[at + 6]).toBe(1);
    }
  });

  test("areas and outward normals give the volume, by the divergence theorem", () => {
    const volumes = { box: 6, ell: 3, cylinder: 20 * Math.PI, sphere: 36 * Math.PI };
    for (const [name, volume] of Object.entries(volumes)) {
      const arrays = all(BODIES[name as keyof typeof BODIES]);
      const grids = numbers(arrays, "faces/face_uv_grids");
      // The distance of these surfaces from the origin, along their normals, is the same all over.
      const found = numbers(arrays, "faces/face_areas").reduce((sum, area, face) => {
        const [x, y, z, nx, ny, nz] = grids.slice(700 * face + 7 * 44, 700 * face + 7 * 44 + 6);
        return sum + area * (x * nx + y * ny + z * nz) / 3;
      }, 0);
      expect(Math.abs(found / volume - 1), name).toBeLessThan(1e-5);
    }
  });

  test("follows a body that is turned, moved and scaled", () => {
    const transform = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
    for (const [name, brep] of Object.entries(BODIES)) {
      const before = all(brep), after = all(moved(brep, transform));
      const compare = (key: string, factor: number) => {
        const expected = numbers(before, key).map((x) => x * factor);
        numbers(after, key).forEach((x, i) => {
          expect(Math.abs(x - expected[i]), `${name} ${key} ${i}`)
            .toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected[i])));
        });
      };
      compare("faces/face_areas", 6.25);
      compare("edges/edge_lengths", 2.5);
      compare("edges/edge_dihedral_angles", 1);
      compare("edges/edge_convexities", 1);
      const [grid, next] = [before, after].map((a) => numbers(a, "faces/face_uv_grids"));
      const m = transform;
      for (let at = 0; at < grid.length; at += 7) {
        for (let row = 0; row < 3; row++) {
          const r = m.subarray(4 * row, 4 * row + 4);
          const p = r[0] * grid[at] + r[1] * grid[at + 1] + r[2] * grid[at + 2] + r[3];
          const n = (r[0] * grid[at + 3] + r[1] * grid[at + 4] + r[2] * grid[at + 5]) / 2.5;
          expect(Math.abs(next[at + row] - p)).toBeLessThan(1e-5);
          expect(Math.abs(next[at + 3 + row] - n)).toBeLessThan(1e-5);
        }
        expect(next[at + 6]).toBe(grid[at + 6]);
      }
    }
  });

  test("computes once, and saves once with the specification", () => {
    const saved: [string, NdArray, ArraySpec][] = [];
    const encoder = new BrepEncoder(box(1, 1, 1), {
      saveDeclared: (key, array, spec) => saved.push([key, array, spec]),
    });
    const first = encoder.pushCurveGrid();
    expect(encoder.pushCurveGrid(10)).toBe(first);
    expect(saved).toHaveLength(1);
    const [key, array, spec] = saved[0];
    expect(key).toBe("edges/edge_u_grids");
    expect(array).toBe(first[key]);
    expect(spec).toMatchObject({ dims: ["edge", "u", "component"], dtype: "float32" });
  });

  test("refuses grids of fewer than two points", () => {
    const encoder = new BrepEncoder(box(1, 1, 1));
    expect(() => encoder.pushFaceGrid(1, 10)).toThrow(/at least 2, found 1/);
    expect(() => encoder.pushCurveGrid(2.5)).toThrow(/found 2.5/);
  });

  test("refuses a value that is not finite, with the array and the row", () => {
    // Its areas fit into a double but not into the array's numbers.
    const vast = moved(box(1, 1, 1), motion([0, 0, 1], 0, 1e25, [0, 0, 0]));
    expect(() => new BrepEncoder(vast).pushFaceAttributes()).toThrow(
      expect.objectContaining({
        name: "FeatureError",
        data: expect.objectContaining({ array: "faces/face_areas", index: 0 }),
      }),
    );
  });
});
