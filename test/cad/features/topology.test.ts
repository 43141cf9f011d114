import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import { CONTINUITIES } from "../../../src/cad/features/codes.ts";
import { coedgesOf, edgeVertices } from "../../../src/cad/features/topology.ts";
import { ShiftedCurve } from "../../../src/cad/geometry/shifted_curve.ts";
import { box, cylinder, ell, sphere, torus } from "../../helpers/breps.ts";

const BODIES: [string, Brep, number][] = [
  ["box", box(1, 2, 3), 2],
  ["ell", ell(), 2],
  ["cylinder", cylinder(2, 5), 2],
  ["sphere", sphere(3), 2],
  ["torus", torus(5, 2), 0],
];

test.each(BODIES)("%s: an edge has its first vertex and its last", (_, brep) => {
  const ends = brep.edges.flatMap(({ startVertex, endVertex }) => [startVertex, endVertex]);
  expect([...edgeVertices(brep)]).toEqual(ends);
});

describe("coedges", () => {
  test.each(BODIES)("%s: mates run against each other, and loops close", (_, brep) => {
    const { next, mate, face, edge, reversed } = coedgesOf(brep);
    const entered = new Set<number>();
    for (let c = 0; c < next.length; c++) {
      expect(face[next[c]]).toBe(face[c]);
      entered.add(next[c]);
      expect(edge[mate[c]]).toBe(edge[c]);
      expect(mate[mate[c]]).toBe(c);
      if (!brep.edges[edge[c]].degenerate) {
        expect(mate[c]).not.toBe(c);
        expect(reversed[mate[c]]).toBe(1 - reversed[c]);
      }
      // Where a coedge ends the next one begins.
      const ends = (k: number) => {
        const { startVertex, endVertex } = brep.edges[edge[k]];
        return reversed[k] === 1 ? [endVertex, startVertex] : [startVertex, endVertex];
      };
      expect(ends(c)[1]).toBe(ends(next[c])[0]);
    }
    expect(entered.size).toBe(next.length);
  });

  test("the face is on the left of its loops, seen from outside", () => {
    const brep = box(2, 2, 2);
    const { next, face, edge, reversed } = coedgesOf(brep);
    const grid = new BrepEncoder(brep).pushFaceGrid(3, 3)["faces/face_uv_grids"].data;
    const start = (c: number) => {
      const { startVertex, endVertex } = brep.edges[edge[c]];
      const v = reversed[c] === 1 ? endVertex : startVertex;
      return [...brep.vertices.subarray(3 * v, 3 * v + 3)];
    };
    for (let c = 0; c < next.length; c++) {
      const [p, q, r] = [start(c), start(next[c]), start(next[next[c]])];
      const [a, b] = [[0, 1, 2].map((k) => q[k] - p[k]), [0, 1, 2].map((k) => r[k] - q[k])];
      const turn = [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
      ];
      const up = turn.reduce((sum, x, k) => sum + x * Number(grid[63 * face[c] + 3 + k]), 0);
      expect(up).toBeCloseTo(4, 5);
    }
  });
});

test.each(BODIES)("%s: Euler's formula", (_, brep, characteristic) => {
  const { shape } = new BrepEncoder(brep).pushVertices()["vertices/vertex_positions"];
  const loops = brep.faces.reduce((sum, { loops }) => sum + loops.length, 0);
  // Poles are edges without length, and count for nothing.
  const edges = brep.edges.filter(({ degenerate }) => !degenerate).length;
  const faces = brep.faces.length;
  expect(shape[0] - edges + faces - (loops - faces)).toBe(characteristic);
});

describe("shapes of faces and edges", () => {
  const shapes = (brep: Brep) => {
    const encoder = new BrepEncoder(brep);
    const arrays = { ...encoder.pushFaceShapes(), ...encoder.pushEdgeShapes() };
    return Object.fromEntries(
      Object.entries(arrays).map((
        [key, { data }],
      ) => [key.split("/")[1], Array.from(data, Number)]),
    );
  };

  test("bounds begin below one period, wherever a reader laid the face out", () => {
    const brep = cylinder(2, 5), turn = 2 * Math.PI;
    const at = (u: number) => {
      const faces = brep.faces.map((face) =>
        face.surface.kind !== "cylinder" ? face : {
          ...face,
          loops: face.loops.map((loop) =>
            loop.map((coedge) => ({ ...coedge, pcurve: new ShiftedCurve(coedge.pcurve!, u, 0) }))
          ),
        }
      );
      const { face_uv_bounds } = shapes({ ...brep, faces, edges: [...brep.edges] });
      return face_uv_bounds.slice(0, 2).map((x) => Math.round(1e5 * x / turn) / 1e5 + 0);
    };
    expect(at(-2 * turn)).toEqual([0, 1]);
    expect(at(-1.4 * turn)).toEqual([0.6, 1.6]);
    expect(at(turn - 1e-13)).toEqual([0, 1]);
  });

  test("of a cylinder", () => {
    const { face_uv_bounds, face_closed, edge_closed, edge_continuities } = shapes(cylinder(2, 5));
    expect(face_uv_bounds.slice(0, 4)).toEqual([0, Math.fround(2 * Math.PI), 0, 5]);
    expect(face_uv_bounds.slice(4, 8)).toEqual([-2, 2, -2, 2]);
    expect(face_closed).toEqual([1, 0, 0, 0, 0, 0]);
    expect(edge_closed).toEqual([1, 1, 0]);
    const { g0, g2 } = CONTINUITIES;
    expect(edge_continuities).toEqual([g0, g0, g2]);
  });

  test("of a sphere and a torus", () => {
    const ball = shapes(sphere(3));
    expect(ball.face_closed).toEqual([1, 0]);
    expect(ball.edge_continuities).toEqual([CONTINUITIES.g2, 0, 0]);
    expect(ball.edge_closed).toEqual([0, 0, 0]);
    expect(shapes(torus(5, 2)).face_closed).toEqual([1, 1]);
    expect(shapes(box(1, 2, 3)).edge_continuities).toEqual(new Array(12).fill(CONTINUITIES.g0));
  });
});

test("arcs go there and back, and not over seams", () => {
  const arrays = new BrepEncoder(cylinder(2, 5)).pushDirectedGraph();
  expect(Array.from(arrays["arcs/arc_source"].data, Number)).toEqual([0, 2, 0, 1]);
  expect(Array.from(arrays["arcs/arc_destination"].data, Number)).toEqual([2, 0, 1, 0]);
  expect(Array.from(arrays["arcs/arc_edge"].data, Number)).toEqual([0, 0, 1, 1]);
});
