import { expect, test } from "vitest";
import { reachable, requireAllPairs } from "../../../../src/dataset/export/profiles/pair_arrays.ts";

test("what is far or cannot be reached is 32 hops away", () => {
  expect(Array.from(reachable(Float32Array.of(0, 1, 31, 33, -1)))).toEqual([0, 1, 31, 32, 32]);
});

test("a sample must have a row for each pair", () => {
  expect(() => requireAllPairs("brepmfr", "bolt", 3, 9)).not.toThrow();
  expect(() => requireAllPairs("brepmfr", "bolt", 3, 4)).toThrow(
    "Cannot export 'bolt' for 'brepmfr': it must have a row for each of 9 pairs of faces, found 4",
  );
});
