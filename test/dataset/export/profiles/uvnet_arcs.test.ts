import { expect, test } from "vitest";
import { uvnetArcs } from "../../../../src/dataset/export/profiles/uvnet_arcs.ts";

const int = (...values: number[]) => ({ data: Int32Array.from(values), shape: [values.length] });

/** Coedges as [face, edge, reversed]; edge `e` goes from (e, 0, 0) to (e, 1, 0) in two points. */
function arrays(edges: number, coedges: readonly (readonly [number, number, number])[]) {
  const grids = Float32Array.from(
    Array.from({ length: edges }, (_, e) => [e, 0, 0, 0, 1, 0, e, 1, 0, 0, 1, 0]).flat(),
  );
  return {
    "coedges/coedge_face": int(...coedges.map(([face]) => face)),
    "coedges/coedge_edge": int(...coedges.map(([, edge]) => edge)),
    "coedges/coedge_reversed": int(...coedges.map(([, , reversed]) => reversed)),
    "edges/edge_u_grids": { data: grids, shape: [edges, 2, 6] },
  };
}

test("an arc each way, along each the grid with the source on its left", () => {
  const { source, destination, grids } = uvnetArcs(arrays(1, [[0, 0, 0], [1, 0, 1]]));
  expect({ source, destination }).toEqual({ source: [0, 1], destination: [1, 0] });
  expect(Array.from(grids.subarray(0, 12))).toEqual([0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
  expect(Array.from(grids.subarray(12))).toEqual([0, 1, 0, 0, -1, 0, 0, 0, 0, 0, -1, 0]);
});

test("of several edges between two faces the last is kept", () => {
  const { source, grids } = uvnetArcs(arrays(3, [
    [1, 0, 1],
    [1, 2, 0],
    [0, 0, 0],
    [0, 2, 1],
    [1, 1, 0],
    [2, 1, 1],
  ]));
  expect(source).toEqual([0, 1, 1, 2]);
  const first = [0, 1, 2, 3].map((arc) => grids[12 * arc]);
  expect(first).toEqual([2, 2, 1, 1]);
});

test("a seam, a boundary, a turned face and an edge of three faces give none", () => {
  const { source } = uvnetArcs(arrays(4, [
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    [0, 2, 0],
    [1, 2, 0],
    [0, 3, 0],
    [1, 3, 1],
    [2, 3, 0],
  ]));
  expect(source).toEqual([]);
});
