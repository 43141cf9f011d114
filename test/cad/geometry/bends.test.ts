import { expect, test } from "vitest";
import { curveBends, surfaceBends } from "../../../src/cad/geometry/bends.ts";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Extrusion } from "../../../src/cad/geometry/extrusion.ts";
import { NurbsCurve } from "../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { OffsetCurve } from "../../../src/cad/geometry/offset_curve.ts";
import { OffsetSurface } from "../../../src/cad/geometry/offset_surface.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { Revolution } from "../../../src/cad/geometry/revolution.ts";
import { sweptParameters } from "../../../src/cad/geometry/swept_parameters.ts";

const Z = Float64Array.of(0, 0, 1), O = Float64Array.of(0, 0, 0);
const FRAME = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
const curve = (degree: number, knots: number[], poles: number[], weights?: number[]) =>
  new NurbsCurve({
    dimension: 3,
    degree,
    knots: Float64Array.from(knots),
    poles: Float64Array.from(poles),
    weights: weights === undefined ? null : Float64Array.from(weights),
  });
const polyline = curve(1, [0, 0, 1, 2, 3, 3], [1, 0, 0, 2, 1, 0, 4, 0, 0, 6, -1, 0]);
const half = Math.SQRT1_2;
// Two quarters of a circle: knots as often as the degree, and no bend.
const arcs = curve(
  2,
  [0, 0, 0, 1, 1, 2, 2, 2],
  [1, 0, 0, 1, 1, 0, 0, 1, 0, -1, 1, 0, -1, 0, 0],
  [1, half, 1, half, 1],
);
const hat = curve(2, [0, 0, 0, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 0, 2, 0, 0, 3, 1, 0, 4, 0, 0]);

test("curves bend where their directions change at once", () => {
  // The last three points of the polyline are on one line.
  expect(curveBends(polyline)).toEqual([1]);
  expect([arcs, hat].map(curveBends)).toEqual([[], [1]]);
  expect(curveBends(new OffsetCurve(hat, 0.1, Z))).toEqual([1]);
  expect(curveBends(new Circle(FRAME.slice(0, 9), 2))).toEqual([]);
});

test("surfaces bend where their profiles do, and where their nets do", () => {
  expect(surfaceBends(new Extrusion(polyline, Z))).toEqual({ u: [1], v: [] });
  expect(surfaceBends(new Revolution(hat, O, Z))).toEqual({ u: [], v: [1] });
  expect(surfaceBends(new Plane(FRAME))).toEqual({ u: [], v: [] });
  const net = (lift: number) =>
    new NurbsSurface({
      degreeU: 1,
      degreeV: 1,
      knotsU: Float64Array.of(0, 0, 1, 2, 2),
      knotsV: Float64Array.of(0, 0, 1, 1),
      poles: Float64Array.of(0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, lift, 2, 0, 0, 2, 1, 0),
      weights: null,
    });
  expect(surfaceBends(net(0))).toEqual({ u: [], v: [] });
  expect(surfaceBends(net(1))).toEqual({ u: [1], v: [] });
  const turned = new NurbsSurface({
    degreeU: 1,
    degreeV: 1,
    knotsU: Float64Array.of(0, 0, 1, 1),
    knotsV: Float64Array.of(0, 0, 1, 2, 2),
    poles: Float64Array.of(0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 1, 1, 1, 2, 1, 0),
    weights: null,
  });
  expect(surfaceBends(turned)).toEqual({ u: [], v: [1] });
  expect(surfaceBends(new OffsetSurface(net(1), 0.1))).toEqual({ u: [1], v: [] });
});

test("feet on an extruded polyline are found past its bends", () => {
  const finder = sweptParameters(new Extrusion(polyline, Z))!;
  const uv = Float64Array.of(2.9, 0);
  for (const [x, y, u] of [[1.25, 0.25, 0.25], [3, 0.5, 1.5], [7, -1, 3], [2, 5, 1]]) {
    finder.of([x, y, 7], uv);
    expect(uv[0]).toBeCloseTo(u, 12);
    expect(uv[1]).toBe(7);
  }
});
