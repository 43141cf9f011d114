import { expect, test } from "vitest";
import { faceMask } from "../../../../src/cad/features/faces/face_mask.ts";
import { NurbsCurve } from "../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import type { Trimming } from "../../../../src/cad/geometry/trimming/trimming.ts";
import {
  parameterLine,
  type TrimCurve,
} from "../../../../src/cad/geometry/trimming/trimming_image.ts";
import { boxOf, monotonePieces } from "../../../../src/cad/geometry/trimming/trimming_pieces.ts";

const PLANE = new Plane(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1));
const NU = 201, NV = 11;

/** The region above `v = bend u^2`, from u = 0 to 1, its lower side cut into pieces. */
function bowl(bend: number, pieces: number): Trimming {
  const side = new NurbsCurve({
    dimension: 2,
    degree: 2,
    knots: Float64Array.of(0, 0, 0, 1, 1, 1),
    poles: Float64Array.of(0, 0, 0.5, 0, 1, bend),
    weights: null,
  });
  const [line] = [parameterLine([0, 0], [1, 0])];
  const parts = Array.from({ length: pieces }, (_, i): TrimCurve => ({
    ...line,
    curve: side,
    first: i / pieces,
    last: (i + 1) / pieces,
  }));
  const rest = [
    parameterLine([1, bend], [1, 1]),
    parameterLine([1, 1], [0, 1]),
    parameterLine([0, 1], [0, 0]),
  ];
  const trims = [...parts, ...rest], all = monotonePieces(trims);
  return { curves: trims, pieces: all, box: boxOf(all), tolerance: 1e-7 };
}

test("what is on a flat boundary does not depend on how that is cut", () => {
  // A point counts as on it within a hundred-thousandth: up to u = 0.1, 0.01 and so on.
  for (const bend of [1e-3, 1e-1, 0.9]) {
    const masks = [1, 7, 40].map((pieces) => [...faceMask(PLANE, bowl(bend, pieces), NU, NV)]);
    expect(masks[1]).toEqual(masks[0]);
    expect(masks[2]).toEqual(masks[0]);
    const bottom = masks[0].filter((_, k) => k % NV === 0).lastIndexOf(1);
    expect(bottom).toBe(Math.floor(Math.sqrt(1e-5 / bend) * (NU - 1)));
  }
});

test("points inside and on the border count, points outside do not", () => {
  const mask = faceMask(PLANE, bowl(0.9, 3), 5, 5);
  const rows = Array.from({ length: 5 }, (_, i) => [...mask.subarray(5 * i, 5 * i + 5)].join(""));
  expect(rows).toEqual(["11111", "01111", "01111", "00011", "00001"]);
});

test("points on the boundary can count as outside, whatever the tolerance", () => {
  const square = { ...bowl(0, 1), tolerance: 0.1 };
  const marks = faceMask(PLANE, square, 5, 5, square.box, "outside");
  const rows = [0, 1, 2, 3, 4].map((i) => marks.subarray(5 * i, 5 * i + 5).join(""));
  expect(rows).toEqual(["00000", "01110", "01110", "01110", "00000"]);
  expect(faceMask(PLANE, square, 5, 5).every((mark) => mark === 1)).toBe(true);
});
