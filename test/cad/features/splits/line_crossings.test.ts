import { describe, expect, test } from "vitest";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import type { Curve } from "../../../../src/cad/geometry/curve.ts";
import { crossings, sideOf } from "../../../../src/cad/features/splits/line_crossings.ts";
import { segment, TURN } from "../../../helpers/breps.ts";
import { trimmed } from "../../../helpers/trimmed.ts";

const NEAR = 1e-6;
const trim = (curve: Curve, first: number, last: number, shiftU = 0) => ({
  ...trimmed(curve, first, last),
  shiftU,
});
const ring = (u: number, v: number) => new Circle(Float64Array.of(u, v, 1, 0, 0, 1), 1);

test("sides of a line, and what is on it", () => {
  const line = { axis: 0, value: 2 } as const;
  expect([1, 2 - 1e-7, 2, 2 + 1e-7, 3].map((u) => sideOf(u, line, NEAR))).toEqual([-1, 0, 0, 0, 1]);
});

describe("crossings", () => {
  test("of a straight stretch, in u and in v, and one moved by a period", () => {
    const slope = segment([0, 10], [4, 20]);
    expect(crossings(trim(slope, 0, 1), { axis: 0, value: 1 }, NEAR)).toEqual([0.25]);
    expect(crossings(trim(slope, 0, 1), { axis: 1, value: 15 }, NEAR))
      .toEqual([expect.closeTo(0.5, 12)]);
    expect(crossings(trim(slope, 0, 1, TURN), { axis: 0, value: TURN + 3 }, NEAR))
      .toEqual([expect.closeTo(0.75, 12)]);
    expect(crossings(trim(slope, 0, 1), { axis: 0, value: 5 }, NEAR)).toEqual([]);
  });

  test("of a ring: two, ascending, at the angles where it meets the line", () => {
    const found = crossings(trim(ring(3, 3), 0, TURN), { axis: 0, value: 3.5 }, NEAR);
    expect(found).toEqual([TURN / 6, 5 * TURN / 6].map((t) => expect.closeTo(t, 12)));
  });

  test("none where a stretch ends on the line, or runs along all of it", () => {
    const line = { axis: 0, value: 4 } as const;
    expect(crossings(trim(segment([0, 0], [4, 1]), 0, 1), line, NEAR)).toEqual([]);
    expect(crossings(trim(segment([4, 0], [4, 1]), 0, 1), line, NEAR)).toEqual([]);
    // A quarter of a ring ends where its u turns back.
    expect(crossings(trim(ring(3, 3), -TURN / 4, 0), line, NEAR)).toEqual([]);
  });

  test("are not told where a curve touches the line and turns back", () => {
    expect(crossings(trim(ring(3, 3), -1, 1), { axis: 0, value: 4 }, NEAR)).toBeNull();
  });
});
