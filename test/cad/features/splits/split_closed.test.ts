import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { splitClosed } from "../../../../src/cad/features/splits/split_closed.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import {
  BodyBuilder,
  box,
  cylinder,
  frameAt,
  motion,
  moved,
  segment,
  sphere,
  torus,
  TURN,
} from "../../../helpers/breps.ts";

const HALF = Math.PI;
const MOTION = motion([1, 2, 3], 0.7, 2.5, [4, -5, 6]);

/** What a body is made of: faces, edges with length, vertices that edges end in. */
function counted({ faces, edges }: Brep): number[] {
  const ends = edges.flatMap(({ startVertex, endVertex }) => [startVertex, endVertex]);
  return [faces.length, edges.filter(({ degenerate }) => !degenerate).length, new Set(ends).size];
}

function areas(brep: Brep): number[] {
  const geometry = new BodyGeometry(brep);
  return brep.faces.map((_, face) => geometry.area(face).area);
}

/** Half of a tube's outline around it, with its seam at u = 0, and loops beside the outer one. */
function tube(height: number, loops: [number, number][][] = [], outer?: [number, number][]): Brep {
  const body = new BodyBuilder(), vertices = new Map<string, number>();
  const surface = new Cylinder(frameAt(), 1);
  const vertexAt = (u: number, v: number) => {
    const key = `${(u % TURN).toFixed(9)} ${v.toFixed(9)}`;
    if (!vertices.has(key)) vertices.set(key, body.vertex(Math.cos(u), Math.sin(u), v));
    return vertices.get(key)!;
  };
  const side = (from: [number, number], to: [number, number]) => ({
    edge: body.edge(null, [0, 1], [vertexAt(...from), vertexAt(...to)]),
    pcurve: segment(from, to),
  });
  const start = outer ?? [[0, 0], [TURN, 0], [TURN, height], [0, height]];
  const seam = side([TURN, start[1][1]], [TURN, start[2][1]]);
  const rest = [...start.slice(2), start[0]];
  const outline = [
    side(start[0], start[1]),
    seam,
    ...rest.slice(0, -2).map((from, i) => side(from, rest[i + 1])),
    { edge: seam.edge, pcurve: segment([0, start[1][1]], [0, start[2][1]]), reversed: true },
  ];
  const holes = loops.map((loop) => loop.map((from, i) => side(from, loop[(i + 1) % loop.length])));
  body.face(surface, [outline, ...holes]);
  // Edges of these sheets are given on the surface alone.
  body.edges.forEach((edge, i) => body.edges[i] = { ...edge, degenerate: false });
  return body.build();
}

