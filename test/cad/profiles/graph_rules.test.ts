import { describe, expect, test } from "vitest";
import {
  misfitOfCounts,
  misfitOfGraph,
  misfitOfNumbers,
} from "../../../src/cad/profiles/graph_rules.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { box, cylinder, frameAt, rectangle, sheet } from "../../helpers/breps.ts";

const flat = () => sheet(new Plane(frameAt()), [rectangle(0, 1, 0, 1)]);

/** A body with its edges changed. */
const withEdges = (brep: Brep, change: (faces: readonly number[], edge: number) => number[]) => ({
  ...brep,
  edges: brep.edges.map((edge, i) => ({ ...edge, faces: change(edge.faces, i) })),
});

describe("graphs of faces", () => {
  test("are made of bodies whose faces meet two by two", () => {
    expect(misfitOfGraph(box(1, 2, 3))).toBeUndefined();
    expect(misfitOfGraph(cylinder(1, 2))).toBeUndefined();
  });

  test("are not made of edges of three faces", () => {
    const shared = withEdges(box(1, 2, 3), (faces, i) => i === 4 ? [...faces, 5] : [...faces]);
    expect(misfitOfGraph(shared)).toMatchObject({ limit: 2, found: "3 at edge 4" });
  });

  test("are not made of a face alone, nor of faces that do not meet", () => {
    expect(misfitOfGraph(flat())?.found).toBe("one face alone");
    const apart = withEdges(box(1, 2, 3), ([first]) => [first]);
    expect(misfitOfGraph(apart)?.found).toBe("6 faces apart");
  });

  test("are not made of faces that disagree on the outside", () => {
    const brep = box(1, 2, 3);
    const turned = {
      ...brep,
      faces: brep.faces.map((face, i) => i === 2 ? { ...face, reversed: !face.reversed } : face),
    };
    expect(misfitOfGraph(turned)?.rule).toContain("with the material on one side");
  });

  test("have areas of all faces, and an angle at each edge between two", () => {
    const int = (...values: number[]) => ({
      data: Int32Array.from(values),
      shape: [values.length],
    });
    const arrays = (area: number, convexity: number) => ({
      "faces/face_areas": { data: Float32Array.of(1, area), shape: [2] },
      // A seam has no angle; the other edge is one of two faces.
      "edges/edge_convexities": int(0, convexity),
      "graph/edges_source": int(1, 0),
      "graph/edges_destination": int(1, 1),
    });
    expect(misfitOfNumbers(arrays(2, 3))).toBeUndefined();
    expect(misfitOfNumbers(arrays(NaN, 3))?.found).toBe("face 1, which cannot");
    expect(misfitOfNumbers(arrays(2, 0))?.found).toContain("none at edge 1");
  });
});

describe("counts that a model has no entry for", () => {
  test("are those of loops, and of edges to other faces", () => {
    expect(misfitOfCounts(box(1, 2, 3), { loops: 1, arcs: 4 })).toBeUndefined();
    expect(misfitOfCounts(box(1, 2, 3), { loops: 1, arcs: 3 })).toMatchObject({
      rule: "faces with at most 3 edges to other faces",
      found: "4 of face 0",
      limit: 3,
    });
    expect(misfitOfCounts(box(1, 2, 3), { loops: 0, arcs: 4 })?.found).toBe("1 of face 0");
  });
});
