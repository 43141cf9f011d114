import { describe, expect, test } from "vitest";
import { collapsedSides, newtonParameters } from "../../../src/cad/geometry/newton_parameters.ts";
import { NurbsSurface } from "../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Sphere } from "../../../src/cad/geometry/sphere.ts";

const KNOTS = Float64Array.of(0, 0, 0, 1, 1, 1), LINE = Float64Array.of(0, 0, 1, 1);

/** A half pipe of radius 2 about the z axis, from z = 0 to z = 3; `top` is its upper radius. */
function pipe(top = 2, weights: Float64Array | null = null): NurbsSurface {
  const arc = (r: number, z: number) => [r, 0, z, 0, 2 * r, z, -r, 0, z];
  const [low, high] = [arc(2, 0), arc(top, 3)];
  const poles = [0, 1, 2].flatMap((
    i,
  ) => [...low.slice(3 * i, 3 * i + 3), ...high.slice(3 * i, 3 * i + 3)]);
  const data = { degreeU: 2, degreeV: 1, knotsU: KNOTS, knotsV: LINE };
  return new NurbsSurface({ ...data, poles: Float64Array.from(poles), weights });
}

const at = (surface: NurbsSurface, u: number, v: number) => {
  const q = new Float64Array(9);
  surface.d1(u, v, q);
  return [q[0], q[1], q[2]];
};
const footOf = (surface: NurbsSurface, p: number[], precision: number, from = [NaN, NaN]) => {
  const out = Float64Array.from(from);
  newtonParameters(surface, precision)!.of(p, out);
  return [...out];
};

test("the parameters of a point, from anywhere and from near by", () => {
  const surface = pipe(1);
  for (const from of [[NaN, NaN], [0.6, 0.3]]) {
    const [u, v] = footOf(surface, at(surface, 0.7, 0.4), 1e-6, from);
    expect(u).toBeCloseTo(0.7, 12);
    expect(v).toBeCloseTo(0.4, 12);
  }
  expect(newtonParameters(new Sphere(new Float64Array(12), 1), 1e-6)).toBe(null);
});

describe("beyond the ends of a surface", () => {
  const below = [0, 2, -0.5];

  test("it goes on by the precision, as the net allows", () => {
    // Along v the poles are 3 mm apart in the sum of their coordinates.
    expect(footOf(pipe(), below, 0.3)[1]).toBeCloseTo(-0.1 / Math.SQRT2, 12);
    expect(footOf(pipe(), below, 10)[1]).toBeCloseTo(-0.5 / 3, 12);
  });

  test("a rational one ends", () => {
    expect(footOf(pipe(2, Float64Array.of(1, 1, 2, 2, 1, 1)), below, 10)[1]).toBe(0);
  });

  test("a closed one has none", () => {
    const surface = pipe();
    const turned = new NurbsSurface({
      degreeU: 2,
      degreeV: 1,
      knotsU: Float64Array.of(0, 0, 0, 1, 1, 2, 2, 2),
      knotsV: LINE,
      poles: Float64Array.of(
        ...[1, 0, 0, 1, 0, 3, 0, 2, 0, 0, 2, 3, -1, 0, 0, -1, 0, 3],
        ...[0, -2, 0, 0, -2, 3, 1, 0, 0, 1, 0, 3],
      ),
      weights: null,
      periodicU: true,
    });
    expect(turned.periodU).toBe(2);
    const [u] = footOf(turned, at(turned, 0.1, 0.5), 0, [1.95, 0.5]);
    expect(u).toBeCloseTo(0.1, 12);
    expect(surface.periodU).toBe(0);
  });
});

describe("a side that is one point", () => {
  const cone = pipe(0);

  test("is found", () => {
    expect(collapsedSides(cone)).toEqual([{ axis: 1, at: 1, point: [0, 0, 3] }]);
    expect(collapsedSides(pipe())).toEqual([]);
  });

  test("leaves one parameter open", () => {
    expect(footOf(cone, [0, 0, 3], 1e-6)).toEqual([NaN, 1]);
    expect(footOf(cone, [0, 0, 3], 1e-6, [0.4, 0.9])).toEqual([NaN, 1]);
  });
});
