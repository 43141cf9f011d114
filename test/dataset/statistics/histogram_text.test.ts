import { expect, test } from "vitest";
import { histogramText } from "../../../src/dataset/statistics/histogram_text.ts";

const histogram = (counts: number[], missing = 0, group: string | null = null) => ({
  key: "family",
  group,
  bins: counts.map((count, i) => ({ label: `bin ${i}`, count })),
  total: counts.reduce((a, b) => a + b, missing),
  missing,
});

test("a line a bin, with its share of all values", () => {
  const [title, ...lines] = histogramText(histogram([10, 5, 0], 5), 8).split("\n");
  expect(title).toBe("family: 20 samples, 5 without a value");
  expect(lines.map((line) => line.replace(/│.*│/, "│"))).toEqual([
    "  bin 0 │ 10  50.0 %",
    "  bin 1 │  5  25.0 %",
    "  bin 2 │  0   0.0 %",
  ]);
  const bars = lines.map((line) => [...line.split("│")[1]].filter((cell) => cell === "█").length);
  expect(bars).toEqual([8, 4, 0]);
});

test("what does not fit is summed up, and rows of a group are called so", () => {
  const lines = histogramText(histogram(new Array(45).fill(2), 0, "faces")).split("\n");
  expect(lines[0]).toBe("family: 90 rows of faces");
  expect(lines).toHaveLength(42);
  expect(lines.at(-1)).toBe("  and 5 more bins with 10 rows of faces");
});

test("of nothing there is nothing to draw", () => {
  expect(histogramText(histogram([]))).toBe("family: 0 samples");
  expect(histogramText(histogram([0]), 4)).toContain("0   0.0 %".trim());
});
