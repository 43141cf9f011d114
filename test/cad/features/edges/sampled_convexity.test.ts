import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { CONVEXITIES } from "../../../../src/cad/features/codes.ts";
import { sampledConvexity } from "../../../../src/cad/features/edges/sampled_convexity.ts";
import { box, cylinder, ell, polyhedron, sphere } from "../../../helpers/breps.ts";

function convexities(brep: Brep): number[] {
  const { uses, curves } = BodyGeometry.of(brep);
  return brep.edges.map((edge, i) => sampledConvexity(brep, edge, uses[i], curves[i]));
}

/** A prism whose two upper sides meet in a ridge at (1, 0, h), and lie flat for h = 0. */
function ridge(h: number): Brep {
  const outline = [[0, 0], [2, 0], [2, 1], [1, 1 + h], [0, 1]];
  const corners = [0, 1].flatMap((y) => outline.map(([x, z]) => [x, y, z]));
  return polyhedron(corners, [
    [0, 1, 2, 3, 4],
    [9, 8, 7, 6, 5],
    ...outline.map((_, i) => [i, 5 + i, 5 + (i + 1) % 5, (i + 1) % 5]),
  ]);
}

describe("the convexity by points along an edge", () => {
  test("of a box is convex, of the inner edge of an L concave", () => {
    expect(convexities(box(1, 2, 3))).toEqual(new Array(12).fill(CONVEXITIES.convex));
    const found = convexities(ell());
    expect(found.filter((one) => one === CONVEXITIES.concave)).toHaveLength(1);
    expect(found.filter((one) => one === CONVEXITIES.convex)).toHaveLength(17);
  });

  test("is smooth below 5 degrees alone", () => {
    const slope = (degrees: number) => Math.tan(degrees / 2 * Math.PI / 180);
    const count = (degrees: number) =>
      convexities(ridge(slope(degrees))).filter((one) => one === CONVEXITIES.smooth).length;
    expect([count(4.9), count(5.1)]).toEqual([1, 0]);
    expect(convexities(ridge(slope(-5.1))).filter((one) => one === CONVEXITIES.concave))
      .toHaveLength(1);
  });

  test("of a seam is smooth, to the pole too, and of a pole there is none", () => {
    const found = convexities(sphere(2)).sort();
    expect(found).toEqual([CONVEXITIES.none, CONVEXITIES.none, CONVEXITIES.smooth]);
    expect(convexities(cylinder(2, 5)).sort()).toEqual([
      CONVEXITIES.convex,
      CONVEXITIES.convex,
      CONVEXITIES.smooth,
    ]);
  });

  test("is none where faces run along an edge the same way, or more than two meet", () => {
    const brep = box(1, 1, 1),
      turned = {
        ...brep,
        faces: brep.faces.map((face, i) => i === 0 ? { ...face, reversed: !face.reversed } : face),
      };
    expect(convexities(turned).filter((one) => one === CONVEXITIES.none)).toHaveLength(4);
    const { uses, curves } = BodyGeometry.of(brep);
    const three = [...uses[0], uses[1][0]];
    expect(sampledConvexity(brep, brep.edges[0], three, curves[0])).toBe(CONVEXITIES.none);
  });
});
