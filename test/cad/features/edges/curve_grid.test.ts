import { describe, expect, test } from "vitest";
import { edgeUses } from "../../../../src/cad/features/adjacency.ts";
import { curveGrid, pointGrid } from "../../../../src/cad/features/edges/curve_grid.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import { frameAt, motion, rectangle, sheet, sphere, TURN } from "../../../helpers/breps.ts";

const circle = new Circle(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0), 2);

describe("curveGrid", () => {
  test("runs from end to end in the edge's own direction, with unit tangents", () => {
    const out = new Float64Array(6 * 5 + 1);
    curveGrid({ curve: circle, location: null, first: 0, last: Math.PI }, 5, out, 1);
    for (let i = 0; i < 5; i++) {
      const a = Math.PI * i / 4, at = 1 + 6 * i;
      const expected = [2 * Math.cos(a), 2 * Math.sin(a), 0, -Math.sin(a), Math.cos(a), 0];
      expected.forEach((x, k) => expect(out[at + k]).toBeCloseTo(x, 12));
    }
    expect(out[0]).toBe(0);
  });

  test("is placed with the edge, tangents staying units", () => {
    const out = new Float64Array(12);
    const location = motion([0, 0, 1], Math.PI / 2, 3, [10, 0, 0]);
    curveGrid({ curve: circle, location, first: 0, last: TURN }, 2, out, 0);
    [10, 6, 0, -1, 0, 0].forEach((x, k) => expect(out[k]).toBeCloseTo(x, 12));
  });

  test("where the curve stands still the tangent is that beside it", () => {
    const still = new NurbsCurve({
      dimension: 3,
      degree: 2,
      knots: Float64Array.of(0, 0, 0, 1, 1, 1),
      poles: Float64Array.of(0, 0, 0, 0, 0, 0, 3, 4, 0),
      weights: null,
    });
    const out = new Float64Array(12);
    curveGrid({ curve: still, location: null, first: 0, last: 1 }, 2, out, 0);
    [0, 0, 0, 0.6, 0.8, 0].forEach((x, k) => expect(out[k]).toBeCloseTo(x, 9));
  });
});

describe("pointGrid", () => {
  test("repeats the vertex of a pole", () => {
    const brep = sphere(2, [1, 1, 1]), out = new Float64Array(12);
    pointGrid(brep, brep.edges[2], edgeUses(brep)[2], 2, out, 0);
    expect(Array.from(out)).toEqual([1, 1, 3, 0, 0, 0, 1, 1, 3, 0, 0, 0]);
  });

  test("without a vertex takes the place from a face", () => {
    const brep = sheet(new Sphere(frameAt(), 2), [rectangle(0, 1, 0, Math.PI / 2)]);
    const out = new Float64Array(12);
    pointGrid(brep, brep.edges[2], edgeUses(brep)[2], 2, out, 0);
    [0, 0, 2, 0, 0, 0].forEach((x, k) => expect(out[k]).toBeCloseTo(x, 12));
  });
});
