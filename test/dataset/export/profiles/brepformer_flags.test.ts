import { expect, test } from "vitest";
import { CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../../../src/cad/features/codes.ts";
import {
  convexityFlags,
  edgeFlags,
  faceFlags,
} from "../../../../src/dataset/export/profiles/brepformer_flags.ts";

const set = (flags: readonly number[]) => flags.flatMap((flag, i) => flag === 1 ? [i] : []);
const open = { closed: false, rational: false };

test("a face has the flag of its kind, and a B-spline none", () => {
  const kinds = ["offset", "nurbs", "revolution", "plane"] as const;
  const { data, shape } = faceFlags({
    data: Int32Array.from(kinds, (kind) => FACE_TYPES[kind]),
    shape: [4],
  });
  expect(shape).toEqual([4, 9]);
  expect(set(Array.from(data, Number))).toEqual([7, 18 + 5, 27]);
});

test("an edge has the flag of its kind, and that of a closed one", () => {
  const kinds = ["circle", "ellipse", "line", "hyperbola", "parabola", "other"] as const;
  expect(kinds.map((kind) => set(edgeFlags(EDGE_TYPES[kind], open))))
    .toEqual([[0], [2], [3], [4], [5], [10]]);
  expect(set(edgeFlags(EDGE_TYPES.nurbs, open))).toEqual([7]);
  expect(set(edgeFlags(EDGE_TYPES.nurbs, { closed: true, rational: true }))).toEqual([1, 8]);
});

test("convexities are concave, convex, smooth, in this order; none has no flag", () => {
  const { concave, convex, smooth, none } = CONVEXITIES;
  expect([concave, convex, smooth, none].map((code) => set(convexityFlags(code))))
    .toEqual([[0], [1], [2], []]);
});
