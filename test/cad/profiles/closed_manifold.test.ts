import { describe, expect, test } from "vitest";
import type { Brep, Face } from "../../../src/cad/brep.ts";
import { closedManifoldMisfit } from "../../../src/cad/profiles/closed_manifold.ts";
import { box, cylinder, sphere, torus } from "../../helpers/breps.ts";

/** A box with its faces changed, and the edges' lists of faces with them. */
function withFaces(change: (faces: readonly Face[]) => readonly Face[]): Brep {
  const { faces, edges, vertices } = box(1, 1, 1), changed = change(faces);
  const uses = (face: Face, edge: number) => face.loops.flat().some((one) => one.edge === edge);
  return {
    faces: changed,
    edges: edges.map((edge, e) => ({
      ...edge,
      faces: changed.flatMap((face, f) => uses(face, e) ? [f] : []),
    })),
    vertices,
  };
}

describe("closed manifolds", () => {
  test("boxes, rods, balls and rings are ones", () => {
    for (const brep of [box(1, 2, 3), cylinder(1, 2), sphere(1), torus(3, 1)]) {
      expect(closedManifoldMisfit(brep)).toBe(undefined);
    }
  });

  test("an open body is none", () => {
    expect(closedManifoldMisfit(withFaces((faces) => faces.slice(1)))).toMatchObject({
      rule: "closed bodies",
      found: expect.stringContaining("4 of its edges are open"),
    });
  });

  test("an edge of four coedges is none, though there is an inside", () => {
    const doubled = withFaces((faces) => [...faces, ...faces]);
    expect(closedManifoldMisfit(doubled)).toMatchObject({
      found: "edge 0, which faces use 4 times",
      limit: 2,
    });
  });

  test("a face without a loop is none", () => {
    const bare = withFaces((faces) => [...faces, { ...faces[0], loops: [] }]);
    expect(closedManifoldMisfit(bare)?.found).toBe("face 6, which has none");
  });
});
