import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../../../src/cad/features/bodies/body_geometry.ts";
import { Circle } from "../../../../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../../../../src/cad/geometry/cylinder.ts";
import { Torus } from "../../../../../../src/cad/geometry/torus.ts";
import type { SmoothSurface } from "../../../../../../src/cad/geometry/smooth.ts";
import { CutNeeded } from "../../../../../../src/cad/formats/step/proven/cut_needed.ts";
import { LoopLayout } from "../../../../../../src/cad/formats/step/proven/loop_layout.ts";
import { type EdgeUse, madeEdge } from "../../../../../../src/cad/formats/step/proven/open_edge.ts";
import { capMeasures, ODD_CAPS, torusCap } from "../odd_caps.ts";
import { readText, reasonOf } from "../read_text.ts";

const FRAME = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
const TURN = 2 * Math.PI;
const STATED = { least: 1e-6, most: 1e-6 };

/** A circle about the axis that begins at an angle, as an edge of its own number. */
function around(id: number, z: number, radius: number, angle: number): EdgeUse["edge"] {
  const frame = Float64Array.of(0, 0, z, 1, 0, 0, 0, 1, 0);
  return { ...madeEdge(new Circle(frame, radius), angle, angle + TURN, id, id), id };
}

function lay(surface: SmoothSurface, low: EdgeUse["edge"], high: EdgeUse["edge"]) {
  const vertices = new Array(9).fill(0);
  return new LoopLayout(surface, vertices, 1e-6, STATED, 7).lay([
    [{ edge: low, reversed: false }],
    [{ edge: high, reversed: true }],
  ]);
}

test("the seam runs between vertices that are across from one another", () => {
  const [loop] = lay(new Cylinder(FRAME, 2), around(1, 0, 2, 1), around(2, 5, 2, 1));
  expect(loop.map(({ edge: { startVertex, endVertex } }) => [startVertex, endVertex]))
    .toEqual([[1, 1], [1, 2], [2, 2], [1, 2]]);
});

test("where there are none, from the vertex nearest to u = 0, and the other edge is cut", () => {
  const cut = (low: number, high: number) => {
    try {
      lay(new Cylinder(FRAME, 2), around(1, 0, 2, low), around(2, 5, 2, high));
    } catch (error) {
      if (!(error instanceof CutNeeded)) throw error;
      const { edge, parameter, face } = error.cut;
      return [edge, Math.round(1e9 * parameter) / 1e9, face];
    }
  };
  expect(cut(1, 2)).toEqual([2, 7.283185307, 7]);
  expect(cut(0, 2)).toEqual([2, 6.283185307, 7]);
  expect(cut(3, 6)).toEqual([1, 6, 7]);
});

test("a band of a torus lies on the left of its loops", () => {
  const torus = new Torus(FRAME, 5, 2);
  // From the outer equator up to the top circle: v from 0 to a quarter of a turn.
  const [loop] = lay(torus, around(1, 0, 7, 0), around(2, 2, 5, 0));
  const seam = loop[1].edge;
  expect([seam.first, seam.last].map((v) => Math.round(1e9 * v) / 1e9 + 0)).toEqual([
    0,
    1.570796327,
  ]);
  // The other way: all the rest, through the inner side.
  const vertices = new Array(9).fill(0);
  const [rest] = new LoopLayout(torus, vertices, 1e-6, STATED, 7).lay([
    [{ edge: around(1, 0, 7, 0), reversed: true }],
    [{ edge: around(2, 2, 5, 0), reversed: false }],
  ]);
  expect(rest[1].edge.last - rest[1].edge.first).toBeCloseTo(1.5 * Math.PI, 9);
});

test("a band inside out is refused", () => {
  expect(() => lay(new Cylinder(FRAME, 2), around(1, 5, 2, 0), around(2, 0, 2, 0)))
    .toThrow("a band inside out (#7)");
});

describe("a cap of a torus that meets itself, by closed forms: the kernel has the other one", () => {
  test.each(Object.keys(ODD_CAPS))("%s", (name) => {
    const [{ brep }] = readText(torusCap(ODD_CAPS[name])), geometry = BodyGeometry.of(brep);
    const { area, volume } = capMeasures(ODD_CAPS[name]);
    expect(Math.abs(geometry.area(0).area / area - 1)).toBeLessThan(1e-9);
    expect(Math.abs(geometry.closing.volume / volume - 1)).toBeLessThan(1e-9);
  });

  test.each([[true, 0.5, true], [false, 2.5, false]])(
    "of the outer part %s, at %f, with the other pole for a bound is refused",
    (isOuter, v, isUp) => {
      expect(reasonOf(torusCap({ isOuter, v, isUp, bound: "other pole" })))
        .toBe("a vertex for a bound, on the other side");
    },
  );

  test("the kernel's fault is told", () => {
    const told: string[] = [];
    const text = torusCap(ODD_CAPS["of the outer part, up"]);
    readText(text, 1, (what) => told.push(what));
    expect(told).toEqual(["caps of tori that meet themselves"]);
  });
});
