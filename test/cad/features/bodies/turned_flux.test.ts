import { describe, expect, test } from "vitest";
import type { Face } from "../../../../src/cad/brep.ts";
import { TurnedFlux } from "../../../../src/cad/features/bodies/turned_flux.ts";
import { evaluateFace } from "../../../../src/cad/features/faces/normal.ts";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { legendreRule } from "../../../../src/cad/geometry/quadrature/quadrature_legendre.ts";
import { Revolution } from "../../../../src/cad/geometry/revolution.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../../src/cad/geometry/torus.ts";
import { motion } from "../../../helpers/breps.ts";
import { skewFrame } from "../../geometry/differences.ts";

const frame = skewFrame();
const leftHanded = frame.map((x, i) => i >= 9 ? -x : x);
const ellipse = new Ellipse(frame.subarray(0, 9), 2.5, 1.25);
const MIDDLE = Float64Array.of(0.3, -0.7, 2), BOX = { u0: -0.4, u1: 3, v0: 0.2, v1: 1.3 };

function faceOn(surface: Surface): Face {
  const named = { tolerance: 0, entityId: null, name: null };
  return { surface, location: null, reversed: false, loops: [], ...named };
}

/** The same by a Gauss rule along u. */
function summed(face: Face, u: number, v: number): number[] {
  const { nodes, weights } = legendreRule(40), half = (u - BOX.u0) / 2;
  const q = new Float64Array(9), sums = [0, 0, 0, 0, 0];
  nodes.forEach((node, i) => {
    evaluateFace(face, BOX.u0 + half * (1 + node), v, q);
    const n = [q[4] * q[8] - q[5] * q[7], q[5] * q[6] - q[3] * q[8], q[3] * q[7] - q[4] * q[6]]
      .map((x) => face.reversed ? -x : x);
    const flux = n.reduce((sum, x, k) => sum + x * (q[k] - MIDDLE[k]), 0);
    [Math.hypot(...n), flux / 3, ...n].forEach((x, k) => sums[k] += half * weights[i] * x);
  });
  return sums;
}

describe("what flows through a strip of a surface of revolution", () => {
  const moved = motion([1, 2, 3], 0.7, 2.5, [10, -20, 5]);
  const mirrored = moved.map((x, i) => i >= 4 && i < 8 ? -x : x);
  test.each<[string, Surface, Partial<Face>]>([
    ["cylinder", new Cylinder(frame, 1.5), {}],
    ["cylinder from within", new Cylinder(frame, 1.5), { reversed: true }],
    ["left-handed cylinder", new Cylinder(leftHanded, 1.5), {}],
    ["cone", new Cone(frame, 1.5, 0.4), {}],
    ["sphere that is moved", new Sphere(frame, 1.5), { location: moved }],
    ["torus that is mirrored", new Torus(frame, 3, 1), { location: mirrored, reversed: true }],
    [
      "ellipse that is turned",
      new Revolution(ellipse, Float64Array.of(-4, 0.5, 1), Float64Array.of(0.48, 0.6, 0.64)),
      { location: moved },
    ],
  ])("%s", (_, surface, own) => {
    const face = { ...faceOn(surface), ...own };
    const turned = TurnedFlux.of(face, BOX, MIDDLE)!, out = new Float64Array(5);
    for (const [u, v] of [[3, 0.2], [-0.3, 0.9], [BOX.u0, 1], [-1.2, 1.3], [5.8, 0.5]]) {
      turned.upTo(u, v, out);
      const expected = summed(face, u, v), size = Math.max(...expected.map(Math.abs));
      expected.forEach((x, k) => expect(Math.abs(out[k] - x)).toBeLessThanOrEqual(1e-13 * size));
    }
  });

  test("without an axis there is none", () => {
    const point = new Torus(frame, 0, 0);
    expect(TurnedFlux.of(faceOn(point), BOX, MIDDLE)).toBe(null);
  });
});
