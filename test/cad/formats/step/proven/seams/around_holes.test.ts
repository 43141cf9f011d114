/** What is around the holes of spheres and tori, by closed forms. */
import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../../../src/cad/features/bodies/body_geometry.ts";
import { flatted, flattedBall, holedTorus, ODD_BALLS } from "../odd_balls.ts";
import { readText, reasonOf } from "../read_text.ts";

function measured(text: string) {
  const [{ brep, kind }] = readText(text), geometry = BodyGeometry.of(brep);
  return {
    area: geometry.area(0).area,
    volume: kind === "solid" ? geometry.closing.volume : NaN,
    loops: brep.faces[0].loops,
    brep,
  };
}

test.each([[1, [[2, 0]]], [2, [[0, 0, 1], [3, 0.3, 2]]], [3, [[1, 0], [3, 0], [5, 0]]]] as const)(
  "%d flats of a ball",
  (count, flats) => {
    const { area, volume, loops } = measured(flattedBall(flats)), wanted = flatted(count);
    expect(loops.length).toBe(count + 1);
    // Of each flat the edge's image is off by some millionths.
    expect(Math.abs(area / wanted.area - 1)).toBeLessThan(1e-5 * count);
    expect(Math.abs(volume / wanted.volume - 1)).toBeLessThan(1e-5 * count);
  },
);

describe("what is cut out along u and v is exact", () => {
  test.each([
    ["a ball with a pocket", 100 * Math.PI - 15, 500 / 3 * Math.PI - 36],
    ["a ball with a pocket across u = 0", 100 * Math.PI - 15, 500 / 3 * Math.PI - 36],
    ["a ball with a wide pocket", 100 * Math.PI - 60, 500 / 3 * Math.PI - 144],
  ])("%s", (name, area, volume) => {
    const found = measured(ODD_BALLS[name]());
    expect(Math.abs(found.area / area - 1)).toBeLessThan(1e-9);
    expect(Math.abs(found.volume / volume - 1)).toBeLessThan(1e-9);
  });

  test("a torus with a hole", () => {
    const { area } = measured(holedTorus([[1, 2, 1, 2]]));
    const hole = 10 + 4 * (Math.sin(2) - Math.sin(1));
    expect(Math.abs(area / (40 * Math.PI ** 2 - hole) - 1)).toBeLessThan(1e-9);
  });
});

test("the seam lies where the widest stretch without a hole is", () => {
  const { loops: [, , border] } = measured(holedTorus([[1, 2, 1, 2], [4, 5, 2.5, 4]]));
  const uv = new Float64Array(4);
  border[1].pcurve!.d1(border[1].first, uv);
  // In u from 2 to 4, in v from 4 to a turn.
  expect(uv[0]).toBeCloseTo(3, 12);
  expect(uv[1]).toBeCloseTo((4 + 2 * Math.PI) / 2, 12);
});

test("a hole that runs the other way around is the face itself", () => {
  const text = holedTorus([[1, 2, 1, 2]]);
  const turned = text.replace(/(FACE_BOUND\('',#\d+,)\.T\./, "$1.F.");
  const { area, loops } = measured(turned);
  expect(loops.length).toBe(1);
  expect(area).toBeCloseTo(10 + 4 * (Math.sin(2) - Math.sin(1)), 9);
});

test("of a ball it is no part: its flat would be used in the same sense", () => {
  const turned = flattedBall([[2, 0]]).replace(/(FACE_BOUND\('',#\d+,)\.T\./, "$1.F.");
  expect(reasonOf(turned)).toBe("an edge that two faces use in the same sense");
});
