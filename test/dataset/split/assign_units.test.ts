import { expect, test } from "vitest";
import { assignUnits, type SplitUnit } from "../../../src/dataset/split/assign_units.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";

/** Units of 1 to `most` samples of `classes` classes, skewed. */
function randomUnits(seed: number, count: number, most: number, classes: number): SplitUnit[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, u) => ({
    key: `unit ${u}`,
    labels: Array.from(
      { length: 1 + random.below(most) },
      () => `class ${random.below(1 + random.below(classes))}`,
    ),
  }));
}

test.each([[[0.7, 0.15, 0.15]], [[0.8, 0.2, 0]], [[1 / 3, 1 / 3, 1 / 3]]])(
  "sizes of the shares %j are off by at most the largest unit",
  (shares) => {
    for (let seed = 0; seed < 50; seed++) {
      const units = randomUnits(seed, 20 + 4 * seed, 8, 6);
      const chosen = assignUnits(units, shares, seed);
      const all = units.reduce((sum, { labels }) => sum + labels.length, 0);
      shares.forEach((share, s) => {
        const size = units.filter((_, u) => chosen[u] === s)
          .reduce((sum, { labels }) => sum + labels.length, 0);
        expect(Math.abs(size - share * all), `seed ${seed}`).toBeLessThanOrEqual(8);
        if (share === 0) expect(size).toBe(0);
      });
    }
  },
);

test("the order of the units decides nothing, the seed does", () => {
  const units = randomUnits(1, 100, 4, 5);
  const byKey = (list: SplitUnit[], seed: number) => {
    const chosen = assignUnits(list, [0.6, 0.2, 0.2], seed);
    return Object.fromEntries(list.map(({ key }, u) => [key, chosen[u]]));
  };
  expect(byKey(units.toReversed(), 42)).toEqual(byKey(units, 42));
  expect(byKey(units, 43)).not.toEqual(byKey(units, 42));
});

test("a class keeps its shares as far as units allow", () => {
  const units = Array.from({ length: 60 }, (_, u) => ({
    key: `${u}`,
    labels: new Array<string>(2).fill(u < 30 ? "often" : u < 50 ? "less" : "seldom"),
  }));
  const chosen = assignUnits(units, [0.6, 0.2, 0.2], 42);
  const count = (label: string, subset: number) =>
    units.filter((unit, u) => unit.labels[0] === label && chosen[u] === subset).length;
  expect([0, 1, 2].map((s) => count("often", s))).toEqual([18, 6, 6]);
  expect([0, 1, 2].map((s) => count("less", s))).toEqual([12, 4, 4]);
  expect([0, 1, 2].map((s) => count("seldom", s))).toEqual([6, 2, 2]);
});
