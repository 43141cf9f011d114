import { describe, expect, test } from "vitest";
import { Apartness } from "../../../../../src/cad/formats/step/proven/prove_apart.ts";
import {
  stretchDistance,
  stretchesOf,
} from "../../../../../src/cad/formats/step/proven/stretches.ts";
import { Unproven } from "../../../../../src/cad/formats/step/proven/unproven.ts";
import { Circle } from "../../../../../src/cad/geometry/circle.ts";
import { Line } from "../../../../../src/cad/geometry/line.ts";
import { ODD_SHEETS, UNREAD_SHEETS } from "./odd_sheets.ts";
import { reasonOf } from "./read_text.ts";

describe("loops that are near one another", () => {
  test.each(Object.keys(ODD_SHEETS))("%s is read", (name) => {
    expect(reasonOf(ODD_SHEETS[name]())).toBe(null);
  });

  test.each(Object.keys(UNREAD_SHEETS))("%s", (reason) => {
    for (const text of UNREAD_SHEETS[reason]) expect(reasonOf(text())).toBe(reason);
  });
});

test.each([4, 40])("of %i edges, two that touch are found wherever they stand", (count) => {
  const length = 10,
    edges = Array.from({ length: count }, (_, i) => ({
      curve: new Line(Float64Array.of(0, i, 0), Float64Array.of(1, 0, 0)),
      location: null,
      first: 0,
      last: length,
      startVertex: 2 * i,
      endVertex: 2 * i + 1,
      tolerance: 0,
      degenerate: false,
    }));
  const vertices = Float64Array.from(edges.flatMap((_, i) => [0, i, 0, length, i, 0]));
  const loops = [edges.map((_, edge) => ({ edge }))];
  const prove = () => new Apartness({ edges, vertices } as never).prove({ loops } as never);
  expect(prove).not.toThrow();
  // The last one is laid across the second one alone, far from where that begins.
  edges[count - 1].curve = new Line(Float64Array.of(9, 0.5, 0), Float64Array.of(0, 1, 0));
  edges[count - 1].last = 1;
  vertices.set([9, 0.5, 0, 9, 1.5, 0], 6 * (count - 1));
  expect(prove).toThrow(Unproven);
});

test("edges touch that are nearer than kernels tell apart", () => {
  const ends = (gap: number) => [0, 0, 0, 10, 0, 0, 10 + gap, -5, 0, 10 + gap, 5, 0];
  const edge = (startVertex: number, direction: number[], origin: number[], tolerance: number) => ({
    curve: new Line(Float64Array.from(origin), Float64Array.from(direction)),
    location: null,
    first: 0,
    last: 10,
    startVertex,
    endVertex: startVertex + 1,
    tolerance,
    degenerate: false,
  });
  const touch = (gap: number, tolerance = 0) => {
    const vertices = Float64Array.from(ends(gap));
    const edges = [
      edge(0, [1, 0, 0], [0, 0, 0], tolerance),
      edge(2, [0, 1, 0], [10 + gap, -5, 0], tolerance),
    ];
    const loops = [[{ edge: 0 }], [{ edge: 1 }]];
    return () => new Apartness({ edges, vertices } as never).prove({ loops } as never);
  };
  expect(touch(3e-7)).toThrow(Unproven);
  expect(touch(1e-6)).not.toThrow();
  expect(touch(1.9e-3, 1e-3)).toThrow(Unproven);
  expect(touch(2.1e-3, 1e-3)).not.toThrow();
});

test("stretches hold their curve", () => {
  const circle = new Circle(Float64Array.of(1, 2, 3, 0, 1, 0, 0, 0, 1), 5);
  const at = new Float64Array(6), stretches = stretchesOf(circle, 0.2, 6, 8);
  expect(stretches.map(({ first }) => first)[0]).toBe(0.2);
  expect(stretches.length).toBe(8);
  for (const { first, last, a, b, sag } of stretches) {
    for (let i = 0; i <= 10; i++) {
      circle.d1(first + (last - first) * i / 10, at);
      const p = [at[0], at[1], at[2]] as const;
      const point = { first: 0, last: 0, a: p, b: p, sag: 0 };
      expect(stretchDistance(point, { first, last, a, b, sag })).toBeLessThanOrEqual(sag);
    }
  }
  const line = new Line(Float64Array.of(0, 0, 0), Float64Array.of(1, 0, 0));
  expect(stretchesOf(line, 0, 2, 8)).toEqual([
    { first: 0, last: 2, a: [0, 0, 0], b: [2, 0, 0], sag: 0 },
  ]);
});

type Point = readonly [number, number, number];
test.each<[string, Point, Point, Point, Point, number]>([
  ["crossing", [0, 0, 0], [2, 0, 0], [1, -1, 3], [1, 1, 3], 3],
  ["side by side", [0, 0, 0], [2, 0, 0], [1, 1, 0], [5, 1, 0], 1],
  ["behind one another", [0, 0, 0], [2, 0, 0], [5, 0, 4], [9, 0, 4], 5],
  ["end to middle", [0, 0, 0], [2, 0, 0], [1, 2, 0], [1, 9, 0], 2],
  ["end to end", [0, 0, 0], [2, 0, 0], [5, 4, 0], [5, 9, 1], 5],
])("the distance of stretches: %s", (_, a, b, c, d, distance) => {
  const own = { first: 0, last: 1, a, b, sag: 0 },
    other = { first: 0, last: 1, a: c, b: d, sag: 0 };
  for (const [p, q] of [[own, other], [other, own]]) {
    expect(stretchDistance(p, q)).toBeCloseTo(distance, 12);
    expect(stretchDistance({ ...p, a: p.b, b: p.a }, q)).toBeCloseTo(distance, 12);
  }
});
