import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import {
  edgeSamples,
  equalLengths,
  equalSteps,
} from "../../../../src/cad/features/edges/edge_samples.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { cylinder, sphere } from "../../../helpers/breps.ts";

/** A parabola (t^2, t, 0) from t = 0 to 3, as a Bezier curve over [0, 1]. */
const parabola = {
  curve: new NurbsCurve({
    dimension: 3,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.of(0, 0, 0, 0, 1.5, 0, 9, 3, 0),
    weights: null,
  }),
  location: null,
  first: 0,
  last: 1,
};

describe("equal lengths along a curve", () => {
  test("are those of its arc, to what a polyline of 100 points gives", () => {
    // Length of (t^2, t) from 0 to t.
    const arc = (t: number) => t * Math.sqrt(1 + 4 * t * t) / 2 + Math.asinh(2 * t) / 4;
    const shares = equalLengths(parabola, 7);
    expect([shares[0], shares[6]]).toEqual([0, 1]);
    shares.forEach((share, i) => expect(arc(3 * share) / arc(3)).toBeCloseTo(i / 6, 4));
    expect(shares[3]).toBeGreaterThan(0.6);
  });

  test("are equal steps where the speed is one, and where there is no length", () => {
    const { curves } = BodyGeometry.of(cylinder(2, 5));
    const circle = curves.find((curve) => curve?.curve.kind === "circle")!;
    expect(equalLengths(circle, 4)).toEqual(equalSteps(4));
    expect(equalLengths({ ...parabola, last: 0 }, 4)).toEqual(equalSteps(4));
  });
});

test("points, tangents and the normals of both faces", () => {
  const brep = cylinder(2, 5), { uses, curves } = BodyGeometry.of(brep);
  const rim = curves.findIndex((curve) => curve?.curve.kind === "circle");
  const { points, tangents, normals } = edgeSamples(
    brep,
    brep.edges[rim],
    uses[rim],
    curves[rim]!,
    [0, 0.25],
  );
  const z = points[2];
  expect([0, 5]).toContain(z);
  [2, 0, z, 0, 2, z].forEach((x, i) => expect(points[i]).toBeCloseTo(x, 12));
  [0, 1, 0, -1, 0, 0].forEach((x, i) => expect(tangents[i]).toBeCloseTo(x, 12));
  const side = uses[rim].findIndex(({ face }) => brep.faces[face].surface.kind === "cylinder");
  [1, 0, 0, 0, 1, 0].forEach((x, i) => expect(normals[side][i]).toBeCloseTo(x, 12));
  expect(Array.from(normals[1 - side], Math.abs)).toEqual([0, 0, 1, 0, 0, 1]);
});

test("where a curve stands still, its direction is that of a point next to it", () => {
  // Its first two poles are one: (0, 0, t^2).
  const halting = new NurbsCurve({
    dimension: 3,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1),
    weights: null,
  });
  const placed = { ...parabola, curve: halting };
  const { points, tangents } = edgeSamples(cylinder(2, 5), {} as never, [], placed, [0, 1]);
  expect([...points]).toEqual([0, 0, 0, 0, 0, 1]);
  expect([...tangents]).toEqual([0, 0, 1, 0, 0, 1]);
});

test("at a pole the normal is that of a point next to it", () => {
  const brep = sphere(3), { uses, curves } = BodyGeometry.of(brep);
  const seam = curves.findIndex((curve) => curve !== null);
  const { points, normals } = edgeSamples(
    brep,
    brep.edges[seam],
    uses[seam],
    curves[seam]!,
    equalSteps(3),
  );
  normals[0].forEach((x, i) => expect(x).toBeCloseTo(points[i] / 3, 5));
  expect(Math.abs(normals[0][2])).toBeCloseTo(1, 5);
});
