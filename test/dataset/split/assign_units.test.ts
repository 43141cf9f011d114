import { expect, test } from "vitest";
import { assignUnits } from "../../../src/dataset/split/assign_units.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { randomUnits, tableOf, type Unit } from "./random_units.ts";

const THIRDS = [1 / 3, 1 / 3, 1 / 3];

test.each([[[0.7, 0.15, 0.15]], [[0.8, 0.2, 0]], [THIRDS], [new Array(5).fill(0.2)]])(
  "sizes of the shares %j are off by at most the largest unit",
  (shares) => {
    for (let seed = 0; seed < 50; seed++) {
      const units = randomUnits(seed, 20 + seed, 8, 6);
      const chosen = assignUnits(tableOf(units, seed), shares);
      const all = units.reduce((sum, unit) => sum + unit.length, 0);
      const largest = Math.max(...units.map((unit) => unit.length));
      shares.forEach((share, s) => {
        const size = units.filter((_, u) => chosen[u] === s)
          .reduce((sum, unit) => sum + unit.length, 0);
        expect(Math.abs(size - share * all), `seed ${seed}`).toBeLessThanOrEqual(largest);
        if (share === 0) expect(size).toBe(0);
      });
    }
  },
);

test("one unit as large as all others together stays within the bound", () => {
  const units: Unit[] = [new Array(100).fill(["a"]), ...randomUnits(3, 60, 2, 3)];
  const chosen = assignUnits(tableOf(units), [0.4, 0.3, 0.3]);
  const sizes = [0, 0, 0];
  units.forEach((unit, u) => sizes[chosen[u]] += unit.length);
  const all = sizes.reduce((a, b) => a + b);
  sizes.forEach((size, s) => {
    expect(Math.abs(size - [0.4, 0.3, 0.3][s] * all)).toBeLessThanOrEqual(100);
  });
});

test("the order of the units decides nothing, the seed does", () => {
  const units = randomUnits(1, 100, 4, 5);
  const names = units.map((_, u) => `unit ${u}`);
  const byName = (order: number[], seed: number) => {
    const own = order.map((u) => names[u]);
    const chosen = assignUnits(tableOf(order.map((u) => units[u]), seed, own), [0.6, 0.2, 0.2]);
    return Object.fromEntries(own.map((name, i) => [name, chosen[i]]));
  };
  const order = units.map((_, u) => u);
  const first = byName(order, 42);
  expect(byName(order.toReversed(), 42)).toEqual(first);
  expect(byName(createRandom(5).shuffle([...order]), 42)).toEqual(first);
  expect(byName(order, 43)).not.toEqual(first);
});

test("a class keeps its shares as far as units allow", () => {
  const units = Array.from(
    { length: 60 },
    (_, u): Unit => new Array(2).fill([u < 30 ? "often" : u < 50 ? "less" : "seldom"]),
  );
  const chosen = assignUnits(tableOf(units), [0.6, 0.2, 0.2]);
  const counts = (label: string) =>
    [0, 1, 2].map((s) => units.filter((unit, u) => unit[0][0] === label && chosen[u] === s).length);
  expect(counts("often")).toEqual([18, 6, 6]);
  expect(counts("less")).toEqual([12, 4, 4]);
  expect(counts("seldom")).toEqual([6, 2, 2]);
});

test("samples with several labels: sizes within one, every label near its shares", () => {
  const random = createRandom(9);
  const labels = ["plane", "cylinder", "torus", "cone", "sphere"];
  // A plane nearly always, a sphere in one of sixteen.
  const units = Array.from({ length: 400 }, (): Unit => [
    labels.filter((_, l) => random.below(16) < [15, 9, 4, 2, 1][l]),
  ]);
  const shares = [0.7, 0.15, 0.15];
  const chosen = assignUnits(tableOf(units), shares);
  shares.forEach((share, s) => {
    const own = units.filter((_, u) => chosen[u] === s).map(([sample]) => sample);
    expect(Math.abs(own.length - share * 400)).toBeLessThanOrEqual(1);
    for (const label of labels) {
      const all = units.filter(([sample]) => sample.includes(label)).length;
      const count = own.filter((sample) => sample.includes(label)).length;
      expect(Math.abs(count - share * all), label).toBeLessThanOrEqual(1.5);
    }
  });
});
