import { describe, expect, test } from "vitest";
import { FaceBounds } from "../../../../src/cad/features/faces/face_bounds.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../src/cad/geometry/cone.ts";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { Extrusion } from "../../../../src/cad/geometry/extrusion.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { Revolution } from "../../../../src/cad/geometry/revolution.ts";
import { Sphere } from "../../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../../src/cad/geometry/torus.ts";
import { frameAt, polygon, rectangle, sheet, sphere, torus, TURN } from "../../../helpers/breps.ts";
import { areaOf, circle2, disguised, expectArea } from "./areas.ts";

const HALF = Math.PI / 2;

/** A curve in the parameters given by functions, for boundaries that no file could hold. */
function curveOf(f: (t: number) => number[], df: (t: number) => number[]): Curve {
  return {
    kind: "other",
    dimension: 2,
    d1(t, out) {
      out.set(f(t));
      out.set(df(t), 2);
    },
    breaks: () => [],
  };
}

describe("closed forms on analytic surfaces", () => {
  test("a plane with a round hole", () => {
    const brep = sheet(new Plane(frameAt(1, 2, 3)), [
      rectangle(0, 4, 0, 2),
      [{ pcurve: circle2(1, 1, 0.5), range: [0, TURN], reversed: true }],
    ]);
    const hole = Math.PI / 4, area = 8 - hole;
    expectArea(areaOf(brep), area, [1 + (16 - hole) / area, 3, 3]);
  });

  test("a plate with hundreds of holes", () => {
    const holes = Array.from({ length: 400 }, (_, i) => circle2(1 + i % 20, 1 + i / 20 | 0, 0.3));
    const brep = sheet(new Plane(frameAt()), [
      rectangle(0, 21, 0, 21),
      ...holes.map((pcurve) => [{
        pcurve,
        range: [0, TURN] as [number, number],
        reversed: true,
      }]),
    ]);
    expectArea(areaOf(brep), 21 ** 2 - 400 * 0.09 * Math.PI, [10.5, 10.5, 0]);
  });

  test("an ellipse far from the origin", () => {
    const ellipse = new Ellipse(Float64Array.of(0, 0, 1, 0, 0, 1), 3, 2);
    const far = sheet(new Plane(frameAt(1e6, -1e6, 1e6)), [[{
      pcurve: ellipse,
      range: [0, TURN],
    }]]);
    const found = areaOf(far);
    expect(Math.abs(found.area / (6 * Math.PI) - 1)).toBeLessThan(1e-9);
    expect(found.centroid[0]).toBeCloseTo(1e6, 8);
  });

  test("a piece of a cylinder", () => {
    const brep = sheet(new Cylinder(frameAt(), 2), [rectangle(0, Math.PI, 1, 4)]);
    expectArea(areaOf(brep), 6 * Math.PI, [0, 4 / Math.PI, 2.5]);
  });

  test("a cylinder cut by an oblique plane", () => {
    // v = 3 + cos(u): the image of a slanted plane's ellipse.
    const top = curveOf((t) => [t, 3 + Math.cos(t)], (t) => [1, -Math.sin(t)]);
    const brep = sheet(new Cylinder(frameAt(), 2), [[
      { pcurve: new Line(Float64Array.of(0, 0), Float64Array.of(1, 0)), range: [0, TURN] },
      { pcurve: new Line(Float64Array.of(TURN, 0), Float64Array.of(0, 1)), range: [0, 4] },
      { pcurve: top, range: [0, TURN], reversed: true },
      {
        pcurve: new Line(Float64Array.of(0, 0), Float64Array.of(0, 1)),
        range: [0, 4],
        reversed: true,
      },
    ]]);
    // Moments: x = 2 cos(u), z = v.
    const x = 2 * 2 * Math.PI, z = 2 * 0.5 * (9 + 0.5) * TURN;
    expectArea(areaOf(brep), 12 * Math.PI, [x / (12 * Math.PI), 0, z / (12 * Math.PI)]);
  });

  test("a cone down to its apex", () => {
    const angle = Math.PI / 6, slant = 4;
    const brep = sheet(new Cone(frameAt(), 0, angle), [rectangle(0, TURN, 0, slant)]);
    const height = 2 / 3 * slant * Math.cos(angle);
    expectArea(areaOf(brep), Math.PI * slant ** 2 * Math.sin(angle), [0, 0, height]);
  });

  test("a cone whose loop leaves the apex out", () => {
    // The seam twice and the circle: the apex is one point, and the gap between the seams' ends.
    const brep = sheet(new Cone(frameAt(), 0, 0.5), [
      rectangle(0, TURN, 0, 2).filter((_, i) => i !== 0),
    ]);
    expect(areaOf(brep).area).toBeCloseTo(Math.PI * 4 * Math.sin(0.5), 9);
  });

  test("half a sphere with its pole, and a whole one", () => {
    const upper = sheet(new Sphere(frameAt(), 3), [rectangle(0, TURN, 0, HALF)]);
    expectArea(areaOf(upper), 18 * Math.PI, [0, 0, 1.5]);
    expectArea(areaOf(sphere(3, [5, 6, 7])), 36 * Math.PI, [5, 6, 7]);
  });

  test("a whole torus, and its outer half", () => {
    expectArea(areaOf(torus(5, 2)), 4 * Math.PI ** 2 * 10, [0, 0, 0]);
    const outer = sheet(new Torus(frameAt(), 5, 2), [rectangle(0, TURN, -HALF, HALF)]);
    expectArea(areaOf(outer), TURN * 2 * (5 * Math.PI + 4), [0, 0, 0]);
  });

  test("a torus that passes through its own axis", () => {
    const [major, minor] = [1, 2];
    const brep = sheet(new Torus(frameAt(), major, minor), [rectangle(0, TURN, 0, TURN)]);
    // The integral of |major + minor cos(v)|, whose sign changes at a.
    const a = Math.acos(-major / minor);
    const lengths = 2 * ((major * a + minor * Math.sin(a)) * 2 - major * Math.PI);
    expectArea(areaOf(brep), TURN * minor * lengths, [0, 0, 0], 1e-8);
  });

  test("closed surfaces without loops are all of themselves", () => {
    expect(areaOf(sheet(new Sphere(frameAt(), 1), [])).area).toBeCloseTo(4 * Math.PI, 9);
    expect(areaOf(sheet(new Torus(frameAt(), 3, 1), [])).area).toBeCloseTo(12 * Math.PI ** 2, 8);
    expect(() => areaOf(sheet(new Plane(frameAt()), []))).toThrow(/no loops/);
  });

  test("an extruded parabola", () => {
    const parabola = new NurbsCurve({
      dimension: 3,
      degree: 2,
      knots: Float64Array.of(0, 0, 0, 1, 1, 1),
      poles: Float64Array.of(0, 0, 0, 0.5, 0, 0, 1, 1, 0),
      weights: null,
    });
    const brep = sheet(new Extrusion(parabola, Float64Array.of(0, 0, 2)), [rectangle(0, 1, 0, 3)]);
    const length = Math.sqrt(5) / 2 + Math.asinh(2) / 4;
    expect(Math.abs(areaOf(brep).area / (6 * length) - 1)).toBeLessThan(1e-9);
    expect(areaOf(brep).centroid[2]).toBeCloseTo(3, 9);
  });

  test("a surface of revolution: a sphere's arc turned about the axis", () => {
    const arc = new Circle(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 0, 1), 2);
    const surface = new Revolution(arc, Float64Array.of(0, 0, 0), Float64Array.of(0, 0, 1));
    const brep = sheet(surface, [rectangle(0, Math.PI, 0, HALF)]);
    expectArea(areaOf(brep), 4 * Math.PI, [0, 1, 1]);
  });
});

