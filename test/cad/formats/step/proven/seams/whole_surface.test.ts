import { expect, test } from "vitest";
import {
  canBeWhole,
  wholeSurface,
} from "../../../../../../src/cad/formats/step/proven/seams/whole_surface.ts";
import { Plane } from "../../../../../../src/cad/geometry/plane.ts";
import { Sphere } from "../../../../../../src/cad/geometry/sphere.ts";
import { Torus } from "../../../../../../src/cad/geometry/torus.ts";

/** An origin and axes that are none of the usual ones. */
const FRAME = Float64Array.of(1, 2, 3, 0, 0.6, 0.8, 1, 0, 0, 0, 0.8, -0.6);

test("spheres and tori can be a face as a whole, where they do not meet themselves", () => {
  expect(canBeWhole(new Sphere(FRAME, 5))).toBe(true);
  expect(canBeWhole(new Torus(FRAME, 5, 2))).toBe(true);
  expect(canBeWhole(new Torus(FRAME, 2, 5))).toBe(false);
  expect(canBeWhole(new Torus(FRAME, 2, 2))).toBe(false);
  expect(canBeWhole(new Plane(FRAME))).toBe(false);
});

test.each([new Sphere(FRAME, 5), new Torus(FRAME, 5, 2)])(
  "the edges of a whole %o lie on it, and end at their vertices",
  (surface) => {
    const vertices = [7, 7, 7], uses = wholeSurface(surface, vertices);
    expect(uses).toHaveLength(4);
    const uv = new Float64Array(4), on = new Float64Array(9), at = new Float64Array(6);
    const vertex = (index: number) => vertices.slice(3 * index, 3 * index + 3);
    for (const { edge, pcurve, first, last } of uses) {
      for (let i = 0; i <= 8; i++) {
        const t = first + (last - first) * i / 8;
        pcurve.d1(t, uv);
        surface.d1(uv[0], uv[1], on);
        const { curve } = edge;
        if (curve === null) at.set(vertex(edge.startVertex));
        else curve.d1(t, at);
        for (let k = 0; k < 3; k++) expect(at[k]).toBeCloseTo(on[k], 12);
        if (i === 0) near(at, vertex(edge.startVertex));
        if (i === 8) near(at, vertex(edge.endVertex));
      }
    }
  },
);

function near(found: Float64Array, wanted: readonly number[]): void {
  for (let k = 0; k < 3; k++) expect(found[k]).toBeCloseTo(wanted[k], 12);
}