describe("closed faces", () => {
  test.each([
    ["box", box(1, 2, 3), [6, 12, 8], [0, 1, 2, 3, 4, 5]],
    ["cylinder", cylinder(2, 5), [4, 6, 4], [0, 0, 1, 2]],
    ["sphere", sphere(3), [2, 2, 2], [0, 0]],
    ["torus", torus(5, 2), [4, 8, 4], [0, 0, 0, 0]],
  ])("of a %s are halved in each direction", (_, brep, counts, sources) => {
    for (const one of [brep, moved(brep, MOTION)]) {
      const split = splitClosed(one);
      expect(counted(split.brep)).toEqual(counts);
      expect([...split.faces]).toEqual(sources);
      for (const edge of split.brep.edges) {
        if (!edge.degenerate) expect(edge.faces).toHaveLength(2);
      }
    }
  });

  test("have halves that lie on the two sides of the axis", () => {
    const { brep } = splitClosed(cylinder(2, 5));
    expect(areas(brep).slice(0, 2)).toEqual([
      expect.closeTo(10 * HALF, 9),
      expect.closeTo(10 * HALF, 9),
    ]);
    const geometry = new BodyGeometry(brep);
    // The centre of half a ring of radius 2 lies 4/pi off the axis.
    expect(geometry.area(0).centroid).toEqual([0, 4 / HALF, 2.5].map((x) => expect.closeTo(x, 9)));
    expect(geometry.area(1).centroid[1]).toBeCloseTo(-4 / HALF, 9);
    expect(geometry.bounds.of(0).box).toEqual({ u0: 0, u1: HALF, v0: 0, v1: 5 });
  });

  test("are numbered along the loops again, and edges know what they are of", () => {
    const { brep, edges } = splitClosed(cylinder(2, 5));
    const used = [...new Set(brep.faces.flatMap(({ loops }) => loops.flat().map((c) => c.edge)))];
    expect(used).toEqual(used.map((_, i) => i));
    expect([...edges].sort()).toEqual([-1, 0, 0, 1, 1, 2]);
  });

  test("with holes beside, and across, the line: the holes stay, or go into the outline", () => {
    const beside: [number, number][] = [[1, 1], [1, 2], [2, 2], [2, 1]];
    const across: [number, number][] = [[3, 1], [3, 2], [4, 2], [4, 1]];
    const { brep } = splitClosed(tube(5, [beside, across]));
    expect(brep.faces.map(({ loops }) => loops.length)).toEqual([2, 1]);
    // The line is crossed twice by the outline and twice by the hole: two new edges along it.
    expect(brep.faces.map(({ loops }) => loops[0].length)).toEqual([8, 8]);
    expect(areas(brep)).toEqual([
      expect.closeTo(5 * HALF - 1 - (HALF - 3), 9),
      expect.closeTo(5 * HALF - (4 - HALF), 9),
    ]);
  });

  test("whose half is in two pieces become three faces", () => {
    // Beyond u = 4 the outline is cut back to a low and a high tongue, not reaching u = 2 pi.
    const outline: [number, number][] = [
      [0, 0],
      [TURN, 0],
      [TURN, 1],
      [2, 1],
      [2, 3],
      [5, 3],
      [5, 4],
      [1, 4],
      [1, 1],
      [0, 1],
    ];
    const { brep } = splitClosed(tube(4, [], outline));
    expect(brep.faces).toHaveLength(3);
    expect(areas(brep).map((area) => Number(area.toFixed(9)))).toEqual([
      HALF + (2 - 1) * 3 + (HALF - 2),
      HALF,
      5 - HALF,
    ].map((area) => Number(area.toFixed(9))));
  });

  test("with a side along the line are cut beside it", () => {
    const across: [number, number][] = [[HALF, 1], [HALF, 2], [4, 2], [4, 1]];
    const { brep } = splitClosed(tube(5, [across]));
    expect(areas(brep)).toEqual([
      expect.closeTo(5 * HALF, 9),
      expect.closeTo(5 * HALF - (4 - HALF), 9),
    ]);
    expect(brep.faces[0].loops[0].map(({ edge }) => brep.edges[edge].faces.length)).toContain(2);
  });

  test("with a hole that has a corner on the line are refused", () => {
    const corner: [number, number][] = [[HALF, 1], [4, 2], [4, 1]];
    expect(() => splitClosed(tube(5, [corner]))).toThrow(/corner of it touches the line at 3.14/);
  });

  test("with a round hole that touches the line are refused", () => {
    const whole = tube(5), edge = whole.edges.length;
    const hole = new Circle(Float64Array.of(4, 2, 1, 0, 0, -1), 4 - HALF);
    const coedge = { edge, reversed: false, pcurve: hole, first: 0, last: TURN };
    const [face] = whole.faces;
    const brep: Brep = {
      ...whole,
      faces: [{ ...face, loops: [...face.loops, [coedge]] }],
      edges: [...whole.edges, { ...whole.edges[0], first: 0, last: TURN }],
    };
    expect(() => splitClosed(brep)).toThrow(/Cannot split face 0, .* touches the line at 3.14/);
  });
});

describe("closed edges", () => {
  test("are halved where no face was cut through them", () => {
    const body = new BodyBuilder(), at = body.vertex(2, 0, 0);
    const ring = body.edge(new Circle(frameAt().slice(0, 9), 2), [0, TURN], [at, at]);
    body.face(new Plane(frameAt()), [[{ edge: ring }]]);
    const split = splitClosed(body.build());
    expect(counted(split.brep)).toEqual([1, 2, 2]);
    expect([...split.edges]).toEqual([0, 0]);
    const geometry = new BodyGeometry(split.brep);
    expect([0, 1].map((edge) => geometry.length(edge))).toEqual([2 * HALF, 2 * HALF]);
    expect([...split.brep.vertices.slice(3)]).toEqual([-2, 0, 0].map((x) => expect.closeTo(x, 12)));
  });

  test("leave the body that was given as it was", () => {
    const brep = cylinder(2, 5), before = JSON.stringify(brep);
    splitClosed(brep);
    expect(JSON.stringify(brep)).toBe(before);
  });
});
