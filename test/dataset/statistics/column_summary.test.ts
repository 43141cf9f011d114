import { describe, expect, test } from "vitest";
import { columnSummary } from "../../../src/dataset/statistics/column_summary.ts";

describe("a column in a line", () => {
  test("of numbers: range, mean and counts by bin; what is missing is not counted", () => {
    const found = columnSummary("faces", [1, 2, 3, null, NaN, 10]);
    expect(found).toMatchObject({ kind: "number", values: "1 to 10, mean 4", same: false });
    expect(found.missing).toBeCloseTo(2 / 6);
    expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  test("of texts: the most frequent first", () => {
    expect(columnSummary("family", ["gear", "nut", "gear", "gear"])).toMatchObject({
      kind: "text",
      values: "2: gear, nut",
      counts: [3, 1],
    });
  });

  test("of texts that each row has its own of, there is nothing to count", () => {
    expect(columnSummary("hash", ["a", "b", "c", "d", "d"])).toMatchObject({
      values: "4 different",
      counts: [],
    });
  });

  test("of codes: by their names", () => {
    const names = new Map([[0, "steel"], [1, "brass"]]);
    expect(columnSummary("material_code", [0, 1, 0, 7, 0, 1], names).values).toBe(
      "3: steel, brass, 7",
    );
  });

  test("of dates: from when to when", () => {
    const dates = [new Date("2025-03-01"), new Date("2024-01-31")];
    expect(columnSummary("made", dates)).toMatchObject({
      kind: "date",
      values: "2024-01-31 to 2025-03-01",
    });
  });

  test("of one value says that it is the same, of none that there is nothing", () => {
    expect(columnSummary("units", ["mm", "mm"])).toMatchObject({ same: true, values: "mm" });
    expect(columnSummary("note", [null, "", NaN])).toMatchObject({ kind: "nothing", missing: 1 });
  });
});
