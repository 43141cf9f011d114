/** Holes whose edges bend across a seam that is put in, by closed forms: kernels are off there. */
import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../../../src/cad/features/bodies/body_geometry.ts";
import { Line } from "../../../../../../src/cad/geometry/line.ts";
import { moved } from "../../../../../../src/cad/formats/step/proven/laid_loop.ts";
import { type LaidUse, madeEdge } from "../../../../../../src/cad/formats/step/proven/open_edge.ts";
import {
  partedHole,
  type Seam,
} from "../../../../../../src/cad/formats/step/proven/seams/seam_holes.ts";
import { FLATTED, flattedBall, LENSED_AREA, lensedTube, ODD_HOLES } from "../odd_holes.ts";
import { readText, reasonOf } from "../read_text.ts";

const measured = (text: string) => {
  const [{ brep, kind }] = readText(text), geometry = BodyGeometry.of(brep);
  return {
    loops: brep.faces[0].loops.length,
    area: geometry.area(0).area,
    volume: kind === "solid" ? geometry.closing.volume : NaN,
  };
};

test.each([0, 0.3, -0.8])("a hole between two ellipses of a tube, turned by %f", (turn) => {
  const { area, loops } = measured(lensedTube(turn));
  expect(loops).toBe(1);
  expect(Math.abs(area / LENSED_AREA - 1)).toBeLessThan(1e-8);
});

test("such a hole that is clear of the seam stays a loop of its own", () => {
  const { area, loops } = measured(lensedTube(2));
  expect(loops).toBe(2);
  expect(Math.abs(area / LENSED_AREA - 1)).toBeLessThan(1e-8);
});

describe("a round flat of a ball", () => {
  test.each<[number, number, number]>([[0, 0, 1], [0, 1, 1], [0.3, 1, 1], [-0.5, 2, 1], [
    1.3,
    1,
    2,
  ]])(
    "at %f, beginning at %f",
    (aside, start, count) => {
      const { area, loops, volume } = measured(flattedBall(aside, start));
      expect(loops).toBe(count);
      expect(Math.abs(area / FLATTED.area - 1)).toBeLessThan(1e-6);
      expect(Math.abs(volume / FLATTED.volume - 1)).toBeLessThan(1e-6);
    },
  );

  test("that is a hundredth wider than its edge on the ball is refused", () => {
    const text = flattedBall(0.3, 1), circle = /.*(CIRCLE\('',#\d+,)3\./s;
    expect(reasonOf(text.replace(circle, (all) => all.replace(/3\.$/, "3.03")))).not.toBe(null);
  });
});

test("a hole of more than a turn is refused", () => {
  const corners = [[-3, 0], [4, 0], [4, 1], [-3, 1], [-3, 0]];
  const hole = corners.slice(1).map(([u, v], i): LaidUse => {
    const pcurve = new Line(corners[i], [u - corners[i][0], v - corners[i][1]]);
    return { edge: madeEdge(null, 0, 1, 0, 0), reversed: false, pcurve, first: 0, last: 1 };
  });
  const seam = { around: 0, period: 2 * Math.PI, at: -2.9, face: 7 };
  expect(() => partedHole(hole, seam as Seam)).toThrow("a hole all around its face");
  expect(partedHole(hole.map((use) => moved(use, 7, 0)), { ...seam, period: 20 } as Seam)).toBe(
    null,
  );
});

test.each([
  ["a pocket across a seam", 4],
  ["a pocket across a seam, first", 4],
  ["a pocket that ends at a seam", 8],
])("%s takes from a rod what it should", (name, taken) => {
  const [{ brep }] = readText(ODD_HOLES[name]());
  expect(Math.abs(BodyGeometry.of(brep).closing.volume / (54 * Math.PI - taken) - 1))
    .toBeLessThan(1e-9);
});
