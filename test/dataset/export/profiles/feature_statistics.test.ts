import { expect, test } from "vitest";
import {
  FeatureStatistics,
  isConstant,
} from "../../../../src/dataset/export/profiles/feature_statistics.ts";

test("means and deviations of a population and of a sample", () => {
  const statistics = new FeatureStatistics(2);
  statistics.add([[2, 7], [4, 7]]);
  statistics.add([[4, 7], [4, 7], [5, 7], [5, 7], [7, 7], [9, 7]]);
  expect(statistics.means).toEqual([5, 7]);
  expect(statistics.deviations(0)).toEqual([2, 0]);
  expect(statistics.deviations(1)[0]).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(statistics.deviations(0).map(isConstant)).toEqual([false, true]);
});

test("digits of large numbers are not lost", () => {
  const statistics = new FeatureStatistics(1);
  statistics.add([[1e9 + 4], [1e9 + 7], [1e9 + 13], [1e9 + 16]]);
  expect(statistics.deviations(1)[0]).toBeCloseTo(Math.sqrt(30), 9);
});

test("of one row, and of none, there is no deviation", () => {
  const statistics = new FeatureStatistics(1);
  expect(statistics.deviations(1)).toEqual([0]);
  statistics.add([[3]]);
  expect([statistics.means, statistics.deviations(1)]).toEqual([[3], [0]]);
});
