import { describe, expect, test } from "vitest";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { kernelBox } from "../../../../src/cad/features/faces/parameter_bounds.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { trimFace } from "../../../../src/cad/geometry/trimming/trimming.ts";
import { frameAt, segment, sheet, TURN } from "../../../helpers/breps.ts";

const plane = new Plane(frameAt());

/** A region below a curve that runs back from `b` to `a`, in a plane. */
function below(curve: Curve, range: [number, number], a: number[], b: number[]) {
  const line = { pcurve: segment(a, b), range: [0, 1] as [number, number] };
  const { faces: [face], edges } = sheet(plane, [[line, { pcurve: curve, range, reversed: true }]]);
  const trimming = trimFace(face, edges);
  return { tight: trimming.box, kernel: kernelBox(face, trimming) };
}

const bezier = (poles: number[], weights: number[] | null = null) =>
  new NurbsCurve({
    dimension: 2,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.from(poles),
    weights: weights === null ? null : Float64Array.from(weights),
  });

describe("the box that a kernel gives a face", () => {
  test("holds the poles of a spline, where the tight one holds the curve", () => {
    const { tight, kernel } = below(bezier([0, 0, 1, 2, 2, 0]), [0, 1], [0, 0], [2, 0]);
    expect(tight).toMatchObject({ u0: 0, u1: 2, v0: 0 });
    expect(tight.v1).toBeCloseTo(1, 12);
    expect(kernel).toEqual({ u0: 0, u1: 2, v0: 0, v1: 2 });
  });

  // Poles of a stretch are the blossom's values: y(s, t) = 2 (s + t - 2 s t) of this parabola.
  test.each([
    [0, 0.5, 1],
    [0.25, 0.75, 1.25],
    [0.25, 1, 1.5],
  ])("of a stretch from %s to %s the stretch's own", (from, to, high) => {
    const curve = bezier([0, 0, 1, 2, 2, 0]);
    const at = (t: number) => [2 * t, 4 * t * (1 - t)];
    const { kernel } = below(curve, [from, to], at(from), at(to));
    expect(kernel.v1).toBeCloseTo(high, 12);
    expect([kernel.u0, kernel.u1]).toEqual([2 * from, 2 * to]);
  });

  test("poles count as they are, whatever their weights", () => {
    const { kernel } = below(bezier([0, 0, 1, 2, 2, 0], [1, 0.1, 1]), [0, 1], [0, 0], [2, 0]);
    expect(kernel.v1).toBe(2);
  });

  test("of lines and circles both are one", () => {
    const { faces: [face], edges } = sheet(plane, [
      [[0, 0], [4, 0], [1, 3]].map((a, i, all) => ({
        pcurve: segment(a, all[(i + 1) % 3]),
        range: [0, 1] as [number, number],
      })),
    ]);
    const trimming = trimFace(face, edges);
    expect(kernelBox(face, trimming)).toEqual(trimming.box);
  });

  test("images that lie a period off are taken where the loop runs", () => {
    const line = (a: number[], b: number[]) => ({
      pcurve: segment(a, b),
      range: [0, 1] as [number, number],
    });
    // The side of a cylinder, whose upper half is laid out one turn further back.
    const { faces: [face], edges } = sheet(new Cylinder(frameAt(), 2), [[
      line([0, 0], [TURN, 0]),
      line([TURN, 0], [TURN, 5]),
      line([0, 5], [-TURN, 5]),
      line([-TURN, 5], [-TURN, 0]),
    ]]);
    const { u0, u1, v0, v1 } = kernelBox(face, trimFace(face, edges));
    expect([u1 - u0, v0, v1]).toEqual([TURN, 0, 5]);
  });
});
