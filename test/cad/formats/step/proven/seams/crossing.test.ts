import { expect, test } from "vitest";
import { Circle } from "../../../../../../src/cad/geometry/circle.ts";
import { Line } from "../../../../../../src/cad/geometry/line.ts";
import { Sphere } from "../../../../../../src/cad/geometry/sphere.ts";
import { surfaceImage } from "../../../../../../src/cad/geometry/surface_image.ts";
import {
  crossingOf,
  exactCrossing,
} from "../../../../../../src/cad/formats/step/proven/seams/crossing.ts";

const FRAME = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);

test("a line crosses where it does, whichever way it runs", () => {
  expect(crossingOf(new Line([1, 0], [2, 1]), 0, 4, 0, 2)).toBe(0.5);
  expect(crossingOf(new Line([1, 5], [2, -1]), 0, 4, 1, 2)).toBe(3);
});

test.each([[-1, 1], [1, -1]])("of an image that bends it is found, from %f on", (from, way) => {
  const circle = new Circle(Float64Array.of(0, 0, 1, 0, way, 0), 2);
  const first = way > 0 ? -Math.PI / 2 : 0;
  const t = crossingOf(circle, first, first + Math.PI / 2, 0, from * way * -0.5);
  const at = new Float64Array(4);
  circle.d1(t, at);
  expect(at[0]).toBeCloseTo(from * way * -0.5, 12);
});

test("the edge itself crosses a little beside its image", () => {
  const sphere = new Sphere(FRAME, 5), aside = 0.3;
  const [x, y] = [Math.cos(aside), Math.sin(aside)];
  // A circle about an axis in the plane of the equator, from its highest point on.
  const curve = new Circle(Float64Array.of(4 * x, 4 * y, 0, 0, 0, 1, y, -x, 0), 3);
  const precise = { least: 1e-6, most: 1e-6 };
  const { image } = surfaceImage(curve, 0, 2 * Math.PI, sphere, precise)!;
  const rough = crossingOf(image, 0, 1.5, 0, 0);
  const t = exactCrossing({ curve, surface: sphere, image, coordinate: 0, at: 0 }, rough);
  const at = new Float64Array(6);
  curve.d1(t, at);
  expect(at[1]).toBeCloseTo(0, 13);
  expect(Math.abs(t - rough)).toBeGreaterThan(1e-9);
  expect(Math.abs(t - rough)).toBeLessThan(1e-3);
});
