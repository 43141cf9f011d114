import { expect, test } from "vitest";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { Hyperbola } from "../../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { OffsetCurve } from "../../../../src/cad/geometry/offset_curve.ts";
import { Parabola } from "../../../../src/cad/geometry/parabola.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { PlaneImages } from "../../../../src/cad/geometry/trimming/plane_image.ts";
import type { SmoothCurve } from "../../../../src/cad/geometry/smooth.ts";
import { applyToPoint, applyToVector, invert } from "../../../../src/cad/geometry/transform.ts";
import { difference, pointOf, skewFrame, surfacePoint, tangentOf } from "../differences.ts";

const frame = skewFrame();
const plane = new Plane(frame);
const conic = frame.subarray(0, 9);
const inPlane = (u: number, v: number) => surfacePoint(plane, u, v);
const curves: SmoothCurve[] = [
  new Line(Float64Array.from(inPlane(1, 2)), frame.slice(3, 6)),
  new Circle(conic, 2),
  new Ellipse(conic, 2, 1),
  new Parabola(conic, 2),
  new Hyperbola(conic, 2, 1),
  new NurbsCurve({
    dimension: 3,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.from([inPlane(0, 0), inPlane(1, 2), inPlane(3, -1)].flat()),
    weights: Float64Array.of(1, 0.5, 2),
  }),
  new OffsetCurve(new Ellipse(conic, 2, 1), 0.5, frame.slice(9, 12)),
];

test("the plane at a curve's image is the curve", () => {
  for (const curve of curves) {
    const image = new PlaneImages(plane, null).of(curve);
    expect(image.dimension).toBe(2);
    expect(image.kind).toBe(curve.kind);
    expect(image.breaks(-1, 5)).toEqual(curve.breaks(-1, 5));
    for (const t of [0.1, 0.5, 0.9]) {
      const [u, v] = pointOf(image, t), [du, dv] = tangentOf(image, t);
      expect(difference(surfacePoint(plane, u, v), pointOf(curve, t))).toBeLessThan(1e-14);
      const along = [0, 1, 2].map((i) => du * frame[3 + i] + dv * frame[6 + i]);
      expect(difference(along, tangentOf(curve, t))).toBeLessThan(1e-14);
    }
  }
});

test("a curve that lies elsewhere is brought to the plane first", () => {
  // Half size, turned about z and moved; the curves above moved back by it are where they were.
  const relative = Float64Array.of(0, -0.5, 0, 1, 0.5, 0, 0, 2, 0, 0, 0.5, 3);
  const back = invert(relative);
  const direction = Float64Array.of(2, 3, 4), origin = Float64Array.from(inPlane(1, 2));
  applyToPoint(back, origin);
  const image = new PlaneImages(plane, relative).of(new Line(origin, [2, 3, 4]));
  expect(difference(pointOf(image, 0), [1, 2])).toBeLessThan(1e-14);
  applyToVector(relative, direction);
  const expected = [3, 6].map((at) =>
    direction[0] * frame[at] + direction[1] * frame[at + 1] + direction[2] * frame[at + 2]
  );
  expect(difference(tangentOf(image, 0), expected)).toBeLessThan(1e-14);
});
