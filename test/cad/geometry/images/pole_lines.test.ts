import { describe, expect, test } from "vitest";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { followCurve } from "../../../../src/cad/geometry/followed_curve.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { newtonParameters } from "../../../../src/cad/geometry/newton_parameters.ts";
import { NurbsSurface } from "../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { mayBeLine } from "../../../../src/cad/geometry/images/pole_lines.ts";
import type { SmoothCurve } from "../../../../src/cad/geometry/smooth.ts";
import { surfaceImage } from "../../../../src/cad/geometry/surface_image.ts";

const ONES = Float64Array.of(0, 0, 1, 1);
/** A triangle as a patch whose side at v = 1 is the point (0, 4). */
const fan = new NurbsSurface({
  degreeU: 1,
  degreeV: 1,
  knotsU: ONES,
  knotsV: ONES,
  poles: Float64Array.of(-3, 0, 0, 0, 4, 0, 3, 0, 0, 0, 4, 0),
  weights: null,
});
/** From a point of the base up to the pole, by an arc about (8, 4): 8 to the left, at an angle. */
const arc = new Circle(Float64Array.of(8, 4, 0, -1, 0, 0, 0, -1, 0), 8);
const base = Math.asin(1 / 2);
const straight = new Line(Float64Array.of(1, 0, 0), Float64Array.of(-1, 4, 0));

function found(curve: SmoothCurve, first: number, last: number, precision: number) {
  const trace = followCurve(curve, first, last, fan, newtonParameters(fan, precision)!)!;
  return mayBeLine(fan, trace, fan, precision);
}

describe("a line to a pole", () => {
  test("keeps to an arc where the precision is coarse, and else not", () => {
    expect(found(arc, 0, base, 1)).toBe(true);
    expect(found(arc, 0, base, 0.01)).toBe(false);
  });

  test("keeps to what is straight, for one place on the pole", () => {
    expect(found(straight, 0, 1, 1e-4)).toBe(true);
  });

  test("is of no matter where no pole is", () => {
    expect(found(straight, 0, 0.9, 1)).toBe(false);
  });
});

describe("the image of an edge to a pole", () => {
  const image = (curve: SmoothCurve, last: number, precision: number) =>
    surfaceImage(curve, 0, last, fan, { least: precision, most: precision })!;

  test("is known where it is straight, however coarse the file", () => {
    expect(image(straight, 1, 0.01).doubt).toBe(0);
  });

  test("is known where no line does for it", () => {
    expect(image(arc, base, 0.01).doubt).toBeLessThan(1e-4);
    expect(image(arc, base, 1).doubt).toBe(1);
  });
});
