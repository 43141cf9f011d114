import { describe, expect, test } from "vitest";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { trimFace } from "../../../../src/cad/geometry/trimming/trimming.ts";
import { monotonePieces } from "../../../../src/cad/geometry/trimming/trimming_pieces.ts";
import { cylinder, frameAt, rectangle, sheet, sphere, TURN } from "../../../helpers/breps.ts";
import { trimmed } from "../../../helpers/trimmed.ts";

describe("monotonePieces", () => {
  test("cuts an arc at its extremes", () => {
    const pieces = monotonePieces([
      trimmed(new Circle(Float64Array.of(1, 2, 1, 0, 0, 1), 3), 0.1, 5),
    ]);
    expect(Math.max(...pieces.map((p) => p.v1))).toBeCloseTo(5, 12);
    expect(Math.min(...pieces.map((p) => p.u1))).toBeCloseTo(-2, 12);
    expect(Math.min(...pieces.map((p) => p.v1))).toBeCloseTo(-1, 12);
    pieces.forEach((piece, i) => {
      if (i > 0) expect([piece.u0, piece.v0]).toEqual([pieces[i - 1].u1, pieces[i - 1].v1]);
    });
  });

  test("finds the turns of a B-spline with a kink", () => {
    const curve = new NurbsCurve({
      dimension: 2,
      degree: 2,
      knots: Float64Array.of(0, 0, 0, 1, 1, 2, 2, 2),
      poles: Float64Array.of(0, 0, 1, 4, 2, 0, 3, -4, 4, 0),
      weights: null,
    });
    const heights = monotonePieces([trimmed(curve, 0, 2)]).map((piece) => piece.v1);
    expect(Math.max(...heights)).toBeCloseTo(2, 12);
    expect(Math.min(...heights)).toBeCloseTo(-2, 12);
  });
});

describe("trimFace", () => {
  test("finds the exact box", () => {
    const ring = new Circle(Float64Array.of(0.5, 0.25, 1, 0, 0, 1), 0.125);
    const { faces, edges } = sheet(new Plane(frameAt()), [[{ pcurve: ring, range: [0, TURN] }]]);
    const { box } = trimFace(faces[0], edges);
    expect(box.u0).toBeCloseTo(0.375, 13);
    expect(box.u1).toBeCloseTo(0.625, 13);
    expect(box.v0).toBeCloseTo(0.125, 13);
    expect(box.v1).toBeCloseTo(0.375, 13);
  });

  test("leaves closed loops alone, seams and poles included", () => {
    for (const brep of [cylinder(1, 2), sphere(1)]) {
      const { curves, box } = trimFace(brep.faces[0], brep.edges);
      expect(curves).toHaveLength(4);
      expect(box.u1 - box.u0).toBe(TURN);
    }
  });

  test("brings loops together that lie some whole periods apart", () => {
    const widthWith = (turns: number) => {
      const hole = rectangle(1 + turns * TURN, 2 + turns * TURN, 1, 2);
      const loops = [rectangle(0, 3, 0, 3), hole];
      const { faces, edges } = sheet(new Cylinder(frameAt(), 1), loops);
      const { box } = trimFace(faces[0], edges);
      return box.u1 - box.u0;
    };
    for (const turns of [0, 1, -1, 3, -2]) expect(widthWith(turns)).toBeCloseTo(3, 12);
  });

  test("bridges a gap within the tolerance, and no larger one", () => {
    const sides = rectangle(0, 1, 0, 1);
    const gap = (width: number) => {
      const late = new Line(Float64Array.of(1, width), Float64Array.of(0, 1 - width));
      const loop = sides.map((side, i) => i === 1 ? { ...side, pcurve: late } : side);
      const { faces, edges } = sheet(new Plane(frameAt()), [loop]);
      return trimFace(faces[0], edges);
    };
    expect(gap(1e-5).curves).toHaveLength(5);
    expect(() => gap(1e-2)).toThrow(/loop 0 of 4 edges does not close/);
  });

  test("joins the two rings of a band by a seam", () => {
    const ring = (v: number, reversed: boolean) => ({
      pcurve: new Line(Float64Array.of(0, v), Float64Array.of(1, 0)),
      range: [0, TURN] as [number, number],
      reversed,
    });
    const band = sheet(new Cylinder(frameAt(), 1), [[ring(0, false)], [ring(1, true)]]);
    const { curves, box } = trimFace(band.faces[0], band.edges);
    expect(curves).toHaveLength(4);
    expect(box).toEqual({ u0: 0, u1: TURN, v0: 0, v1: 1 });
  });
});
