import { describe, expect, test } from "vitest";
import { faceRectangles } from "../../../../src/cad/features/beziers/face_rectangles.ts";
import { rectangleHits } from "../../../../src/cad/features/beziers/rectangle_hits.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import { trimFace } from "../../../../src/cad/geometry/trimming/trimming.ts";
import { endsOf } from "../../../../src/cad/geometry/trimming/trimming_image.ts";
import { boxOf, monotonePieces } from "../../../../src/cad/geometry/trimming/trimming_pieces.ts";
import { frameAt, polygon, segment, sheet, TURN } from "../../../helpers/breps.ts";
import { trimmed } from "../../../helpers/trimmed.ts";

const SQUARE = { u0: 0, u1: 4, v0: 0, v1: 4 };
const ring = (u: number, v: number, radius: number) =>
  new Circle(Float64Array.of(u, v, 1, 0, 0, 1), radius);

function bound(curve: Curve, first: number, last: number) {
  const trim = trimmed(curve, first, last);
  const pieces = monotonePieces([trim]), { start, end } = endsOf(trim);
  return { curve, shiftU: 0, shiftV: 0, pieces, box: boxOf(pieces), ends: [start, end] as const };
}

describe("a curve and a rectangle", () => {
  test.each([
    ["beside it", segment([5, 0], [6, 9]), [0, 1], { count: 0, cuts: false }],
    ["across it", segment([-1, 1], [9, 2]), [0, 1], { count: 2, cuts: false }],
    ["along its border", segment([0, 0], [4, 0]), [0, 1], { count: 0, cuts: false }],
    ["with an end inside", segment([2, 2], [9, 2]), [0, 1], { count: 1, cuts: true }],
    ["all inside", segment([1, 1], [2, 2]), [0, 1], { count: 0, cuts: true }],
    ["a ring inside", ring(2, 2, 1), [0, TURN], { count: 0, cuts: true }],
    ["a corner of a ring", ring(0, 0, 2), [0, TURN], { count: 2, cuts: false }],
    ["a ring through all sides", ring(2, 2, 2.5), [0, TURN], { count: 8, cuts: true }],
    ["twice through one side", ring(2, 0, 1), [0, TURN], { count: 2, cuts: true }],
    ["touched from outside", ring(2, 5, 1), [0, TURN], { count: 0, cuts: false }],
  ])("%s", (_, curve, [first, last], found) => {
    expect(rectangleHits(bound(curve as Curve, first, last), SQUARE)).toEqual(found);
  });
});

describe("rectangles of a face", () => {
  const rectangles = (loops: number[][][], roots = [SQUARE]) => {
    const { faces: [face], edges } = sheet(new Plane(frameAt()), loops.map(polygon));
    return faceRectangles(face.surface, trimFace(face, edges), roots);
  };
  const outer = [[0, 0], [4, 0], [4, 4], [0, 4]];

  test("without a hole are the roots", () => {
    expect(rectangles([outer])).toEqual([SQUARE]);
  });

  test("with a curve that ends inside are cut, and a part that one curve crosses is dropped", () => {
    // The upper left corner, to (2, 3), is not of the face.
    const notch = [[0, 0], [4, 0], [4, 4], [2, 4], [2, 3], [0, 3]];
    expect(rectangles([notch])).toEqual([
      { u0: 0, u1: 2, v0: 0, v1: 2 },
      { u0: 2, u1: 4, v0: 0, v1: 2 },
      { u0: 2, u1: 4, v0: 2, v1: 4 },
    ]);
  });

  test("that one straight curve crosses are left out", () => {
    const cutOff = [[0, 0], [4, 0], [4, 2.3], [0, 2.8]];
    const roots = [
      { u0: 0, u1: 4, v0: 0, v1: 2 },
      { u0: 0, u1: 4, v0: 2, v1: 3 },
    ];
    expect(rectangles([cutOff], roots)).toEqual([roots[0]]);
  });
});
