import { expect, test } from "vitest";
import type { Coedge } from "../../../../src/cad/brep.ts";
import { chainLoop } from "../../../../src/cad/formats/brep/loop_order.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";

function coedge(
  edge: number,
  reversed = false,
  from?: [number, number],
  to?: [number, number],
): Coedge {
  const pcurve = from && to
    ? new Line(Float64Array.from(from), Float64Array.of(to[0] - from[0], to[1] - from[1]))
    : null;
  return { edge, reversed, pcurve, first: 0, last: 1 };
}
const ends = (...pairs: [number, number][]) =>
  pairs.map(([startVertex, endVertex]) => ({ startVertex, endVertex }));

test("a loop in order is given back as it is", () => {
  const loop = [coedge(0), coedge(1), coedge(2, true)];
  expect(chainLoop(loop, ends([0, 1], [1, 2], [0, 2]))).toBe(loop);
  expect(chainLoop([], [])).toEqual([]);
});

test("coedges follow one another by their vertices", () => {
  const loop = [coedge(0), coedge(1), coedge(2), coedge(3)];
  const chain = chainLoop(loop, ends([0, 1], [2, 3], [1, 2], [3, 0]));
  expect(chain.map(({ edge }) => edge)).toEqual([0, 2, 1, 3]);
});

test("at a seam the images decide", () => {
  // A mantle over [0, 1] x [0, 1]: circles 0 (bottom) and 1 (top), the seam 2, used twice. Both
  // circles begin and end at the seam's vertices, so vertices alone allow either use.
  const bottom = coedge(0, false, [0, 0], [1, 0]), top = coedge(1, true, [0, 1], [1, 1]);
  const right = coedge(2, false, [1, 0], [1, 1]), left = coedge(2, true, [0, 0], [0, 1]);
  const chain = chainLoop([bottom, top, left, right], ends([0, 0], [1, 1], [0, 1]));
  expect(chain).toEqual([bottom, right, top, left]);
});

test("what does not close keeps the order of the file", () => {
  const loop = [coedge(0), coedge(1), coedge(2)];
  const open = chainLoop(loop, ends([0, 1], [5, 6], [7, 8]));
  expect(open.map(({ edge }) => edge)).toEqual([0, 1, 2]);
  expect(chainLoop(loop, ends([-1, -1], [-1, -1], [-1, 0])).map(({ edge }) => edge))
    .toEqual([0, 1, 2]);
});