describe("the same area however it is cut", () => {
  test("pieces of a torus add up to the whole", () => {
    const surface = new Torus(frameAt(), 5, 2);
    const cut = curveOf((t) => [t, 2 + Math.sin(3 * t)], (t) => [1, 3 * Math.cos(3 * t)]);
    const line = (u: number, v: number, du: number, dv: number) =>
      new Line(Float64Array.of(u, v), Float64Array.of(du, dv));
    const side = 2 + Math.sin(15);
    const low = sheet(surface, [[
      { pcurve: line(0, 0, 1, 0), range: [0, 5] },
      { pcurve: line(5, 0, 0, 1), range: [0, side] },
      { pcurve: cut, range: [0, 5], reversed: true },
      { pcurve: line(0, 0, 0, 1), range: [0, 2], reversed: true },
    ]]);
    const high = sheet(surface, [[
      { pcurve: cut, range: [0, 5] },
      { pcurve: line(5, 0, 0, 1), range: [side, 5] },
      { pcurve: line(0, 5, 1, 0), range: [0, 5], reversed: true },
      { pcurve: line(0, 0, 0, 1), range: [2, 5], reversed: true },
    ]]);
    const whole = sheet(surface, [rectangle(0, 5, 0, 5)]);
    expect(areaOf(low).area + areaOf(high).area).toBeCloseTo(areaOf(whole).area, 7);
  });

  test("a band without a seam is the band with one", () => {
    const surface = new Cylinder(frameAt(), 2);
    const ring = (v: number, reversed: boolean) => ({
      pcurve: new Line(Float64Array.of(0, v), Float64Array.of(1, 0)),
      range: [0, TURN] as [number, number],
      reversed,
    });
    const band = areaOf(sheet(surface, [[ring(0, false)], [ring(3, true)]]));
    expectArea(band, 12 * Math.PI, [0, 0, 1.5]);
  });

  test("stretches and holes a period off are shifted into place", () => {
    const surface = new Cylinder(frameAt(), 2);
    const away = polygon([[0, 0], [3, 0], [3, 2], [0, 2]]).map((coedge, i) =>
      i === 1
        ? {
          ...coedge,
          pcurve: new Line(Float64Array.of(3 + TURN, 0), Float64Array.of(0, 2)),
        }
        : coedge
    );
    expect(areaOf(sheet(surface, [away])).area).toBeCloseTo(12, 9);
    const hole = { pcurve: circle2(1 - TURN, 1, 0.5), range: [0, TURN] as [number, number] };
    const holed = sheet(surface, [rectangle(0, 3, 0, 2), [{ ...hole, reversed: true }]]);
    expect(areaOf(holed).area).toBeCloseTo(12 - Math.PI / 2, 9);
    const { box } = new FaceBounds(holed).of(0);
    expect(box).toEqual({ u0: 0, u1: 3, v0: 0, v1: 2 });
  });

  test("the order of a loop's edges does not matter", () => {
    const sides = rectangle(0, 3, 0, 2);
    const jumbled = [sides[0], sides[2], sides[1], sides[3]];
    expect(areaOf(sheet(new Plane(frameAt()), [jumbled])).area).toBeCloseTo(6, 12);
  });
});

