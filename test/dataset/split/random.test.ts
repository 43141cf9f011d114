import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";

// The expected values are those of a Python program written from the description alone.

test.each([
  [42, [660444221, 3652823732, 77672526, 910233633, 2297337756]],
  [0, [1789933344, 44971166, 2521387044]],
  [4294967295, [4104197751, 1825856343, 1152209388]],
])("seed %i gives the documented numbers", (seed, expected) => {
  const random = createRandom(seed);
  expect(expected.map(() => random.uint32())).toEqual(expected);
});

test("below draws again where a value would make some results likelier", () => {
  const random = createRandom(7);
  expect(Array.from({ length: 6 }, () => random.below(3_000_000_000))).toEqual(
    [210494603, 711084892, 1706118055, 2746022466, 1316796690, 458993998],
  );
});

test("shuffle is Fisher and Yates from the end", () => {
  const values = Array.from({ length: 12 }, (_, i) => i);
  expect(createRandom(42).shuffle(values)).toEqual([0, 7, 11, 10, 1, 9, 2, 4, 3, 6, 8, 5]);
});

test("all orders of three values are about equally likely", () => {
  const random = createRandom(1);
  const seen = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle([0, 1, 2]).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  // Chi-square with 5 degrees of freedom: 20.5 is its 99.9 % point.
  const chi = [...seen.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chi).toBeLessThan(20.5);
});

test.each([-1, 1.5, NaN, 2 ** 32])("a seed of %s is refused", (seed) => {
  expect(() => createRandom(seed)).toThrow(UsageError);
  expect(() => createRandom(seed)).toThrow(`found ${seed}`);
});
