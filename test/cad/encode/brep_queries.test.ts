import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { BrepQueries } from "../../../src/cad/encode/brep_queries.ts";
import { box, cylinder, sphere } from "../../helpers/breps.ts";
import { turned } from "../../helpers/turned.ts";

const brep = cylinder(2, 5), queries = new BrepQueries(brep);

describe("questions about a body", () => {
  test("its box and its diagonal", () => {
    const { min, max } = new BrepQueries(sphere(3, [1, 2, 4])).getBoundingBox();
    [-2, -1, 1].forEach((x, k) => expect(min[k]).toBeCloseTo(x, 12));
    [4, 5, 7].forEach((x, k) => expect(max[k]).toBeCloseTo(x, 12));
    expect(queries.getDiagonalLength()).toBeCloseTo(Math.hypot(4, 4, 5), 12);
    const empty = new BrepQueries({ faces: [], edges: [], vertices: new Float64Array() });
    expect(() => empty.getBoundingBox()).toThrow(/found none/);
    expect(empty.getDiagonalLength()).toBe(0);
  });

  test("its faces and edges, as the encoder writes them", () => {
    const encoder = new BrepEncoder(brep);
    const faces = encoder.pushFaceAttributes(), edges = encoder.pushEdgeAttributes();
    brep.faces.forEach((_, i) => {
      const { area, type, loops } = queries.getFaceAttributes(i);
      expect(Math.fround(area)).toBe(faces["faces/face_areas"].data[i]);
      expect(type).toBe(faces["faces/face_types"].data[i]);
      expect(loops).toBe(faces["faces/face_loops"].data[i]);
    });
    brep.edges.forEach((_, i) => {
      const { length, type, convexity, dihedral } = queries.getEdgeAttributes(i);
      expect(Math.fround(length)).toBe(edges["edges/edge_lengths"].data[i]);
      expect(type).toBe(edges["edges/edge_types"].data[i]);
      expect(convexity).toBe(edges["edges/edge_convexities"].data[i]);
      expect(Math.fround(dihedral)).toBe(edges["edges/edge_dihedral_angles"].data[i]);
    });
    expect(queries.getFaceAttributes(0).kind).toBe("cylinder");
    expect(queries.getEdgeAttributes(2)).toMatchObject({ kind: "line", length: 5, faces: [0] });
  });

  test("grids and samples, as the encoder writes them", () => {
    const encoder = new BrepEncoder(brep);
    const rounded = (values: ArrayLike<number | bigint>) =>
      Array.from(values as ArrayLike<number>, Math.fround);
    const grids = rounded(encoder.pushFaceGrid(4, 5)["faces/face_uv_grids"].data);
    const grid = queries.uvGrid(1, 4, 5);
    expect(grid.shape).toEqual([4, 5, 7]);
    expect(rounded(grid.data)).toEqual(grids.slice(140, 280));
    const lines = rounded(encoder.pushCurveGrid(6)["edges/edge_u_grids"].data);
    expect(rounded(queries.uGrid(1, 6).data)).toEqual(lines.slice(36, 72));
    // As are those that cover another box, and are counted from the body's middle.
    const options = { bounds: "occwl", origin: "body" } as const;
    const moved = new BrepEncoder(sphere(3, [100, 0, 7]), undefined);
    const asked = new BrepQueries(sphere(3, [100, 0, 7]));
    expect(rounded(asked.uvGrid(0, 4, 5, options).data)).toEqual(
      [...moved.pushFaceGrid(4, 5, options)["faces/face_uv_grids"].data],
    );
    expect(rounded(asked.uGrid(0, 6, { origin: "body" }).data)).toEqual(
      [...moved.pushCurveGrid(6, { origin: "body" })["edges/edge_u_grids"].data].slice(0, 36),
    );
    expect(Math.max(...asked.uvGrid(0, 4, 5, options).data as Float64Array)).toBeLessThan(4);
    const points = rounded(encoder.pushFaceDiscretization(9)["faces/face_discretization"].data);
    const samples = queries.faceSamplePoints(2, 9);
    expect(samples.shape).toEqual([9, 7]);
    expect(rounded(samples.data)).toEqual(points.slice(126, 189));
  });

  test("who meets whom", () => {
    expect(queries.buildFaceAdjacencyGraph()).toEqual({
      nodes: 3,
      arcs: [
        { source: 0, destination: 1, edges: [1] },
        { source: 0, destination: 2, edges: [0] },
      ],
      neighbours: [[1, 2], [0], [0]],
    });
    const { arcs, neighbours } = new BrepQueries(box(1, 2, 3)).buildFaceAdjacencyGraph();
    expect(arcs).toHaveLength(12);
    for (const { source, destination } of arcs) {
      expect(neighbours[source]).toContain(destination);
      expect(neighbours[destination]).toContain(source);
    }
  });

  test("its holes", () => {
    const ring = new BrepQueries(turned([[3, 0], [10, 0], [10, 8], [3, 8]]));
    expect(ring.getHoles()).toMatchObject([{ type: "through", faces: [3], radius: 3 }]);
  });

  test("about what there is not are refused", () => {
    expect(() => queries.getFaceAttributes(3)).toThrow(/face 3: the body has 3/);
    expect(() => queries.getEdgeAttributes(-1)).toThrow(/edge -1: the body has 3/);
    expect(() => queries.faceSamplePoints(0, 0)).toThrow(/at least 1, found 0/);
    expect(() => queries.uvGrid(0, 1)).toThrow(/at least 2, found 1/);
  });
});
