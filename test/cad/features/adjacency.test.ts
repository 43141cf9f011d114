import { describe, expect, test } from "vitest";
import { adjacency, edgeUses, neighborCounts } from "../../../src/cad/features/adjacency.ts";
import { box, cylinder, ell, sphere, torus } from "../../helpers/breps.ts";

describe("adjacency", () => {
  test("has an arc an edge, between the faces that use it", () => {
    const brep = box(1, 2, 3);
    const { source, destination } = adjacency(brep);
    brep.edges.forEach(({ faces }, i) => expect([source[i], destination[i]]).toEqual(faces));
  });

  test("leads from a face to itself at seams, poles and boundaries", () => {
    for (const brep of [sphere(1), torus(3, 1)]) {
      const { source, destination } = adjacency(brep);
      expect(Array.from(source)).toEqual(brep.edges.map(() => 0));
      expect(Array.from(destination)).toEqual(Array.from(source));
    }
  });

  test("takes the first two faces of an edge of more", () => {
    const brep = box(1, 1, 1);
    const edges = brep.edges.map((edge, i) => i === 0 ? { ...edge, faces: [4, 2, 0] } : edge);
    const { source, destination } = adjacency({ ...brep, edges });
    expect([source[0], destination[0]]).toEqual([4, 2]);
    expect(neighborCounts({ ...brep, edges })[4]).toBeGreaterThanOrEqual(4);
  });
});

describe("edges and their uses", () => {
  test("closed bodies use each edge twice, and obey Euler", () => {
    // V - E + F = 2 - 2 genus, after cutting: a seam or a pole is an edge here like any other.
    const euler = { box: [box(1, 1, 1), 2], ell: [ell(), 2], sphere: [sphere(1), 2] } as const;
    for (const [brep, characteristic] of Object.values(euler)) {
      const count = brep.vertices.length / 3 + brep.faces.length;
      // The poles of a sphere have no length and count as vertices only.
      const edges = brep.edges.filter((edge) => !edge.degenerate).length;
      expect(count - edges).toBe(characteristic);
      const uses = edgeUses(brep);
      brep.edges.forEach((edge, i) => expect(uses[i]).toHaveLength(edge.degenerate ? 1 : 2));
    }
    expect(edgeUses(torus(3, 1)).map((uses) => uses.length)).toEqual([2, 2]);
  });

  test("neighbours are counted once, however many edges are shared", () => {
    expect(Array.from(neighborCounts(cylinder(1, 1)))).toEqual([2, 1, 1]);
    expect(Array.from(neighborCounts(sphere(1)))).toEqual([0]);
    const counts = Array.from(neighborCounts(ell()));
    expect(counts).toEqual([6, 6, 4, 4, 4, 4, 4, 4]);
  });
});
