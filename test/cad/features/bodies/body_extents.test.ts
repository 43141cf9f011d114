import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { extentsOf } from "../../../../src/cad/features/bodies/body_extents.ts";
import type { Brep } from "../../../../src/cad/brep.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Revolution } from "../../../../src/cad/geometry/revolution.ts";
import {
  BodyBuilder,
  box,
  cylinder,
  ell,
  motion,
  moved,
  segment,
  sphere,
  torus,
} from "../../../helpers/breps.ts";

const boxOf = (brep: Brep) => {
  const { low, high } = new BodyGeometry(brep).box;
  return [...low, ...high];
};

const near = (found: ArrayLike<number>, expected: number[], within = 1e-12) =>
  expected.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThanOrEqual(within));

describe("the box along the axes", () => {
  test("of bodies in their own places", () => {
    near(boxOf(box(1, 2, 3)), [0, 0, 0, 1, 2, 3]);
    near(boxOf(ell()), [0, 0, 0, 2, 2, 1]);
    near(boxOf(cylinder(2, 5)), [-2, -2, 0, 2, 2, 5]);
    near(boxOf(sphere(3, [1, 2, 4])), [-2, -1, 1, 4, 5, 7]);
    near(boxOf(torus(5, 2)), [-7, -7, -2, 7, 7, 2]);
  });

  test("of bodies that are turned: closed forms", () => {
    const turn = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
    near(boxOf(moved(sphere(3), turn)), [2.5, -27.5, -2.5, 17.5, -12.5, 12.5], 1e-11);
    // A disc of radius r with the normal n reaches r sqrt(1 - n_k^2) along axis k.
    for (let k = 0; k < 3; k++) {
      const n = turn[4 * k + 2] / 2.5, disc = Math.sqrt(1 - n * n);
      const ring = boxOf(moved(torus(5, 2), turn));
      expect(ring[3 + k] - ring[k]).toBeCloseTo(2.5 * 2 * (5 * disc + 2), 10);
      const can = boxOf(moved(cylinder(2, 5), turn));
      expect(can[3 + k] - can[k]).toBeCloseTo(2.5 * (4 * disc + 5 * Math.abs(n)), 10);
    }
  });

  test("of a revolved circle whose extremes lie close by its seam, on either side", () => {
    const ring = torus(5, 2), O = Float64Array.of(0, 0, 0), Z = Float64Array.of(0, 0, 1);
    const profile = new Circle(Float64Array.of(5, 0, 0, 1, 0, 0, 0, 0, 1), 2);
    const surface = new Revolution(profile, O, Z);
    const revolved = { ...ring, edges: [...ring.edges], faces: [{ ...ring.faces[0], surface }] };
    for (const angle of [0.05, -0.05]) {
      for (const axis of [[0, 0, 1], [0, 1, 0], [1, 2, 3]]) {
        const turn = motion(axis, angle, 1, [0, 0, 0]);
        near(boxOf(moved(revolved, turn)), boxOf(moved(ring, turn)), 1e-9);
      }
    }
  });

  test("of a free-form hill, whose top is inside the face", () => {
    // z = 16 u(1-u) v(1-v) h / 16: a biquadratic Bezier patch with one raised pole.
    const poles = [0, 0.5, 1].flatMap((x) => [0, 0.5, 1].map((y) => [x, y, 0])).flat();
    poles[3 * 4 + 2] = 2;
    const knots = Float64Array.of(0, 0, 0, 1, 1, 1);
    const surface = new NurbsSurface({
      degreeU: 2,
      degreeV: 2,
      knotsU: knots,
      knotsV: knots,
      poles: Float64Array.from(poles),
      weights: null,
    });
    const body = new BodyBuilder();
    const corners = [[0, 0], [1, 0], [1, 1], [0, 1]];
    const vertices = corners.map(([x, y]) => body.vertex(x, y, 0));
    const loop = corners.map((from, i) => {
      const to = corners[(i + 1) % 4];
      const edge = body.edge(segment([...from, 0], [...to, 0]), [0, 1], [
        vertices[i],
        vertices[(i + 1) % 4],
      ]);
      return { edge, pcurve: segment(from, to), range: [0, 1] as [number, number] };
    });
    body.face(surface, [loop]);
    const brep = body.build();
    // 2 * (2 u (1-u)) (2 v (1-v)) in the middle: 2 / 4.
    near(boxOf(brep), [0, 0, 0, 1, 1, 0.5], 1e-9);
    const tilted = motion([1, 0, 0], 0.2, 1, [0, 0, 0]);
    const found = boxOf(moved(brep, tilted))[5];
    let most = 0;
    for (let v = 0; v <= 1; v += 1e-4) {
      const z = 2 * 0.5 * 2 * v * (1 - v);
      most = Math.max(most, Math.sin(0.2) * v + Math.cos(0.2) * z);
    }
    expect(found).toBeGreaterThanOrEqual(most - 1e-12);
    expect(found - most).toBeLessThan(1e-7);
  });
});

test("an extreme in the very middle of an edge is not missed", () => {
  // An arch: its top is where the search for sign changes begins a new stretch.
  const curve = new NurbsCurve({
    dimension: 3,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.of(0, 0, 0, 1, 0, 2, 2, 0, 0),
    weights: null,
  });
  const body = new BodyBuilder();
  body.edge(curve, [0, 1]);
  near(boxOf(body.build()), [0, 0, 0, 2, 0, 1]);
});

test("extents along any direction are those of the turned body along the axes", () => {
  const brep = torus(5, 2), geometry = new BodyGeometry(brep);
  const turn = motion([3, 1, 2], 1.1, 1, [0, 0, 0]);
  const rows = Float64Array.from([0, 4, 8].flatMap((i) => [turn[i], turn[i + 1], turn[i + 2]]));
  const { low, high } = extentsOf(brep, geometry.bounds, geometry.curves, rows);
  near([...low, ...high], boxOf(moved(brep, turn)), 1e-10);
});
