import { describe, expect, test } from "vitest";
import { arcPaths } from "../../../../src/dataset/export/profiles/arc_paths.ts";
import {
  faceArcs,
  oneForEachPair,
  writeArcGrid,
} from "../../../../src/dataset/export/profiles/face_arcs.ts";

const int = (...values: number[]) => ({ data: Int32Array.from(values), shape: [values.length] });

/** Coedges as [face, edge, reversed]. */
const coedges = (...list: readonly (readonly [number, number, number])[]) => ({
  "coedges/coedge_face": int(...list.map(([face]) => face)),
  "coedges/coedge_edge": int(...list.map(([, edge]) => edge)),
  "coedges/coedge_reversed": int(...list.map(([, , reversed]) => reversed)),
});

/** Three faces in a row, the first two of which meet twice; a seam is the third edge. */
const row = faceArcs(
  coedges([1, 0, 1], [1, 2, 0], [1, 2, 1], [0, 0, 0], [1, 1, 0], [0, 1, 1], [1, 3, 1], [2, 3, 0]),
  4,
);
const ends = row.map(({ source, destination, edge }) => `${source}-${destination} ${edge}`);

describe("arcs of faces", () => {
  test("lead there and back over each edge of two faces, the source's side on the left", () => {
    expect(ends).toEqual(["1-0 0", "0-1 0", "1-0 1", "0-1 1", "1-2 3", "2-1 3"]);
    expect(row.map(({ flipped }) => flipped)).toEqual([true, false, false, true, true, false]);
  });

  test("are the last of each two faces, by their source, where a graph has no more", () => {
    const kept = oneForEachPair(row).map(({ source, destination, edge }) =>
      `${source}-${destination} ${edge}`
    );
    expect(kept).toEqual(["0-1 1", "1-0 1", "1-2 3", "2-1 3"]);
  });

  test("take the points the other way round where they are flipped", () => {
    const own = Float32Array.of(
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      9,
      1,
      2,
      3,
      0,
      1,
      0,
      4,
      5,
      6,
      1,
      0,
      0,
    );
    const out = new Float32Array(16);
    const arc = { source: 0, destination: 1, edge: 1, coedge: 2, flipped: true };
    writeArcGrid(arc, own, 2, out, 1, 7);
    expect(Array.from(out)).toEqual([0, 4, 5, 6, -1, 0, 0, 0, 1, 2, 3, 0, -1, 0, 0, 0]);
  });
});

describe("paths over arcs", () => {
  test("follow the edges from the face where they begin", () => {
    // From 0 to 2 and back, over edges 0 and 3; all others are left out.
    const paths = new Int32Array(9 * 2).fill(-1);
    paths.set([0, 3], 2 * 2);
    paths.set([3, 0], 6 * 2);
    const found = arcPaths(row, paths, 3, 2);
    expect(Array.from(found.subarray(4, 6))).toEqual([1, 4]);
    expect(Array.from(found.subarray(12, 14))).toEqual([5, 0]);
    expect(found.filter((arc) => arc >= 0).length).toBe(4);
  });
});