describe("what cannot be trusted is refused", () => {
  test("a face without curves in its parameters, with its number in the file", () => {
    const brep = sheet(new Cylinder(frameAt(), 1), [rectangle(0, 1, 0, 1)], { entityId: 417 });
    const face = brep.faces[0];
    const bare = face.loops.map((loop) => loop.map((coedge) => ({ ...coedge, pcurve: null })));
    const spoilt = { ...brep, faces: [{ ...face, loops: bare }] };
    expect(() => areaOf(spoilt)).toThrow(
      expect.objectContaining({
        name: "FeatureError",
        message: expect.stringMatching(/face 0 \(#417\).*no curve in the surface's parameters/),
        data: expect.objectContaining({ face: 0, entityId: 417 }),
      }),
    );
  });

  test("loops that do not close", () => {
    const open = rectangle(0, 1, 0, 1).slice(0, 3);
    expect(() => areaOf(sheet(new Plane(frameAt()), [open]))).toThrow(/does not close/);
  });

  test("a single loop around a closed surface", () => {
    const ring = new Line(Float64Array.of(0, 0), Float64Array.of(1, 0));
    const brep = sheet(new Cylinder(frameAt(), 1), [[{ pcurve: ring, range: [0, TURN] }]]);
    expect(() => areaOf(brep)).toThrow(/wind around the closed surface/);
  });

  test("a loop that runs clockwise", () => {
    const back = rectangle(0, 1, 0, 1).reverse().map((coedge) => ({ ...coedge, reversed: true }));
    expect(() => areaOf(sheet(new Plane(frameAt()), [back]))).toThrow(/clockwise/);
  });

  test("a surface that is not finite", () => {
    const broken: Surface = {
      ...disguised(new Plane(frameAt())),
      d1: (_u, _v, out) => void out.fill(NaN),
    };
    expect(() => areaOf(sheet(broken, [rectangle(0, 1, 0, 1)]))).toThrow(/not finite/);
  });
});
