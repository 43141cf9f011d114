import { describe, expect, test } from "vitest";
import { Circle } from "../../../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../../../src/cad/geometry/cylinder.ts";
import { Line } from "../../../../../src/cad/geometry/line.ts";
import type { SmoothCurve } from "../../../../../src/cad/geometry/smooth.ts";
import { Sphere } from "../../../../../src/cad/geometry/sphere.ts";
import { LoopLayout } from "../../../../../src/cad/formats/step/proven/loop_layout.ts";
import { type LaidUse, madeEdge } from "../../../../../src/cad/formats/step/proven/open_edge.ts";
import { pointOf } from "../../../geometry/differences.ts";

const FRAME = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
const circleAt = (z: number, radius: number) =>
  new Circle(Float64Array.of(0, 0, z, 1, 0, 0, 0, 1, 0), radius);
const edge = (curve: SmoothCurve, first: number, last: number, start: number, end: number) =>
  madeEdge(curve, first, last, start, end);
const TURN = 2 * Math.PI;
const STATED = { least: 1e-6, most: 1e-6 };

/** Where each use begins and ends, in the parameters. */
function places(uses: readonly LaidUse[]): number[][] {
  return uses.map(({ pcurve, first, last, reversed }) => {
    const [a, b] = [first, last].map((t) => pointOf(pcurve, t));
    return (reversed ? [...b, ...a] : [...a, ...b]).map((x) => Math.round(1e6 * x) / 1e6 + 0);
  });
}

describe("a cylinder with its seam", () => {
  const bottom = edge(circleAt(0, 2), 0, TURN, 0, 0), top = edge(circleAt(5, 2), 0, TURN, 1, 1);
  const seam = edge(new Line(Float64Array.of(2, 0, 0), Float64Array.of(0, 0, 1)), 0, 5, 0, 1);

  test("runs up the seam a turn away from where it runs down", () => {
    const layout = new LoopLayout(new Cylinder(FRAME, 2), [2, 0, 0, 2, 0, 5], 1e-6, STATED, 1);
    const [loop] = layout.lay([[
      { edge: seam, reversed: true },
      { edge: bottom, reversed: false },
      { edge: seam, reversed: false },
      { edge: top, reversed: true },
    ]]);
    const turn = 6.283185;
    expect(places(loop)).toEqual([
      [0, 5, 0, 0],
      [0, 0, turn, 0],
      [turn, 0, turn, 5],
      [turn, 5, 0, 5],
    ]);
    expect(layout.open).toBeLessThan(1e-12);
    expect(layout.missed).toBe(0);
  });

  test("and without it gets one", () => {
    const layout = new LoopLayout(new Cylinder(FRAME, 2), [2, 0, 0, 2, 0, 5], 1e-6, STATED, 1);
    const loops = layout.lay([[{ edge: bottom, reversed: false }], [{
      edge: top,
      reversed: true,
    }]]);
    expect(loops.map((loop) => loop.length)).toEqual([4]);
    expect(loops[0][1].edge.curve?.kind).toBe("nurbs");
  });

  test("loops that wind the same way bound no band", () => {
    const layout = new LoopLayout(new Cylinder(FRAME, 2), [2, 0, 0, 2, 0, 5], 1e-6, STATED, 1);
    expect(() =>
      layout.lay([[{ edge: bottom, reversed: false }], [{ edge: top, reversed: false }]])
    ).toThrow("loops that wind around their surface the same way (#1)");
  });

  test("an edge that is off", () => {
    const layout = new LoopLayout(new Cylinder(FRAME, 2.1), [2, 0, 0, 2, 0, 5], 1e-6, STATED, 1);
    expect(() => layout.lay([[{ edge: bottom, reversed: false }]]))
      .toThrow("an edge that is off its surface");
  });
});

test("an eighth of a sphere has an edge at its pole", () => {
  const [x, y, z] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
  const meridian = (a: number[]) => new Circle(Float64Array.of(0, 0, 0, ...a, ...z), 3);
  const equator = edge(circleAt(0, 3), 0, Math.PI / 2, 0, 1);
  const up = edge(meridian(y), 0, Math.PI / 2, 1, 2);
  const down = edge(meridian(x), 0, Math.PI / 2, 0, 2);
  const layout = new LoopLayout(new Sphere(FRAME, 3), [3, 0, 0, 0, 3, 0, 0, 0, 3], 1e-6, STATED, 1);
  const [loop] = layout.lay([[
    { edge: equator, reversed: false },
    { edge: up, reversed: false },
    { edge: down, reversed: true },
  ]]);
  const quarter = 1.570796;
  expect(loop.map(({ edge: { curve } }) => curve?.kind ?? "pole"))
    .toEqual(["circle", "circle", "pole", "circle"]);
  expect(places(loop)).toEqual([
    [0, 0, quarter, 0],
    [quarter, 0, quarter, quarter],
    [quarter, quarter, 0, quarter],
    [0, quarter, 0, 0],
  ]);
});

test("a cap of a sphere is closed at its pole", () => {
  const circle = edge(circleAt(0, 3), 0, TURN, 0, 0), vertices = [3, 0, 0];
  const layout = new LoopLayout(new Sphere(FRAME, 3), vertices, 1e-6, STATED, 1);
  const [loop] = layout.lay([[{ edge: circle, reversed: false }]]);
  expect(loop.map(({ edge: { curve } }) => curve?.kind ?? "pole"))
    .toEqual(["circle", "nurbs", "pole", "nurbs"]);
  expect(vertices.slice(3).map((v) => Math.round(1e9 * v) / 1e9 + 0)).toEqual([0, 0, 3]);
});
