import { describe, expect, test } from "vitest";
import { edgeUses } from "../../../../src/cad/features/adjacency.ts";
import { edgeCurve } from "../../../../src/cad/features/edges/edge_curve.ts";
import { EdgeLengths } from "../../../../src/cad/features/edges/edge_length.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Parabola } from "../../../../src/cad/geometry/parabola.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { BodyBuilder, frameAt, motion, segment } from "../../../helpers/breps.ts";

const length = (curve: Curve, first: number, last: number) =>
  new EdgeLengths().measure({ curve, location: null, first, last }, 0);

const axes = (x = 0, y = 0, z = 0) => Float64Array.of(x, y, z, 1, 0, 0, 0, 1, 0);

describe("EdgeLengths", () => {
  test("lines and circles in closed form", () => {
    expect(length(new Line(Float64Array.of(1, 2, 3), Float64Array.of(0, 3, 4)), 1, 3)).toBe(10);
    expect(length(new Circle(axes(7, 8, 9), 2), 0.5, 2)).toBeCloseTo(3, 12);
  });

  test("a parabola, an ellipse and a B-spline", () => {
    // y^2 = 4 f x from the apex to y = 2 f.
    const focal = 1.5, unit = Math.SQRT2 + Math.asinh(1);
    expect(length(new Parabola(axes(), focal), 0, 2 * focal)).toBeCloseTo(focal * unit, 10);
    // By Gauss's arithmetic-geometric mean: 2 pi / M times the modified mean of the axes.
    expect(length(new Ellipse(axes(), 2, 1), 0, 2 * Math.PI)).toBeCloseTo(9.688448220547675, 10);
    const w = Math.SQRT1_2;
    const quarter = new NurbsCurve({
      dimension: 3,
      degree: 2,
      knots: Float64Array.of(0, 0, 0, 1, 1, 1),
      poles: Float64Array.of(3, 0, 0, 3, 3, 0, 0, 3, 0),
      weights: Float64Array.of(1, w, 1),
    });
    expect(length(quarter, 0, 1)).toBeCloseTo(1.5 * Math.PI, 10);
  });

  test("a curve that stands still at a cusp", () => {
    const cusp = new NurbsCurve({
      dimension: 3,
      degree: 3,
      knots: Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      poles: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0),
      weights: null,
    });
    expect(length(cusp, 0, 1)).toBeCloseTo(2, 9);
  });

  test("grows with the scale of the edge's place, and is 0 without a curve", () => {
    const curve = new Ellipse(axes(), 2, 1);
    const location = motion([1, 1, 0], 1, 3, [4, 5, 6]);
    const measure = new EdgeLengths();
    const placed = measure.measure({ curve, location, first: 0, last: 2 * Math.PI }, 0);
    expect(placed).toBeCloseTo(3 * 9.688448220547675, 9);
    expect(measure.measure(null, 0)).toBe(0);
  });

  test("takes the curve on a surface where an edge has no other", () => {
    const body = new BodyBuilder();
    const edge = body.edge(null, [0, 1]);
    body.edges[edge] = { ...body.edges[edge], degenerate: false };
    // A helix: once around and up by 8.
    const helix = segment([0, 0], [2 * Math.PI, 8]);
    body.face(new Cylinder(frameAt(), 2), [[{ edge, pcurve: helix }]]);
    const brep = body.build();
    const placed = edgeCurve(brep, brep.edges[edge], edgeUses(brep)[edge]);
    expect(placed?.curve.kind).toBe("other");
    expect(new EdgeLengths().measure(placed, 0)).toBeCloseTo(Math.hypot(4 * Math.PI, 8), 10);
  });

  test("refuses what is not finite, naming the edge", () => {
    const broken = new Line(Float64Array.of(0, 0, 0), Float64Array.of(NaN, 0, 0));
    expect(() =>
      new EdgeLengths().measure({ curve: broken, location: null, first: 0, last: 1 }, 17)
    )
      .toThrow(expect.objectContaining({ data: expect.objectContaining({ edge: 17 }) }));
  });
});
